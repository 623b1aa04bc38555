import { cellsOf } from './delimited.ts'

/** The delimiters that spreadsheets and exports write, the commonest first: it wins a draw. */
const delimiters = [',', ';', '\t', '|'] as const

/** How many rows of the head decide. */
const rowsJudgedMax = 200

const separatorLine = /^"?sep=(.)"?$/i

/** The delimiter that a first line such as `sep=;` announces, as Excel writes and reads it; else null. */
export function announcedDelimiter(head: string): string | null {
  const [first = ''] = head.split('\n', 1)
  return separatorLine.exec(first.trimEnd() === '' ? first : first.replace(/ +$/, ''))?.[1] ?? null
}

/**
 * The delimiter under which the rows agree best on how many cells they have. A file of one column has none of
 * them and is read with commas.
 */
export function delimiterOf(head: string): string {
  const announced = announcedDelimiter(head)
  if (announced) return announced
  const scored = delimiters.map((delimiter) => ({ delimiter, score: agreement(cellsOf(head, delimiter)) }))
  const best = scored.reduce((one, other) => (other.score > one.score ? other : one))
  return best.score > 0 ? best.delimiter : ','
}

function agreement(rows: readonly (readonly string[])[]): number {
  const widths = rows
    .filter((cells) => cells.some((cell) => cell !== ''))
    .slice(0, rowsJudgedMax)
    .map((cells) => cells.length)
  const width = commonest(widths)
  if (width < 2) return 0
  const share = widths.filter((one) => one === width).length / widths.length
  const several = widths.filter((one) => one > 1).length / widths.length
  return share * several * (1 + Math.log2(width) / 10)
}

/** The most frequent of some numbers, the larger on a draw; 0 of none. */
export function commonest(numbers: readonly number[]): number {
  const counts = new Map<number, number>()
  for (const number of numbers) counts.set(number, (counts.get(number) ?? 0) + 1)
  let best = 0
  for (const [number, count] of counts) {
    const most = counts.get(best) ?? 0
    if (count > most || (count === most && number > best)) best = number
  }
  return best
}
