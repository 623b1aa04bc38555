import { constants, inflateRawSync } from 'node:zlib'
import { unreadable } from './content.ts'

export type ZipEntry = {
  readonly name: string
  /** Unpacked, in bytes, as the archive says. */
  readonly size: number
  readonly compressedSize: number
  readonly method: number
  readonly at: number
}

const endSignature = 0x06054b50
const entrySignature = 0x02014b50
const endBytesMin = 22
const commentBytesMax = 65_535
const entriesMax = 20_000
const stored = 0
const deflated = 8

/** The table of contents of a zip archive, from its end; nothing is unpacked. */
export function zipEntries(archive: Buffer): ZipEntry[] {
  const end = endOfArchive(archive)
  const count = Math.min(archive.readUInt16LE(end + 10), entriesMax)
  const entries: ZipEntry[] = []
  let at = archive.readUInt32LE(end + 16)
  for (let index = 0; index < count; index += 1) {
    if (at + 46 > archive.length || archive.readUInt32LE(at) !== entrySignature) throw damaged()
    const nameLength = archive.readUInt16LE(at + 28)
    entries.push({
      name: archive.toString('utf8', at + 46, at + 46 + nameLength),
      size: archive.readUInt32LE(at + 24),
      compressedSize: archive.readUInt32LE(at + 20),
      method: archive.readUInt16LE(at + 10),
      at: archive.readUInt32LE(at + 42),
    })
    at += 46 + nameLength + archive.readUInt16LE(at + 30) + archive.readUInt16LE(at + 32)
  }
  return entries
}

/** The first bytes of an entry, unpacked as far as its first `packedBytesMax` bytes reach. */
export function unpackedHead(archive: Buffer, entry: ZipEntry, packedBytesMax: number): Buffer {
  const from = entry.at + 30 + archive.readUInt16LE(entry.at + 26) + archive.readUInt16LE(entry.at + 28)
  const packed = archive.subarray(from, from + Math.min(entry.compressedSize, packedBytesMax))
  if (entry.method === stored) return packed
  if (entry.method !== deflated) throw damaged()
  return inflateRawSync(packed, { finishFlush: constants.Z_SYNC_FLUSH })
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
