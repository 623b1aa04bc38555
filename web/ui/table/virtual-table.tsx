import { type ReactNode, useEffect, useMemo, useRef } from 'react'
import { cx } from '../cx.ts'
import { Skeleton } from '../states.tsx'
import { useWidth } from '../use-width.ts'
import { type Column, type Sort, useColumnWidths } from './columns.ts'
import { headerHeight, TableHeader } from './header.tsx'
import { type RowProps, TableCard, TableRow } from './row.tsx'
import { allSelected, countSelected, isSelected, noSelection, type Selection } from './selection.ts'
import { type RowSource, useRows } from './use-rows.ts'

export type VirtualTableProps<Row> = RowSource<Row> & {
  /** Names the table for readers and its column widths in this browser, such as `people`. */
  name: string
  label: string
  columns: readonly Column<Row>[]
  /** The row's name, for the checkbox: "Select Otto Brandt". */
  rowLabel: (row: Row) => string
  /** How many rows match in all, loaded or not; null where nobody counted. */
  total: number | null
  sort?: Sort
  onSort?: (sort: Sort) => void
  /** Keyset paging: called when the end of what is loaded comes near. */
  hasMore?: boolean
  loadingMore?: boolean
  onEndReached?: () => void
  /** The first page is on its way: shows skeleton rows. */
  loading?: boolean
  /** Shown in place of the rows when there are none. */
  empty?: ReactNode
  density?: 'comfortable' | 'compact'
  /** On a phone a row is a card: of three lines where the title's cell has two. */
  cardLines?: keyof typeof cardHeights
  className?: string
}

const rowHeights = { comfortable: 44, compact: 36 } as const
const cardHeights = { two: 60, three: 78 } as const
const cardsBelowPixels = 600
const nearEndRows = 12
const tickWidth = 44
/** Rows begin where the page's heading does. */
const edgesWidth = 40

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
  const { rows, columns, density = 'comfortable', cardLines = 'three' } = props
  const scroller = useRef<HTMLDivElement>(null)
  const width = useWidth(scroller)
  const cards = width !== null && width < cardsBelowPixels
  const layout = useColumnWidths(props.name, columns)
  const ticking = props.onSelection !== undefined
  const heights = {
    row: cards ? cardHeights[cardLines] : rowHeights[density],
    header: cards ? 0 : headerHeight,
  }
  const list = useRows(props, scroller, heights)
  const template = ticking ? `${tickWidth}px ${layout.template}` : layout.template
  useEndReached(props, list.items.at(-1)?.index ?? 0)

  return (
    <div
      ref={scroller}
      role="grid"
      tabIndex={-1}
      aria-label={props.label}
      aria-rowcount={props.total === null ? -1 : props.total + 1}
      aria-multiselectable={ticking || undefined}
      aria-busy={props.loading || props.loadingMore || undefined}
      onKeyDown={list.onKeyDown}
      className={cx(
        'min-h-0 flex-1 overflow-auto bg-surface outline-none print:overflow-visible',
        props.className,
      )}
    >
      <div style={cards ? undefined : { minWidth: layout.minimum + edgesWidth + (ticking ? tickWidth : 0) }}>
        {!cards && (
          <TableHeader
            columns={columns}
            widths={layout.widths}
            template={template}
            sort={props.sort}
            onSort={props.onSort}
            onWidth={layout.setWidth}
            ticks={ticksOf(props)}
          />
        )}
        <Waiting {...props} height={heights.row} />
        {!props.loading && rows.length > 0 && (
          <div role="rowgroup" className="relative" style={{ height: list.height }}>
            {list.items.map((item) => (
              <RowOf
                key={item.key}
                props={props}
                list={list}
                index={item.index}
                offset={item.start - heights.header}
                look={{ height: heights.row, template, cards }}
              />
            ))}
          </div>
        )}
        {props.loadingMore && <SkeletonRows height={heights.row} count={3} />}
      </div>
    </div>
  )
}

/** What stands in place of the rows: their shape while they are on the way, the reason when there are none. */
function Waiting<Row>({ loading, rows, empty, height }: VirtualTableProps<Row> & { height: number }) {
  if (loading) return <SkeletonRows height={height} />
  if (rows.length > 0) return null
  return (
    <div role="row">
      <div role="gridcell">{empty}</div>
    </div>
  )
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

type RowOfProps<Row> = {
  props: VirtualTableProps<Row>
  list: ReturnType<typeof useRows<Row>>
  index: number
  offset: number
  look: { height: number; template: string; cards: boolean }
}

function RowOf<Row>({ props, list, index, offset, look }: RowOfProps<Row>) {
  const row = props.rows[index]
  const style = useMemo(
    () => ({ height: look.height, transform: `translateY(${offset}px)` }),
    [look.height, offset],
  )
  if (row === undefined) return null
  const id = props.rowId(row)
  const { selection, onOpen } = props
  const attributes: RowProps<Row> = {
    row,
    id,
    index,
    style,
    template: look.template,
    columns: props.columns,
    active: index === list.current,
    ticked: selection ? isSelected(selection, id) : false,
    tickLabel: `Select ${props.rowLabel(row)}`,
    onTick: selection ? (ticked, range) => list.tick(index, ticked, range) : null,
    onActivate: () => list.setActive(index),
    onOpen: onOpen ? () => onOpen(row) : null,
  }
  return look.cards ? <TableCard {...attributes} /> : <TableRow {...attributes} />
}

function ticksOf<Row>({ selection, onSelection, rows, total }: VirtualTableProps<Row>) {
  if (!selection || !onSelection) return null
  return {
    state: tickState(selection, total ?? rows.length),
    onChange: (on: boolean) => onSelection(on ? allSelected : noSelection),
  }
}

function tickState(selection: Selection, total: number): 'none' | 'some' | 'all' {
  const count = countSelected(selection, total)
  if (count === 0) return 'none'
  return count >= total ? 'all' : 'some'
}

function SkeletonRows({ height, count = 12 }: { height: number; count?: number }) {
  return (
    <div role="presentation" aria-hidden>
      {Array.from({ length: count }, (_, index) => (
        <div
          key={index}
          style={{ height }}
          className="flex items-center gap-8 border-b border-line px-4 lg:px-8"
        >
          <Skeleton className="size-4" />
          <Skeleton className={cx('h-3', ['w-40', 'w-52', 'w-32'][index % 3])} />
          <Skeleton className="hidden h-3 w-28 sm:block" />
          <Skeleton className="hidden h-3 w-20 sm:block" />
        </div>
      ))}
    </div>
  )
}
