/** The sheet that menus, comboboxes and popovers lie on. */
export const floatShape =
  'rounded-lg border border-line bg-surface text-ink shadow-overlay outline-none transition-opacity duration-120 data-ending-style:opacity-0 data-starting-style:opacity-0'

/** One line of a floating list. */
export const floatItem =
  'flex min-h-8 cursor-pointer items-center gap-2.5 rounded-md px-2 py-1.5 text-sm text-ink outline-none select-none data-disabled:cursor-not-allowed data-disabled:text-ink-3 data-highlighted:bg-sunken'
