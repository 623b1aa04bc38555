/** What a person was ever called: whole names and parts of them, mails, numbers and ids of other systems. */
export type Callings = { readonly names: readonly string[]; readonly keys: readonly string[] }

/** Shorter ones occur by chance in what has nothing to do with the person. */
const partLengthMin = 2
const keyLengthMin = 4

/**
 * A regular expression of PostgreSQL, to be matched without regard to case, that finds a text which names the person:
 * as a whole word, so that Ann is not found in planning. Null where nothing is known that could be found.
 */
export function namingPattern({ names, keys }: Callings): string | null {
  return wholeWords([
    ...names.filter((name) => name.length >= partLengthMin),
    ...keys.filter((key) => key.length >= keyLengthMin),
  ])
}

/**
 * The same for texts of which nobody knows whom they are about, such as refused rows: only by what hardly belongs to
 * anybody else, which a single first or last name does.
 */
export function surePattern({ names, keys }: Callings): string | null {
  return namingPattern({ names: names.filter((name) => /\s/.test(name)), keys })
}

function wholeWords(words: readonly string[]): string | null {
  if (words.length === 0) return null
  // Where the database compares plainly, it knows no small and great letters but those of English.
  const written = words.flatMap((word) => [word, word.toLowerCase(), word.toUpperCase()])
  // Longest first: the whole name is taken before its beginning.
  const choices = [...new Set(written)].toSorted((a, b) => b.length - a.length).map(literally)
  return `(^|[^[:alnum:]])(${choices.join('|')})($|[^[:alnum:]])`
}

/** Every character stands for itself; blanks of any kind are alike. */
function literally(word: string): string {
  return word
    .trim()
    .split(/\s+/)
    .map((part) => part.replaceAll(/[$()*+.?[\\\]^{|}]/g, String.raw`\$&`))
    .join(String.raw`\s+`)
}
