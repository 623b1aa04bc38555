export type IdentityKey = { readonly kind: 'email' | 'phone' | 'external'; readonly key: string }

/** Whom somebody means: an id, or normalised keys, the surest first. */
export type Sought = {
  readonly id?: string | undefined
  readonly external?: string | undefined
  readonly email?: string | undefined
  readonly phone?: string | undefined
  /** What a newcomer is called. */
  readonly name?: string | undefined
}

export function keysOf({ external, email, phone }: Sought): IdentityKey[] {
  return [
    ...(external === undefined ? [] : [{ kind: 'external' as const, key: external }]),
    ...(email === undefined ? [] : [{ kind: 'email' as const, key: email }]),
    ...(phone === undefined ? [] : [{ kind: 'phone' as const, key: phone }]),
  ]
}

/** A mail and an outside id name one person; a number may be shared. */
export function strongKeysOf(sought: Sought): IdentityKey[] {
  return keysOf(sought).filter((key) => key.kind !== 'phone')
}

export function wordOf({ kind, key }: IdentityKey): string {
  return `${kind} ${key}`
}

export type Holder = IdentityKey & { readonly contact_id: string; readonly root_id: string }

/** Who holds which key; a key of several people tells nobody apart. */
export class Holders {
  readonly #byKey: ReadonlyMap<string, readonly Holder[]>

  constructor(rows: readonly Holder[]) {
    this.#byKey = Map.groupBy(rows, wordOf)
  }

  /** The person, by whichever record of theirs holds the key; null where nobody, or nobody in particular, does. */
  one(key: IdentityKey | undefined): string | null {
    if (key === undefined) return null
    const rows = this.#byKey.get(wordOf(key)) ?? []
    return new Set(rows.map((row) => row.root_id)).size === 1 ? (rows[0]?.contact_id ?? null) : null
  }

  isTaken(key: IdentityKey): boolean {
    return this.#byKey.has(wordOf(key))
  }

  /** By the surest key that somebody holds; by number only where nothing surer is said. */
  of(sought: Sought): string | null {
    const strong = strongKeysOf(sought)
    const held = strong.map((key) => this.one(key)).find((id) => id !== null)
    return held ?? (strong.length > 0 ? null : this.one(keysOf(sought)[0]))
  }
}
