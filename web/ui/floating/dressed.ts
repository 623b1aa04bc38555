import { cloneElement, type MouseEvent, type ReactElement } from 'react'

type Dress = {
  onClick?: ((event: MouseEvent<HTMLElement>) => void) | undefined
  'aria-haspopup'?: 'menu' | 'dialog'
  'aria-expanded'?: boolean
  'aria-describedby'?: string
}

/** A button that opens or closes something; it must spread its props onto its element. */
export type Trigger = ReactElement<Dress>

/** The same element with more props, as the page's own button becomes the trigger of what floats. */
export function dressed(element: Trigger, dress: Dress): ReactElement {
  // oxlint-disable-next-line react/no-clone-element -- Base UI's `render` works the same way, and it comes later.
  return cloneElement(element, dress)
}
