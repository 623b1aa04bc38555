import { cx } from './cx.ts'
import { useFormat } from './format.ts'
import type { FigureUnit, Format } from './format.ts'

type FigureProps = {
  /** Exactly, as the server counted it; null where there is no data. */
  value: number | null | undefined
  unit: FigureUnit
  /** Money in three digits, for headlines. */
  compact?: boolean
  /** What stands for no data: a dash in a dense table, words elsewhere. */
  blank?: string
  className?: string
}

/** A figure, rounded for reading. The exact one is its value, and shows when one points at it. */
export function Figure({ value, unit, compact = false, blank, className }: FigureProps) {
  const format = useFormat()
  if (value == null) return <span className={className}>{blank ?? writers[unit](value, format)}</span>
  const text = compact ? format.compactMoney(value) : writers[unit](value, format)
  const exact = format.exact(value, unit)
  return (
    <data value={value} title={exact === text ? undefined : exact} className={cx('num', className)}>
      {text}
    </data>
  )
}

const writers: Readonly<Record<FigureUnit, (value: number | null | undefined, format: Format) => string>> = {
  count: (value, format) => format.number(value),
  percent: (value, format) => format.percent(value),
  days: (value, format) => format.days(value),
  money: (value, format) => format.money(value),
}
