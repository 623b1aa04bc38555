/** PostgreSQL says of a field without a value that it is so long. */
export const noValue = -1

/** PostgreSQL counts microseconds from the year 2000. */
const microsecondsTo2000 = 946_684_800_000_000
const highWord = 4_294_967_296

/** One row: where each field begins in the bytes and how long it is, -1 for none. */
export class PackedRow {
  bytes: Buffer = Buffer.alloc(0)
  readonly starts: Int32Array
  readonly lengths: Int32Array

  constructor(fields: number) {
    this.starts = new Int32Array(fields)
    this.lengths = new Int32Array(fields)
  }

  isNull(field: number): boolean {
    return this.#length(field) === noValue
  }

  uuid(field: number): string {
    return uuidAt(this.bytes, this.#start(field))
  }

  isTrue(field: number): boolean {
    return this.bytes[this.#start(field)] === 1
  }

  /** An instant in milliseconds, its microseconds behind the point; null where there is none. */
  instant(field: number): number | null {
    return this.isNull(field) ? null : instantAt(this.bytes, this.#start(field))
  }

  /** A text; null where there is none. */
  text(field: number): string | null {
    if (this.isNull(field)) return null
    const start = this.#start(field)
    return this.bytes.toString('utf8', start, start + this.#length(field))
  }

  /** Where the bytes of a field begin and end; the same where there are none. */
  range(field: number): { readonly from: number; readonly to: number } {
    const from = this.#start(field)
    return { from, to: from + Math.max(0, this.#length(field)) }
  }

  #start(field: number): number {
    return this.starts[field] ?? 0
  }

  #length(field: number): number {
    return this.lengths[field] ?? noValue
  }
}

const hexDigits = Buffer.from('0123456789abcdef')
/** Where each byte of an id stands in its text. */
const placesOfBytes = [0, 2, 4, 6, 9, 11, 14, 16, 19, 21, 24, 26, 28, 30, 32, 34] as const
const idText = Buffer.from('00000000-0000-0000-0000-000000000000')

/** An id as its text, made in one piece: pieces put together would be put together again wherever it is looked up. */
export function uuidAt(bytes: Buffer, at: number): string {
  for (const [index, place] of placesOfBytes.entries()) {
    const byte = bytes[at + index] ?? 0
    idText[place] = hexDigits[byte >> 4] ?? 0
    idText[place + 1] = hexDigits[byte & 15] ?? 0
  }
  return idText.toString('latin1')
}

/** A whole number of eight bytes. */
export function wordsAt(bytes: Buffer, at: number): number {
  return bytes.readInt32BE(at) * highWord + bytes.readUInt32BE(at + 4)
}

/** An instant in milliseconds, its microseconds behind the point. */
export function instantAt(bytes: Buffer, at: number): number {
  return (wordsAt(bytes, at) + microsecondsTo2000) / 1000
}
