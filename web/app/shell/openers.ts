/** What the shell can open over the page, handed down to its bars and menus. */
export type Openers = {
  readonly search: () => void
  readonly help: () => void
  readonly eyes: () => void
  readonly notifications: () => void
}
