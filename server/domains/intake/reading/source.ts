import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { Refusal } from '../../../platform/refusal.ts'

/** How many bytes are asked of a file at a time. */
const chunkBytes = 256 * 1024

/**
 * Where the bytes of an import come from. It can be opened again and again, because a file is looked at before it
 * is read; each opening yields the same bytes from the start, in chunks, only as fast as they are taken.
 */
export type Source = {
  readonly size: number
  readonly open: () => AsyncIterable<Uint8Array>
}

/** A file on disk. */
export async function fileSource(path: string): Promise<Source> {
  const { size } = await stat(path)
  return { size, open: () => createReadStream(path, { highWaterMark: chunkBytes }) }
}

/** Bytes that are in memory already. */
export function bytesSource(bytes: Uint8Array): Source {
  return { size: bytes.length, open: () => slicesOf(bytes) }
}

/** The first bytes of a source, at most `bytesMax`. */
export async function headOf(source: Source, bytesMax: number): Promise<Uint8Array> {
  const chunks: Uint8Array[] = []
  let length = 0
  for await (const chunk of source.open()) {
    chunks.push(chunk)
    length += chunk.length
    if (length >= bytesMax) break
  }
  return Buffer.concat(chunks).subarray(0, bytesMax)
}

/** All bytes of a source, refused beyond `bytesMax`. */
export async function allBytesOf(source: Source, bytesMax: number): Promise<Buffer> {
  const chunks: Uint8Array[] = []
  let length = 0
  for await (const chunk of source.open()) {
    chunks.push(chunk)
    length += chunk.length
    if (length > bytesMax) throw tooManyBytes(bytesMax)
  }
  return Buffer.concat(chunks)
}

function tooManyBytes(bytesMax: number): Refusal {
  return new Refusal('too-large', {
    message: `This spreadsheet is larger than ${Math.round(bytesMax / 1024 / 1024)} MB.`,
    remedy: 'Save it as CSV and import that: CSV has no such limit.',
  })
}

async function* slicesOf(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += chunkBytes) yield bytes.subarray(at, at + chunkBytes)
}
