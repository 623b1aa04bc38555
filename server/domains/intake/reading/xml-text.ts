import { unreadable } from './content.ts'

const entity = /&(?:#(\d+)|#x([0-9a-f]+)|(amp|lt|gt|quot|apos));/gi
const named: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }
/** How spreadsheets write characters that XML forbids, such as a return as `_x000D_`. */
const hexEscape = /_x([0-9a-f]{4})_/gi

/** The text of an XML text node or attribute. */
export function unescaped(text: string): string {
  const plain = text.includes('&') ? text.replaceAll(entity, fromEntity) : text
  return plain.includes('_x') ? plain.replaceAll(hexEscape, (_, hex: string) => fromCode(hex, 16)) : plain
}

function fromEntity(whole: string, ...parts: readonly (string | undefined)[]): string {
  const [decimal, hex, name] = parts
  if (decimal !== undefined) return fromCode(decimal, 10)
  if (hex !== undefined) return fromCode(hex, 16)
  return named[name?.toLowerCase() ?? ''] ?? whole
}

function fromCode(digits: string, radix: number): string {
  const code = Number.parseInt(digits, radix)
  return code <= 0x10_ff_ff ? String.fromCodePoint(code) : '\uFFFD'
}

/** The value of an attribute in the text of a tag; empty where it has none. */
export function attribute(tag: string, name: string): string {
  const from = tag.indexOf(` ${name}="`)
  if (from === -1) return ''
  const start = from + name.length + 3
  return tag.slice(start, tag.indexOf('"', start))
}

/** No row and no text of a spreadsheet is longer than this. */
const elementCharactersMax = 32_000_000

/** An element without elements of its own name inside; `tag` is the opening tag as written, without its `>`. */
export type Element = { readonly tag: string; readonly inner: string }

/** The elements of a name, some at a time, from XML that arrives in pieces. */
export async function* elements(
  pieces: AsyncIterable<string>,
  name: string,
): AsyncGenerator<readonly Element[]> {
  let rest = ''
  for await (const piece of pieces) {
    const split = splitElements(rest + piece, name)
    if (split.found.length > 0) yield split.found
    rest = split.rest
    if (rest.length > elementCharactersMax)
      throw unreadable(`An element <${name}> of this spreadsheet has no end.`, saveAgain)
  }
}

const saveAgain = 'Open it in a spreadsheet program, save it again, and import that file.'

function splitElements(xml: string, name: string): { found: Element[]; rest: string } {
  const found: Element[] = []
  const opening = `<${name}`
  const closing = `</${name}>`
  let at = indexOfTag(xml, opening, 0)
  while (at !== -1) {
    const tagEnd = xml.indexOf('>', at)
    if (tagEnd === -1) return { found, rest: xml.slice(at) }
    const isEmpty = xml.charAt(tagEnd - 1) === '/'
    const end = isEmpty ? tagEnd : xml.indexOf(closing, tagEnd)
    if (end === -1) return { found, rest: xml.slice(at) }
    found.push({ tag: xml.slice(at, tagEnd), inner: isEmpty ? '' : xml.slice(tagEnd + 1, end) })
    at = indexOfTag(xml, opening, isEmpty ? end + 1 : end + closing.length)
  }
  return { found, rest: tornTag(xml, opening) }
}

/** The place of a tag of exactly this name: `<c` is not `<cols`. */
export function indexOfTag(xml: string, opening: string, from: number): number {
  for (let at = xml.indexOf(opening, from); at !== -1; at = xml.indexOf(opening, at + 1)) {
    const next = xml.charAt(at + opening.length)
    if (next === ' ' || next === '>' || next === '/' || next === '\n' || next === '\t' || next === '\r')
      return at
  }
  return -1
}

/** What may be the beginning of the next tag, torn by the end of the piece. */
function tornTag(xml: string, opening: string): string {
  const last = xml.lastIndexOf('<')
  return last !== -1 && xml.length - last <= opening.length ? xml.slice(last) : ''
}
