export { ComboboxFrame, MultiComboboxFrame } from './combobox-frame.tsx'
export { DialogFrame } from './dialog-frame.tsx'
export { MenuFrame } from './menu-frame.tsx'
export { PopoverFrame } from './popover-frame.tsx'
