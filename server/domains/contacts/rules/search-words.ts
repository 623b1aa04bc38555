const wordsMax = 8
const wholeWordLengthMin = 3

/** One word of a search: the patterns of which at least one must match. */
export type WordPatterns = readonly [string, ...string[]]

/**
 * What to look for in a search text: three letters and more anywhere, shorter ones at the beginning of a word,
 * because one letter stands in everybody's name. Both kinds are answered by the trigram index.
 */
export function searchWords(query: string): WordPatterns[] {
  const words = query.toLowerCase().split(/\s+/u).filter(Boolean).slice(0, wordsMax)
  return words.map((word) => {
    const plain = word.replaceAll(/[\\%_]/g, String.raw`\$&`)
    return word.length >= wholeWordLengthMin ? [`%${plain}%`] : [`${plain}%`, `% ${plain}%`]
  })
}
