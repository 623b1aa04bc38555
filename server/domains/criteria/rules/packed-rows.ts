import { PackedRow } from './packed-row.ts'

/** Rows as COPY sends them in its binary format: a head, then each row as its fields with their lengths. */
const signatureBytes = 11
const headBytes = signatureBytes + 8
const lastRow = -1

/** Takes rows out of bytes that arrive in pieces of any size. The row that it hands out is the same one each time. */
export class PackedRows {
  readonly #row: PackedRow
  readonly #fields: number
  #bytes: Buffer = Buffer.alloc(0)
  #at = headBytes

  constructor(fields: number) {
    this.#fields = fields
    this.#row = new PackedRow(fields)
  }

  push(piece: Buffer): void {
    const left = this.#bytes.length - this.#at
    // The head may lie in more than one piece.
    if (left < 0) {
      this.#bytes = Buffer.concat([this.#bytes, piece])
      return
    }
    this.#bytes = left === 0 ? piece : Buffer.concat([this.#bytes.subarray(this.#at), piece])
    this.#at = 0
  }

  /** The next whole row; undefined where it has not arrived. */
  next(): PackedRow | undefined {
    const bytes = this.#bytes
    let at = this.#at
    if (at < 0 || at + 2 > bytes.length || bytes.readInt16BE(at) === lastRow) return undefined
    at += 2
    for (let field = 0; field < this.#fields; field++) {
      if (at + 4 > bytes.length) return undefined
      const length = bytes.readInt32BE(at)
      at += 4
      this.#row.starts[field] = at
      this.#row.lengths[field] = length
      at += Math.max(0, length)
    }
    if (at > bytes.length) return undefined
    this.#row.bytes = bytes
    this.#at = at
    return this.#row
  }
}
