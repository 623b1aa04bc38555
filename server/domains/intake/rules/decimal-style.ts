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
  const marks = value.replace(/[^.,]/g, '')
  if (marks === '') return null
  if (marks.includes('.') && marks.includes(',')) return marks.at(-1) === ',' ? ',' : '.'
  const mark: DecimalMark = marks.startsWith(',') ? ',' : '.'
  if (marks.length > 1) return mark === ',' ? '.' : ','
  const [before = '', behind = ''] = value.split(mark)
  const digitsBehind = /^\d*/.exec(behind)?.[0].length ?? 0
  const couldGroup = digitsBehind === 3 && /(?:^|\D)[1-9]\d{0,2}$/.test(before)
  return couldGroup ? 'open' : mark
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
