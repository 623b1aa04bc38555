import { ChevronRight } from 'lucide-react'
import { type KeyboardEvent, type ReactNode, useRef, useState } from 'react'
import { useWidth } from '../use-width.ts'

/** A line of it: what it is called, then its figures. */
export type ChartRow = { name: string; cells: readonly ReactNode[] }

/** The same figures as a table: every chart has one. */
export type ChartTable = { caption: string; head: readonly string[]; rows: readonly ChartRow[] }

type ChartFrameProps = { table: ChartTable; children: (width: number) => ReactNode }

/** Measures the room, draws the chart, and offers it as a table. */
export function ChartFrame({ table, children }: ChartFrameProps) {
  const frame = useRef<HTMLDivElement>(null)
  const width = useWidth(frame)
  return (
    <div>
      <div ref={frame} className="min-h-8">
        {width !== null && width > 0 && children(width)}
      </div>
      <ShowAsTable table={table} />
    </div>
  )
}

/** The table under a chart, folded until somebody asks. */
export function ShowAsTable({ table }: { table: ChartTable }) {
  return (
    <details className="group/table noprint mt-3">
      <summary className="inline-flex items-center gap-1.5 rounded-sm text-xs text-ink-2 hover:text-ink">
        <ChevronRight aria-hidden className="size-3.5 transition-transform group-open/table:rotate-90" />
        Show as table
      </summary>
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls sideways must be reachable by key. */}
      <div className="mt-2 overflow-x-auto" tabIndex={0} role="region" aria-label={table.caption}>
        <FigureTable table={table} />
      </div>
    </details>
  )
}

/** A plain table of figures: the first column names, the others count and stand at the right. */
export function FigureTable({ table }: { table: ChartTable }) {
  return (
    <table className="w-full text-sm">
      <caption className="sr-only">{table.caption}</caption>
      <thead>
        <tr className="border-b border-line text-xs text-ink-3">
          {table.head.map((name, index) => (
            <th key={name} scope="col" className={cellShape(index, 'font-medium')}>
              {name}
            </th>
          ))}
        </tr>
      </thead>
      <tbody className="divide-y divide-line">
        {table.rows.map((row) => (
          <tr key={row.name}>
            <th scope="row" className={cellShape(0, 'font-normal')}>
              {row.name}
            </th>
            {row.cells.map((cell, index) => (
              <td key={table.head[index + 1]} className={cellShape(index + 1, 'num')}>
                {cell}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function cellShape(index: number, more: string): string {
  return `py-1.5 whitespace-nowrap ${index === 0 ? 'pr-4 text-left' : 'pl-4 text-right'} ${more}`
}

const steps: Readonly<Record<string, number>> = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }

/**
 * The marks of a chart as one stop of the Tab key: arrows go from mark to mark, Enter or Space opens the one that has
 * the focus. Spread `markAt(index, …)` onto each mark's `<g>`.
 */
export function useMarks(count: number) {
  const [active, setActive] = useState(0)
  const chart = useRef<SVGSVGElement>(null)
  const current = Math.min(active, Math.max(0, count - 1))
  const onKeyDown = (event: KeyboardEvent, onSelect: (() => void) | undefined) => {
    const step = steps[event.key]
    const opens = event.key === 'Enter' || event.key === ' '
    if (!step && !(opens && onSelect)) return
    event.preventDefault()
    if (!step) return onSelect?.()
    const next = (current + step + count) % count
    setActive(next)
    chart.current?.querySelector<SVGElement>(`[data-mark="${next}"]`)?.focus()
  }
  const markAt = (
    index: number,
    { label, onSelect }: { label: string; onSelect?: (() => void) | undefined },
  ) => ({
    'data-mark': index,
    role: onSelect ? 'button' : 'img',
    'aria-label': label,
    tabIndex: index === current ? 0 : -1,
    onFocus: () => setActive(index),
    onKeyDown: (event: KeyboardEvent) => onKeyDown(event, onSelect),
    onClick: onSelect,
    className: `outline-offset-1 ${onSelect ? 'cursor-pointer hover:opacity-85' : ''}`,
  })
  return { chart, markAt }
}
