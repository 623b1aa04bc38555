import { strongKeysOf, wordOf } from './key-holders.ts'
import type { Holders, IdentityKey, Sought } from './key-holders.ts'

/**
 * Keys of one batch that belong together because somebody was named by two of them at once. Each group stands for one
 * person: who holds one of its keys already, else a newcomer.
 */
export class KeyGroups {
  readonly #parents = new Map<string, string>()
  readonly #people = new Map<string, string>()

  constructor(sought: readonly Sought[], holders: Holders) {
    for (const one of sought) if (one.id === undefined) this.#join(strongKeysOf(one), holders)
    for (const one of sought) {
      const [key] = strongKeysOf(one)
      const held = one.id === undefined ? holders.of(one) : null
      if (key === undefined || held === null) continue
      const root = this.groupOf(key)
      if (!this.#people.has(root)) this.#people.set(root, held)
    }
  }

  /** One word for the group that a key is in. */
  groupOf(key: IdentityKey): string {
    let word = wordOf(key)
    for (let above = this.#parents.get(word); above !== undefined; above = this.#parents.get(word))
      word = above
    return word
  }

  /** Who of those known already this group stands for. */
  personOf(key: IdentityKey): string | undefined {
    return this.#people.get(this.groupOf(key))
  }

  /** Two keys that two people hold already do not make them one; that would be a merge. */
  #join(keys: readonly IdentityKey[], holders: Holders): void {
    const [first, ...others] = keys
    if (first === undefined) return
    for (const other of others) {
      const [mine, theirs] = [holders.one(first), holders.one(other)]
      const [above, below] = [this.groupOf(first), this.groupOf(other)]
      if (above === below || (mine !== null && theirs !== null && mine !== theirs)) continue
      this.#parents.set(below, above)
    }
  }
}
