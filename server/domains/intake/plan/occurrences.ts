/**
 * Counts entries of a file that nothing but their order tells apart. Asking for one line again answers the same,
 * so that a chunk that is tried twice counts once.
 */
export class Occurrences {
  readonly #lines = new Map<string, number[]>()

  of(entry: string, line: number): number {
    const lines = this.#lines.get(entry)
    if (lines === undefined) {
      this.#lines.set(entry, [line])
      return 1
    }
    const known = lines.indexOf(line)
    return known >= 0 ? known + 1 : lines.push(line)
  }
}
