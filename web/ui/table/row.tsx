import type { CSSProperties, MouseEvent, ReactNode } from 'react'
import { cx } from '../cx.ts'
import { EditableCell } from './cell-editor.tsx'
import type { Column } from './columns.ts'

export type RowProps<Row> = {
  row: Row
  id: string
  index: number
  columns: readonly Column<Row>[]
  template: string
  style: CSSProperties
  /** The row that holds the table's tab stop. */
  active: boolean
  ticked: boolean
  tickLabel: string
  onTick: ((ticked: boolean, range: boolean) => void) | null
  onActivate: () => void
  onOpen: (() => void) | null
}

const base =
  'absolute inset-x-0 top-0 border-b border-line text-sm text-ink-2 -outline-offset-2 aria-selected:bg-sel hover:not-aria-selected:bg-bg'

/** One row, as cells on the table's grid. */
export function TableRow<Row>(props: RowProps<Row>) {
  const { row, columns, template, style, onTick } = props
  return (
    <div
      {...rowAttributes(props)}
      style={{ ...style, gridTemplateColumns: template }}
      className={cx(base, 'grid items-center px-5')}
    >
      {onTick && (
        <div role="gridcell" aria-colindex={1} className="flex h-full items-center pl-3">
          <Tick {...props} />
        </div>
      )}
      {columns.map((column, index) => (
        <div
          key={column.key}
          role="gridcell"
          aria-colindex={index + (onTick ? 2 : 1)}
          className={cx('min-w-0 px-3 [&>*>*]:align-middle', column.align === 'end' && 'num text-right')}
        >
          <CellContent row={row} column={column} reachable={props.active} />
        </div>
      ))}
    </div>
  )
}

/** The same row on a phone: two lines, each with something at its end. */
export function TableCard<Row>(props: RowProps<Row>) {
  const { row, columns, style, onTick } = props
  const at = (place: Column<Row>['phone']): ReactNode[] =>
    columns
      .filter((column) => column.phone === place)
      .map((column) => <span key={column.key}>{column.cell(row)}</span>)
  return (
    <div {...rowAttributes(props)} style={style} className={cx(base, 'flex items-center gap-3 px-4')}>
      {onTick && (
        <div role="gridcell" aria-colindex={1}>
          <Tick {...props} />
        </div>
      )}
      <div role="gridcell" aria-colindex={onTick ? 2 : 1} className="min-w-0 flex-1 space-y-0.5">
        <CardLine start={at('title')} end={at('titleEnd')} className="text-ink" />
        <CardLine start={at('detail')} end={at('detailEnd')} className="text-xs text-ink-3" />
      </div>
    </div>
  )
}

function CardLine({ start, end, className }: { start: ReactNode[]; end: ReactNode[]; className: string }) {
  return (
    <div className={cx('flex min-h-5 items-center justify-between gap-3', className)}>
      <span className="flex min-w-0 gap-2 truncate [&>*]:truncate">{start}</span>
      <span className="flex shrink-0 items-center gap-2">{end}</span>
    </div>
  )
}

function CellContent<Row>({ row, column, reachable }: { row: Row; column: Column<Row>; reachable: boolean }) {
  const { edit } = column
  if (edit && (edit.allowed?.(row) ?? true))
    return <EditableCell row={row} column={column} edit={edit} reachable={reachable} />
  return <div className="truncate">{column.cell(row)}</div>
}

function Tick<Row>({ active, ticked, tickLabel, onTick }: RowProps<Row>) {
  return (
    <label className="-m-2 flex p-2">
      <input
        type="checkbox"
        className="checkbox"
        aria-label={tickLabel}
        tabIndex={active ? 0 : -1}
        checked={ticked}
        onChange={(event) => onTick?.(event.target.checked, isShifted(event.nativeEvent))}
      />
    </label>
  )
}

function isShifted(event: Event): boolean {
  return event instanceof globalThis.MouseEvent && event.shiftKey
}

function rowAttributes<Row>({ id, index, active, ticked, onTick, onActivate, onOpen }: RowProps<Row>) {
  return {
    role: 'row',
    'data-row': id,
    'aria-rowindex': index + 2,
    'aria-selected': onTick ? ticked : undefined,
    tabIndex: active ? 0 : -1,
    onFocus: onActivate,
    onClick: (event: MouseEvent<HTMLElement>) => {
      if (onOpen && !isControl(event)) onOpen()
    },
  }
}

/** A click on a link or a control inside the row is theirs, and so is the end of a text selection. */
function isControl(event: MouseEvent<HTMLElement>): boolean {
  const target =
    event.target instanceof Element ? event.target.closest('a, button, input, select, label') : null
  return target !== null || (getSelection()?.toString() ?? '') !== ''
}
