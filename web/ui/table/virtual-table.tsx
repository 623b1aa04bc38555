import { defaultRangeExtractor, useVirtualizer } from '@tanstack/react-virtual'
import { type ReactNode, useEffect, useMemo, useRef, useState } from 'react'
import { cx } from '../cx.ts'
import { Skeleton } from '../states.tsx'
import { useWidth } from '../use-width.ts'
import { type Column, type Sort, useColumnWidths } from './columns.ts'
import { headerHeight, TableHeader } from './header.tsx'
import { type RowProps, TableCard, TableRow } from './row.tsx'
import {
  allSelected,
  countSelected,
  isSelected,
  noSelection,
  type Selection,
  withTicked,
} from './selection.ts'
import { useRowKeys } from './use-row-keys.ts'

export type VirtualTableProps<Row> = {
  /** Names the table for readers and its column widths in this browser, such as `people`. */
  name: string
  label: string
  columns: readonly Column<Row>[]
  rows: readonly Row[]
  rowId: (row: Row) => string
  /** The row's name, for the checkbox: "Select Otto Brandt". */
  rowLabel: (row: Row) => string
  /** How many rows match in all, loaded or not; null where nobody counted. */
  total: number | null
  sort?: Sort
  onSort?: (sort: Sort) => void
  selection?: Selection
  onSelection?: (selection: Selection) => void
  onOpen?: (row: Row) => void
  /** Keyset paging: called when the end of what is loaded comes near. */
  hasMore?: boolean
  loadingMore?: boolean
  onEndReached?: () => void
  /** The first page is on its way: shows skeleton rows. */
  loading?: boolean
  /** Shown in place of the rows when there are none. */
  empty?: ReactNode
  density?: 'comfortable' | 'compact'
  className?: string
}

const rowHeights = { comfortable: 44, compact: 36, card: 64 } as const
const cardsBelowPixels = 600
const overscanRows = 8
const nearEndRows = 12
const tickWidth = 44

/**
 * The list of the product: virtual rows, a sticky header, ticks, sorting, cells that are edited in place, keyset
 * loading, the keyboard (J K X O, arrows, Enter, Space, E, Escape), and two-line cards on a phone. It fills its
 * parent, which must have a height: put it into `<TablePage>`, or into `flex min-h-0 flex-1`.
 *
 *     <VirtualTable name="people" label="People" columns={columns} rows={rows} rowId={(p) => p.id}
 *       rowLabel={(p) => p.name} total={total} onOpen={(p) => navigate({ to: `/people/${p.id}` })} … />
 *
 * Keep `columns` stable with `useMemo`. Give the title cell a real `<Link>`, so that a middle click works.
 */
export function VirtualTable<Row>(props: VirtualTableProps<Row>) {
  const { rows, columns, selection, onSelection, loading, empty, density = 'comfortable' } = props
  const scroller = useRef<HTMLDivElement>(null)
  const width = useWidth(scroller)
  const cards = width !== null && width < cardsBelowPixels
  const ticks = selection && onSelection
  const layout = useColumnWidths(props.name, columns)
  const template = ticks ? `${tickWidth}px ${layout.template}` : layout.template
  const header = cards ? 0 : headerHeight
  const list = useRows(props, scroller, { rowHeight: cards ? rowHeights.card : rowHeights[density], header })
  const all = selection ? tickState(selection, rows.length, props.total) : 'none'

  return (
    <div
      ref={scroller}
      role="grid"
      aria-label={props.label}
      aria-rowcount={props.total === null ? -1 : props.total + 1}
      aria-colcount={cards ? undefined : columns.length + (ticks ? 1 : 0)}
      aria-multiselectable={ticks ? true : undefined}
      aria-busy={loading || props.loadingMore || undefined}
      onKeyDown={list.onKeyDown}
      className={cx('min-h-0 flex-1 overflow-auto bg-surface print:overflow-visible', props.className)}
    >
      <div style={cards ? undefined : { minWidth: layout.minimum + (ticks ? tickWidth : 0) }}>
        {!cards && (
          <TableHeader
            {...{ columns, widths: layout.widths, template, sort: props.sort, onSort: props.onSort }}
            onWidth={layout.setWidth}
            ticks={
              ticks ? { state: all, onChange: (on) => onSelection(on ? allSelected : noSelection) } : null
            }
          />
        )}
        {loading && <SkeletonRows height={cards ? rowHeights.card : rowHeights[density]} />}
        {!loading && rows.length === 0 && (
          <div role="row">
            <div role="gridcell">{empty}</div>
          </div>
        )}
        {!loading && rows.length > 0 && (
          <div role="rowgroup" className="relative" style={{ height: list.height }}>
            {list.items.map((item) => (
              <RowOf key={item.key} {...{ props, list, item, template, cards }} />
            ))}
          </div>
        )}
        {props.loadingMore && <SkeletonRows height={rowHeights[density]} count={3} />}
      </div>
    </div>
  )
}

