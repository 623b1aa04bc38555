const startSlots = 1 << 6
const growth = 1.25
const loadMax = 0.8
const wordsPerSlot = 3
const hashes = 2 ** 32

/** The keys whose hashes begin alike: each slot holds both halves of a hash and a line, which is never 0 when taken. */
export class SeenPart {
  size = 0
  #slots = startSlots
  #words = new Uint32Array(startSlots * wordsPerSlot)

  meet(high: number, low: number, line: number): number | undefined {
    if (this.size >= this.#slots * loadMax) this.#grow()
    const at = this.#find(high, low)
    const first = this.#words[at + 2]
    if (first !== undefined && first !== 0) return first === line ? undefined : first
    this.#put(at, { high, low, line: Math.max(1, line) })
    this.size += 1
    return undefined
  }

  #find(high: number, low: number): number {
    const words = this.#words
    let at = Math.floor((low / hashes) * this.#slots) * wordsPerSlot
    while (words[at + 2] !== 0 && (words[at] !== high || words[at + 1] !== low)) {
      at += wordsPerSlot
      if (at === words.length) at = 0
    }
    return at
  }

  #put(at: number, { high, low, line }: { high: number; low: number; line: number }): void {
    this.#words[at] = high
    this.#words[at + 1] = low
    this.#words[at + 2] = line
  }

  #grow(): void {
    const before = this.#words
    this.#slots = Math.ceil(this.#slots * growth)
    this.#words = new Uint32Array(this.#slots * wordsPerSlot)
    for (let at = 0; at < before.length; at += wordsPerSlot) {
      const [high, low, line] = [before[at] ?? 0, before[at + 1] ?? 0, before[at + 2] ?? 0]
      if (line !== 0) this.#put(this.#find(high, low), { high, low, line })
    }
  }
}
