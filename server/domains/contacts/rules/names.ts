export const nameLengthMax = 300

export type NameParts = {
  readonly firstName?: string | null | undefined
  readonly lastName?: string | null | undefined
}

/** The full name from its parts; empty where there are none. */
export function fullNameOf({ firstName, lastName }: NameParts): string {
  return [firstName, lastName].filter(Boolean).join(' ').slice(0, nameLengthMax)
}

/** The parts of a name that was given whole: the last word is the last name. */
export function namePartsOf(name: string): { firstName: string | null; lastName: string | null } {
  const words = name.trim().split(/\s+/u)
  const last = words.pop() ?? null
  return { firstName: words.length === 0 ? null : words.join(' '), lastName: last }
}

/** What a person is called where a name must stand; nobody is shown as nothing. */
export function displayName(person: {
  fullName: string
  email: string | null
  outsideId?: string | null
}): string {
  return person.fullName || person.email || person.outsideId?.replace(/^[^:]*:/, '') || 'Unnamed contact'
}