function useRows<Row>(
  props: VirtualTableProps<Row>,
  scroller: React.RefObject<HTMLDivElement | null>,
  { rowHeight, header }: { rowHeight: number; header: number },
) {
  const { rows, rowId, selection, onSelection, onOpen } = props
  const [active, setActive] = useState(0)
  const [anchor, setAnchor] = useState(0)
  const current = Math.min(active, Math.max(0, rows.length - 1))
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: overscanRows,
    scrollMargin: header,
    scrollPaddingStart: header,
    // The active row stays mounted wherever the list is scrolled to, or else the focus would fall to the body.
    rangeExtractor: (range) => {
      const shown = defaultRangeExtractor(range)
      return shown.includes(current) || rows.length === 0 ? shown : [...shown, current].sort((a, b) => a - b)
    },
  })
  useEffect(() => virtual.measure(), [virtual, rowHeight])
  const items = virtual.getVirtualItems()
  useEndReached(props, items.at(-1)?.index ?? 0)

  const focusRow = (index: number) => {
    setActive(index)
    virtual.scrollToIndex(index)
    requestAnimationFrame(() =>
      rowElement(scroller.current, rows[index], rowId)?.focus({ preventScroll: true }),
    )
  }
  const tick = (index: number, ticked: boolean, range: boolean) => {
    if (!selection || !onSelection) return
    const [low, high] = range ? [Math.min(anchor, index), Math.max(anchor, index)] : [index, index]
    onSelection(withTicked(selection, rows.slice(low, high + 1).map(rowId), ticked))
    setAnchor(index)
  }
  const toggle = (index: number) => {
    const row = rows[index]
    if (row && selection) tick(index, !isSelected(selection, rowId(row)), false)
  }
  const open = (index: number) => {
    const row = rows[index]
    if (row) onOpen?.(row)
  }
  const edit = (index: number) =>
    rowElement(scroller.current, rows[index], rowId)?.querySelector<HTMLElement>('[data-edit]')?.click()
  const onKeyDown = useRowKeys({
    ...{ count: rows.length, active: current, move: focusRow, edit },
    open: onOpen ? open : null,
    toggle: onSelection ? toggle : null,
    clear: onSelection ? () => onSelection(noSelection) : null,
  })
  return { items, height: virtual.getTotalSize(), header, rowHeight, current, setActive, tick, onKeyDown }
}

function useEndReached<Row>(
  { rows, hasMore, loadingMore, onEndReached }: VirtualTableProps<Row>,
  last: number,
) {
  const near = last >= rows.length - nearEndRows
  useEffect(() => {
    if (near && hasMore && !loadingMore && rows.length > 0) onEndReached?.()
  }, [near, hasMore, loadingMore, rows.length, onEndReached])
}

function rowElement<Row>(scroller: HTMLElement | null, row: Row | undefined, rowId: (row: Row) => string) {
  if (!row) return null
  return scroller?.querySelector<HTMLElement>(`[data-row="${CSS.escape(rowId(row))}"]`) ?? null
}

type RowOfProps<Row> = {
  props: VirtualTableProps<Row>
  list: ReturnType<typeof useRows<Row>>
  item: { index: number; start: number }
  template: string
  cards: boolean
}

function RowOf<Row>({ props, list, item, template, cards }: RowOfProps<Row>) {
  const row = props.rows[item.index]
  const offset = item.start - list.header
  const style = useMemo(
    () => ({ height: list.rowHeight, transform: `translateY(${offset}px)` }),
    [list.rowHeight, offset],
  )
  if (row === undefined) return null
  const id = props.rowId(row)
  const { selection, onOpen } = props
  const attributes: RowProps<Row> = {
    ...{ row, id, template, style, index: item.index, columns: props.columns },
    active: item.index === list.current,
    ticked: selection ? isSelected(selection, id) : false,
    tickLabel: `Select ${props.rowLabel(row)}`,
    onTick: selection ? (ticked, range) => list.tick(item.index, ticked, range) : null,
    onActivate: () => list.setActive(item.index),
    onOpen: onOpen ? () => onOpen(row) : null,
  }
  return cards ? <TableCard {...attributes} /> : <TableRow {...attributes} />
}

function tickState(selection: Selection, loaded: number, total: number | null): 'none' | 'some' | 'all' {
  const count = countSelected(selection, total ?? loaded)
  if (count === 0) return 'none'
  return selection.kind === 'all'
    ? selection.except.size === 0
      ? 'all'
      : 'some'
    : count === total
      ? 'all'
      : 'some'
}

function SkeletonRows({ height, count = 12 }: { height: number; count?: number }) {
  return (
    <div role="presentation" aria-hidden>
      {Array.from({ length: count }, (_, index) => (
        <div key={index} style={{ height }} className="flex items-center gap-8 border-b border-line px-5">
          <Skeleton className="size-4" />
          <Skeleton className={cx('h-3', ['w-40', 'w-52', 'w-32'][index % 3])} />
          <Skeleton className="hidden h-3 w-28 sm:block" />
          <Skeleton className="hidden h-3 w-20 sm:block" />
        </div>
      ))}
    </div>
  )
}
