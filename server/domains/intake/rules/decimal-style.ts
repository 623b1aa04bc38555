import type { Ambiguity, DecimalMark } from '../../../../contract/intake.ts'

export type DecimalStyle = {
  readonly decimal: DecimalMark
  readonly because: readonly string[]
  /** A value that reads as a number under either mark, where none settles it. */
  readonly open: string | null
}

/**
 * Decides over all values of a column whether the comma or the point is the decimal mark. `1.234` can be a
 * thousand or little more than one: every value votes.
 */
export function decimalStyleOf(values: ReadonlyMap<string, number>): DecimalStyle {
  let comma = 0
  let point = 0
  let open: string | null = null
  for (const [value, count] of values) {
    const vote = voteOf(value)
    if (vote === ',') comma += count
    else if (vote === '.') point += count
    else if (vote === 'open') open ??= value
  }
  if (comma > point) return { decimal: ',', because: [`${comma} values have a decimal comma.`], open: null }
  if (point > 0)
    return {
      decimal: '.',
      because: comma > 0 ? [`${point} values have a decimal point, ${comma} a comma.`] : [],
      open: null,
    }
  return { decimal: '.', because: [], open }
}

type Vote = DecimalMark | 'open' | null

function voteOf(value: string): Vote {
  const marks = value.replaceAll(/[^.,]/g, '')
  const last = marks.at(-1)
  if (last !== '.' && last !== ',') return null
  if (marks.length === 1) return voteOfSingle(value, last)
  // Of two kinds of marks the last is the decimal one; a mark that repeats only groups.
  if (marks.includes('.') && marks.includes(',')) return last
  return last === ',' ? '.' : ','
}

/** A single mark in front of exactly three digits may group thousands or part off decimals. */
function voteOfSingle(value: string, mark: DecimalMark): Vote {
  const [before = '', behind = ''] = value.split(mark)
  const digitsBehind = /^\d*/.exec(behind)?.[0].length ?? 0
  return digitsBehind === 3 && /(?:^|\D)[1-9]\d{0,2}$/.test(before) ? 'open' : mark
}

/** The choice between the two marks for a value that either would read. */
export function decimalAmbiguity(style: DecimalStyle, type: 'number' | 'money'): Ambiguity | undefined {
  if (style.open === null) return undefined
  const marks: readonly DecimalMark[] = style.decimal === '.' ? ['.', ','] : [',', '.']
  const rule = (decimal: DecimalMark) =>
    type === 'money' ? { type, decimal } : { type, decimal, percent: false }
  return {
    about: 'decimal-mark',
    message: `Nothing in this column says whether ${style.open} has thousands or decimals.`,
    options: marks.map((decimal) => ({
      transform: rule(decimal),
      label: decimal === '.' ? 'Decimal point' : 'Decimal comma',
      example: `${style.open} → ${meaning(style.open ?? '', decimal)}`,
    })),
  }
}

function meaning(value: string, decimal: DecimalMark): string {
  const group = decimal === '.' ? ',' : '.'
  return value.replaceAll(group, '').replace(decimal, '.')
}
