const rememberedMax = 8
/** What has the focus for a moment only, and is gone afterwards. */
const passing = '[role=menu], [role=listbox]'

let visited: readonly HTMLElement[] = []

/** Follows where the focus stands; once, for as long as the product is open. Answers how to end it. */
export function followFocus(): () => void {
  document.addEventListener('focusin', remember)
  return () => document.removeEventListener('focusin', remember)
}

function remember({ target }: FocusEvent) {
  if (!(target instanceof HTMLElement) || target.closest(passing)) return
  visited = [target, ...visited.filter((one) => one !== target && one.isConnected)].slice(0, rememberedMax)
}

/**
 * Where the focus belongs when an overlay closes: the last place it stood at outside of the overlay, menus left out.
 * An overlay that a menu opened, or that takes the focus while it is drawn, cannot know that by itself.
 */
export function focusBefore(overlay: Element | null): HTMLElement | null {
  return visited.find((one) => one.isConnected && !overlay?.contains(one)) ?? null
}
