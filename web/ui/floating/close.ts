import { createContext } from 'react'

/** Closes the dialog, sheet or popover around; does nothing outside of one. */
export const CloseContext = createContext<() => void>(() => undefined)
