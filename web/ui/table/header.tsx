import { ArrowDown, ArrowUp } from 'lucide-react'
import { type KeyboardEvent, type PointerEvent, useRef } from 'react'
import { cx } from '../cx.ts'
import type { Column, Sort } from './columns.ts'

type HeaderProps<Row> = {
  columns: readonly Column<Row>[]
  widths: readonly number[]
  template: string
  sort: Sort | undefined
  onSort: ((sort: Sort) => void) | undefined
  onWidth: (key: string, width: number) => void
  ticks: { state: 'none' | 'some' | 'all'; onChange: (ticked: boolean) => void } | null
}

export const headerHeight = 36

/** The sticky header of the table: tick-all, names that sort, edges that set the width. */
export function TableHeader<Row>({
  columns,
  widths,
  template,
  sort,
  onSort,
  onWidth,
  ticks,
}: HeaderProps<Row>) {
  return (
    <div role="rowgroup" className="sticky top-0 z-1 bg-surface">
      <div
        role="row"
        aria-rowindex={1}
        style={{ gridTemplateColumns: template, height: headerHeight }}
        className="grid items-center border-b border-line px-5 text-xs font-medium text-ink-3"
      >
        {ticks && (
          <div role="columnheader" aria-colindex={1} className="flex pl-3">
            <TickAll {...ticks} />
          </div>
        )}
        {columns.map((column, index) => (
          <div
            key={column.key}
            role="columnheader"
            aria-colindex={index + (ticks ? 2 : 1)}
            aria-sort={ariaSort(column, sort)}
            className={cx(
              'relative flex h-full min-w-0 items-center px-3',
              column.align === 'end' && 'justify-end',
            )}
          >
            <ColumnName column={column} sort={sort} onSort={onSort} />
            <Edge
              label={column.label}
              width={widths[index] ?? column.width}
              onWidth={(width) => onWidth(column.key, width)}
            />
          </div>
        ))}
      </div>
    </div>
  )
}

function TickAll({ state, onChange }: NonNullable<HeaderProps<never>['ticks']>) {
  return (
    <input
      type="checkbox"
      aria-label="Select all"
      className="checkbox"
      checked={state === 'all'}
      ref={(element) => {
        if (element) element.indeterminate = state === 'some'
      }}
      onChange={(event) => onChange(event.target.checked)}
    />
  )
}

function ariaSort<Row>(column: Column<Row>, sort: Sort | undefined) {
  if (!column.sortable) return undefined
  if (sort?.column !== column.key) return 'none'
  return sort.descending ? 'descending' : 'ascending'
}

function ColumnName<Row>({
  column,
  sort,
  onSort,
}: { column: Column<Row> } & Pick<HeaderProps<Row>, 'sort' | 'onSort'>) {
  if (!column.sortable || !onSort) return <span className="truncate">{column.label}</span>
  const current = sort?.column === column.key
  const Arrow = current && sort.descending ? ArrowDown : ArrowUp
  return (
    <button
      type="button"
      onClick={() => onSort({ column: column.key, descending: current ? !sort.descending : false })}
      className={cx(
        'group/sort -mx-1 flex h-6 min-w-0 items-center gap-1 rounded-sm px-1 hover:text-ink',
        current && 'text-ink',
        column.align === 'end' && 'flex-row-reverse',
      )}
    >
      <span className="truncate">{column.label}</span>
      <Arrow
        aria-hidden
        className={cx('size-3.5 shrink-0', !current && 'opacity-0 group-hover/sort:opacity-60')}
      />
    </button>
  )
}

const stepPixels = 16

function Edge({ label, width, onWidth }: { label: string; width: number; onWidth: (width: number) => void }) {
  const from = useRef<{ x: number; width: number } | null>(null)
  const onPointerDown = (event: PointerEvent<HTMLDivElement>) => {
    event.currentTarget.setPointerCapture(event.pointerId)
    from.current = { x: event.clientX, width }
  }
  const onPointerMove = (event: PointerEvent<HTMLDivElement>) => {
    if (from.current) onWidth(from.current.width + event.clientX - from.current.x)
  }
  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>) => {
    if (event.key !== 'ArrowLeft' && event.key !== 'ArrowRight') return
    event.preventDefault()
    event.stopPropagation()
    onWidth(width + (event.key === 'ArrowRight' ? stepPixels : -stepPixels))
  }
  return (
    <div
      role="separator"
      aria-orientation="vertical"
      aria-label={`Width of ${label}`}
      aria-valuenow={width}
      tabIndex={0}
      onPointerDown={onPointerDown}
      onPointerMove={onPointerMove}
      onPointerUp={() => (from.current = null)}
      onKeyDown={onKeyDown}
      className="absolute top-1.5 right-0 bottom-1.5 w-2 cursor-col-resize touch-none after:absolute after:inset-y-0 after:right-0 after:w-px hover:after:bg-line-strong focus-visible:after:bg-line-strong"
    />
  )
}
