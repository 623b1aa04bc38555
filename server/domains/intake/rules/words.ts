const diacritics = /\p{M}/gu
const notLetterOrDigit = /[^\p{L}\p{N}]+/gu
const camelSeams = /(?<=[\p{Ll}\p{N}])(?=\p{Lu})|(?<=\p{Lu})(?=\p{Lu}\p{Ll})/gu

/** The words of a heading in lower case without accents: `CloseDate`, `close_date` and `Close Date` are alike. */
export function wordsOf(heading: string): string {
  return heading
    .normalize('NFKD')
    .replaceAll(diacritics, '')
    .replaceAll(camelSeams, ' ')
    .toLowerCase()
    .replaceAll(notLetterOrDigit, ' ')
    .trim()
}

/**
 * A copy of a text that does not hold on to the large text it was cut from. What is kept beyond its batch, such as
 * a sample or a key of a cache, must be detached, or it keeps a quarter of a megabyte alive.
 */
export function detached(text: string): string {
  return Buffer.from(text, 'utf8').toString('utf8')
}
