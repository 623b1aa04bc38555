import { isAscii, isUtf8 } from 'node:buffer'
import { analyse } from 'chardet'
import iconv from 'iconv-lite'
import type { Source } from './source.ts'
import { headOf } from './source.ts'
import { likeliestSingleByte } from './single-byte.ts'

/** How many bytes with something beyond ASCII in them are gathered to decide the encoding. */
const evidenceBytesMax = 512 * 1024

/** A file is taken for UTF-8 with damaged places when it has this many good characters for each damaged one. */
const goodPerDamagedMin = 10

const marks: readonly { readonly encoding: string; readonly bytes: readonly number[] }[] = [
  { encoding: 'utf-32le', bytes: [0xff, 0xfe, 0, 0] },
  { encoding: 'utf-32be', bytes: [0, 0, 0xfe, 0xff] },
  { encoding: 'utf8', bytes: [0xef, 0xbb, 0xbf] },
  { encoding: 'utf-16le', bytes: [0xff, 0xfe] },
  { encoding: 'utf-16be', bytes: [0xfe, 0xff] },
]

/**
 * Decides how the bytes of a text file stand for characters: by its byte order mark, else by zero bytes (UTF-16),
 * else by whether the parts beyond ASCII are valid UTF-8, else by likelihood among the legacy encodings. The
 * whole file is searched for parts beyond ASCII, so that one umlaut on the last line counts.
 */
export async function detectEncoding(source: Source): Promise<string> {
  const head = await headOf(source, 4096)
  const marked = marks.find((mark) => mark.bytes.every((byte, at) => head[at] === byte))
  if (marked) return marked.encoding
  const wide = wideEncodingOf(head)
  if (wide) return wide
  const evidence = withoutTornEnd(await beyondAscii(source))
  if (evidence.length === 0 || isUtf8(evidence) || isDamagedUtf8(evidence)) return 'utf8'
  return legacyEncodingOf(evidence)
}

/** Decodes a source piece by piece; a byte order mark is left out, torn characters are joined again. */
export async function* decoded(source: Source, encoding: string): AsyncGenerator<string> {
  const decoder = decoderOf(encoding)
  for await (const chunk of source.open()) {
    const text = decoder.write(chunk)
    if (text) yield text
  }
  const rest = decoder.end()
  if (rest) yield rest
}

type Decoder = { write: (chunk: Uint8Array) => string; end: () => string }

function decoderOf(encoding: string): Decoder {
  if (encoding === 'utf8' || encoding === 'utf-16le') {
    const native = new TextDecoder(encoding)
    return { write: (chunk) => native.decode(chunk, { stream: true }), end: () => native.decode() }
  }
  const other = iconv.getDecoder(encoding)
  return { write: (chunk) => other.write(Buffer.from(chunk)), end: () => other.end() ?? '' }
}

/** UTF-16 without a mark shows by its zero bytes: every second one where the text is mostly Latin. */
function wideEncodingOf(head: Uint8Array): string | null {
  const pairs = Math.floor(head.length / 2)
  if (pairs === 0) return null
  let evenZeros = 0
  let oddZeros = 0
  for (let at = 0; at < pairs * 2; at += 2) {
    if (head[at] === 0) evenZeros += 1
    if (head[at + 1] === 0) oddZeros += 1
  }
  if (oddZeros > pairs * 0.4 && evenZeros < pairs * 0.1) return 'utf-16le'
  if (evenZeros > pairs * 0.4 && oddZeros < pairs * 0.1) return 'utf-16be'
  return null
}

async function beyondAscii(source: Source): Promise<Uint8Array> {
  const chunks: Uint8Array[] = []
  let length = 0
  for await (const chunk of source.open()) {
    if (isAscii(chunk)) continue
    chunks.push(chunk)
    length += chunk.length
    if (length >= evidenceBytesMax) break
  }
  return Buffer.concat(chunks)
}

/** Drops a character that the end of the evidence cut in two; UTF-8 characters have at most four bytes. */
function withoutTornEnd(bytes: Uint8Array): Uint8Array {
  for (let back = 1; back <= Math.min(4, bytes.length); back += 1) {
    const byte = bytes[bytes.length - back] ?? 0
    if (byte < 0x80) return bytes
    if (byte < 0xc0) continue
    return bytesOfCharacter(byte) > back ? bytes.subarray(0, bytes.length - back) : bytes
  }
  return bytes
}

function bytesOfCharacter(first: number): number {
  if (first >= 0xf0) return 4
  return first >= 0xe0 ? 3 : 2
}

function isDamagedUtf8(bytes: Uint8Array): boolean {
  const text = new TextDecoder('utf-8').decode(bytes)
  let damaged = 0
  let good = 0
  for (const character of text) {
    if (character === '\uFFFD') damaged += 1
    else if (character > '\u007F') good += 1
  }
  return good >= damaged * goodPerDamagedMin
}

const multiByte = new Set(['Shift_JIS', 'EUC-JP', 'EUC-KR', 'Big5', 'GB18030', 'ISO-2022-JP', 'ISO-2022-KR'])
const multiByteConfidenceMin = 30
/** Text that looks this much like words of an alphabet is not East Asian, whatever its bytes allow. */
const alphabetLikelihoodMin = 0.88

function legacyEncodingOf(bytes: Uint8Array): string {
  const best = analyse(bytes).find((match) => multiByte.has(match.name))
  const single = likeliestSingleByte(bytes)
  if (best && best.confidence >= multiByteConfidenceMin && single.likelihood < alphabetLikelihoodMin)
    return best.name.toLowerCase()
  return single.encoding
}
