const notLetterOrDigit = /[^\p{L}\p{N}]+/gu
const combiningMark = /\p{M}+/gu

/**
 * The key under which two spellings of one name meet: `GTX Pro`, `gtx-pro` and `GTXPro` are one product.
 * Case, accents, spaces and punctuation do not count. A name of punctuation only keeps its own trimmed text.
 */
export function nameKey(name: string): string {
  const key = name
    .normalize('NFKD')
    .replaceAll(combiningMark, '')
    .toLowerCase()
    .replaceAll(notLetterOrDigit, '')
  return key === '' ? name.trim() : key
}
