/** A merge that stands: from `at` on, the loser is one with the winner. */
export type Join = { readonly winnerId: string; readonly loserId: string; readonly at: number }

/** Who speaks for a record from when on: itself, then each record that it was merged into. */
export type Speaker = { readonly id: string; readonly from: number }

/** Which records are one and the same, and since when. */
export class Lineage {
  readonly #above = new Map<string, Join>()
  readonly #beside = new Map<string, { readonly id: string; readonly at: number }[]>()

  constructor(joins: readonly Join[]) {
    for (const join of joins) {
      this.#above.set(join.loserId, join)
      this.#connect(join.loserId, join.winnerId, join.at)
      this.#connect(join.winnerId, join.loserId, join.at)
    }
  }

  /** The speakers of a record in their order; each speaks until the next one does. */
  speakersOf(id: string): Speaker[] {
    const speakers: Speaker[] = [{ id, from: Number.NEGATIVE_INFINITY }]
    for (let join = this.#above.get(id); join !== undefined; join = this.#above.get(join.winnerId)) {
      const from = Math.max(join.at, speakers.at(-1)?.from ?? join.at)
      speakers.push({ id: join.winnerId, from })
    }
    return speakers
  }

  /** The record that everybody of this family is today. */
  rootOf(id: string): string {
    return this.speakersOf(id).at(-1)?.id ?? id
  }

  /** The record that spoke for this one at an instant. */
  speakerAt(id: string, at: number): string {
    return this.speakersOf(id).findLast(({ from }) => from <= at)?.id ?? id
  }

  /** Everybody who is one with this record today, and since when: from the last merge on the way between them. */
  familyOf(id: string): Map<string, number> {
    const since = new Map([[id, Number.NEGATIVE_INFINITY]])
    const reached = [id]
    for (let next = reached.pop(); next !== undefined; next = reached.pop()) {
      const own = since.get(next) ?? Number.NEGATIVE_INFINITY
      for (const beside of this.#beside.get(next) ?? []) {
        // The merges of a family form a tree, so that there is one way to everybody.
        if (since.has(beside.id)) continue
        since.set(beside.id, Math.max(own, beside.at))
        reached.push(beside.id)
      }
    }
    return since
  }

  #connect(from: string, to: string, at: number): void {
    const known = this.#beside.get(from)
    if (known === undefined) this.#beside.set(from, [{ id: to, at }])
    else known.push({ id: to, at })
  }
}
