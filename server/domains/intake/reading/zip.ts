import type { Readable } from 'node:stream'
import { constants, createInflateRaw, inflateRawSync } from 'node:zlib'
import { unreadable } from './content.ts'

export type ZipEntry = {
  readonly name: string
  readonly compressedSize: number
  readonly method: number
  readonly at: number
}

const endSignature = 0x06_05_4b_50
const entrySignature = 0x02_01_4b_50
const end64Signature = 0x06_06_4b_50
const endBytesMin = 22
const commentBytesMax = 65_535
const entriesMax = 20_000
const stored = 0
const deflated = 8
/** Says that the real figure is too large for its place and stands in an extra field. */
const elsewhere = 0xff_ff_ff_ff
const packedChunkBytes = 64 * 1024
const unpackedChunkBytes = 256 * 1024

/** The table of contents of a zip archive, from its end; nothing is unpacked. */
export function zipEntries(archive: Buffer): ZipEntry[] {
  const { count, start } = directoryOf(archive)
  const entries: ZipEntry[] = []
  let at = start
  for (let index = 0; index < Math.min(count, entriesMax); index += 1) {
    if (at + 46 > archive.length || archive.readUInt32LE(at) !== entrySignature) throw damaged()
    const nameLength = archive.readUInt16LE(at + 28)
    const extraLength = archive.readUInt16LE(at + 30)
    const extra = archive.subarray(at + 46 + nameLength, at + 46 + nameLength + extraLength)
    entries.push({
      name: archive.toString('utf8', at + 46, at + 46 + nameLength),
      method: archive.readUInt16LE(at + 10),
      ...placeOf(archive, at, extra),
    })
    at += 46 + nameLength + extraLength + archive.readUInt16LE(at + 32)
  }
  return entries
}

/** The bytes of an entry, unpacked as they are taken: a sheet of a gigabyte needs no more memory than a small one. */
export async function* unpacked(archive: Buffer, entry: ZipEntry): AsyncGenerator<Uint8Array> {
  const packed = packedBytes(archive, entry)
  if (entry.method === stored) {
    yield packed
    return
  }
  if (entry.method !== deflated) throw damaged()
  const inflate = createInflateRaw({ chunkSize: unpackedChunkBytes })
  feed(inflate, packed)
  try {
    for await (const chunk of inflate) if (chunk instanceof Uint8Array) yield chunk
  } catch {
    throw damaged()
  }
}

/** The first bytes of an entry, unpacked as far as its first `packedBytesMax` bytes reach. */
export function unpackedHead(archive: Buffer, entry: ZipEntry, packedBytesMax: number): Buffer {
  const packed = packedBytes(archive, entry).subarray(0, packedBytesMax)
  if (entry.method === stored) return packed
  if (entry.method !== deflated) throw damaged()
  return inflateRawSync(packed, { finishFlush: constants.Z_SYNC_FLUSH })
}

function feed(inflate: Readable & NodeJS.WritableStream, packed: Buffer): void {
  let at = 0
  const write = () => {
    while (at < packed.length) {
      const goesOn = inflate.write(packed.subarray(at, at + packedChunkBytes))
      at += packedChunkBytes
      if (!goesOn) return
    }
    inflate.end()
    inflate.removeListener('drain', write)
  }
  inflate.on('drain', write)
  write()
}

function packedBytes(archive: Buffer, entry: ZipEntry): Buffer {
  if (entry.at + 30 > archive.length) throw damaged()
  const from = entry.at + 30 + archive.readUInt16LE(entry.at + 26) + archive.readUInt16LE(entry.at + 28)
  return archive.subarray(from, from + entry.compressedSize)
}

/** Where an entry stands and how long it is; archives of more than four gigabytes say so in an extra field. */
function placeOf(archive: Buffer, at: number, extra: Buffer): { compressedSize: number; at: number } {
  const [unpackedSize, compressedSize, offset] = [24, 20, 42].map((from) => archive.readUInt32LE(at + from))
  const large = extraField(extra)
  const next = () => Number(large.shift() ?? 0n)
  if (unpackedSize === elsewhere) next()
  return {
    compressedSize: compressedSize === elsewhere ? next() : (compressedSize ?? 0),
    at: offset === elsewhere ? next() : (offset ?? 0),
  }
}

/** The large figures of an entry, in their order; the extra fields each have a number and a length. */
function extraField(extra: Buffer): bigint[] {
  let at = 0
  while (at + 4 <= extra.length) {
    const length = extra.readUInt16LE(at + 2)
    const field = extra.subarray(at + 4, at + 4 + length)
    if (extra.readUInt16LE(at) === 1) return bigintsIn(field)
    at += 4 + length
  }
  return []
}

function bigintsIn(field: Buffer): bigint[] {
  return Array.from({ length: Math.floor(field.length / 8) }, (_, index) => field.readBigUInt64LE(index * 8))
}

function directoryOf(archive: Buffer): { count: number; start: number } {
  const end = endOfArchive(archive)
  const [count, start] = [archive.readUInt16LE(end + 10), archive.readUInt32LE(end + 16)]
  if (start !== elsewhere && count !== 0xff_ff) return { count, start }
  const large = Number(archive.readBigUInt64LE(end - 20 + 8))
  if (large + 56 > archive.length || archive.readUInt32LE(large) !== end64Signature) throw damaged()
  return {
    count: Number(archive.readBigUInt64LE(large + 32)),
    start: Number(archive.readBigUInt64LE(large + 48)),
  }
}

function endOfArchive(archive: Buffer): number {
  const earliest = Math.max(0, archive.length - endBytesMin - commentBytesMax)
  for (let at = archive.length - endBytesMin; at >= earliest; at -= 1) {
    if (archive.readUInt32LE(at) === endSignature) return at
  }
  throw damaged()
}

function damaged() {
  return unreadable(
    'This spreadsheet is damaged or was not transferred completely.',
    'Open it in a spreadsheet program, save it again, and import that file.',
  )
}
