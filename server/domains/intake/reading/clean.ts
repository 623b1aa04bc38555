const invisibleCharacters = '\u0000\u200B\u200E\u200F\u2060\uFEFF'
const oddSpaceCharacters = '\u00A0\u2007\u202F'

/** Characters that no cell means: zero bytes, zero-width marks and stray byte order marks. */
const invisible = new RegExp(`[${invisibleCharacters}]`, 'g')
/** Spaces that look like a space and are none to a program. */
const oddSpaces = new RegExp(`[${oddSpaceCharacters}]`, 'g')
const suspicious = new RegExp(`[${invisibleCharacters}${oddSpaceCharacters}]`)

/** What cleaning took out, for the person to know. */
export type Cleaned = { removed: number }

/** One text without invisible characters, with plain spaces. */
export function cleanText(text: string, cleaned: Cleaned): string {
  if (!suspicious.test(text)) return text
  const visible = text.replaceAll(invisible, '')
  cleaned.removed += text.length - visible.length
  return visible.replaceAll(oddSpaces, ' ')
}

/**
 * Text with one kind of line end (LF) and without what no cell means. Line ends inside quoted cells become LF
 * too: CRLF, LF and a lone CR are each one line wherever they stand, as an editor counts them.
 */
export async function* cleanLines(chunks: AsyncIterable<string>, cleaned: Cleaned): AsyncGenerator<string> {
  let heldReturn = false
  for await (const chunk of chunks) {
    const text: string = heldReturn ? `\r${chunk}` : chunk
    heldReturn = text.endsWith('\r')
    const whole = heldReturn ? text.slice(0, -1) : text
    if (whole) yield cleanText(withLineFeeds(whole), cleaned)
  }
  if (heldReturn) yield '\n'
}

function withLineFeeds(text: string): string {
  return text.includes('\r') ? text.replaceAll('\r\n', '\n').replaceAll('\r', '\n') : text
}
