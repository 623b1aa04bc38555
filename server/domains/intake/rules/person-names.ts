/** White space other than single spaces inside. */
const oddSpace = /\s\s|[^\S ]|^\s|\s$/

export type PersonName = {
  readonly name: string
  readonly firstName: string | null
  readonly lastName: string | null
}

const titles = /^(?:dr|prof|mr|mrs|ms|miss|sir|herr|frau|ing|dipl|mag|m|mme|mlle|sr|sra|srta|dott|dra)\.?$/i
const suffixes = /^(?:jr|sr|ii|iii|iv|phd|md|mba|esq|msc|bsc|cpa)\.?$/i
const particles = new Set(
  'van von der den de del della di da dos das du la le el al bin ibn ten ter zu zum zur af av mac mc st. y e'.split(
    ' ',
  ),
)

/**
 * Splits a full name. `Last, First` is recognised by its comma; particles such as `van der` go with the last name,
 * titles and suffixes stay in the full name only. A single word is a last name.
 */
export function personName(text: string, order: 'first-last' | 'last-first'): PersonName {
  const name = oddSpace.test(text) ? text.replaceAll(/\s+/g, ' ').trim() : text
  const comma = name.indexOf(',')
  if (comma > 0 && !suffixes.test(name.slice(comma + 1).trim())) {
    const [last, first] = [name.slice(0, comma).trim(), name.slice(comma + 1).trim()]
    return first === '' ? split(last, order) : { name: `${first} ${last}`, firstName: first, lastName: last }
  }
  return split(name.replace(',', ''), order)
}

function split(name: string, order: 'first-last' | 'last-first'): PersonName {
  const [first = '', last, ...more] = name.split(' ')
  if (last !== undefined && more.length === 0 && !titles.test(first)) {
    return order === 'first-last' ? named(name, first, last) : named(`${last} ${first}`, last, first)
  }
  return splitLong(name, order)
}

const named = (name: string, firstName: string, lastName: string): PersonName => ({
  name,
  firstName,
  lastName,
})

function splitLong(name: string, order: 'first-last' | 'last-first'): PersonName {
  const words = name.split(' ').filter((word, at, all) => !(at === 0 && all.length > 1 && titles.test(word)))
  while (words.length > 2 && suffixes.test(words.at(-1) ?? '')) words.pop()
  if (words.length <= 1) return { name, firstName: null, lastName: words[0] ?? null }
  if (order === 'last-first') {
    const [last = '', ...first] = words
    return { name: `${first.join(' ')} ${last}`, firstName: first.join(' '), lastName: last }
  }
  const from = lastNameFrom(words)
  return { name, firstName: words.slice(0, from).join(' '), lastName: words.slice(from).join(' ') }
}

function lastNameFrom(words: readonly string[]): number {
  let from = words.length - 1
  while (from > 1 && particles.has((words[from - 1] ?? '').toLowerCase())) from -= 1
  return from
}
