import { defaultRangeExtractor, useVirtualizer } from '@tanstack/react-virtual'
import { type RefObject, useEffect, useState } from 'react'
import { isSelected, noSelection, type Selection, withTicked } from './selection.ts'
import { useRowKeys } from './use-row-keys.ts'

export type RowSource<Row> = {
  rows: readonly Row[]
  rowId: (row: Row) => string
  selection?: Selection
  onSelection?: (selection: Selection) => void
  onOpen?: (row: Row) => void
}

type Heights = { row: number; header: number }

const overscanRows = 8

/** The rows that are on screen, the one that has the focus, and what ticks and keys do to them. */
export function useRows<Row>(
  source: RowSource<Row>,
  scroller: RefObject<HTMLElement | null>,
  heights: Heights,
) {
  const { rows, rowId } = source
  const [active, setActive] = useState(0)
  const current = Math.min(active, Math.max(0, rows.length - 1))
  const virtual = useWindow({ scroller, heights, count: rows.length, current })
  const ticks = useTicks(source)
  const rowAt = (index: number) => elementOf(scroller.current, rows[index], rowId)
  const move = (index: number) => {
    setActive(index)
    virtual.scrollToIndex(index)
    focusSoon(() => rowAt(index))
  }
  const open = (index: number) => {
    const row = rows[index]
    if (row !== undefined) source.onOpen?.(row)
  }
  const onKeyDown = useRowKeys({
    count: rows.length,
    active: current,
    entered: () => scroller.current?.contains(document.activeElement) ?? false,
    move,
    open: source.onOpen ? open : null,
    toggle: source.onSelection ? ticks.toggle : null,
    clear: source.onSelection ? () => source.onSelection?.(noSelection) : null,
    edit: (index) => rowAt(index)?.querySelector<HTMLElement>('[data-edit]')?.click(),
  })
  return {
    items: virtual.getVirtualItems(),
    height: virtual.getTotalSize(),
    current,
    setActive,
    tick: ticks.tick,
    onKeyDown,
  }
}

/** At once where the row stands, so that the next keystroke finds it; a row that the scrolling mounts follows. */
function focusSoon(row: () => HTMLElement | undefined | null): void {
  const focus = () => row()?.focus({ preventScroll: true })
  if (row()) focus()
  else requestAnimationFrame(focus)
}

type WindowOptions = {
  scroller: RefObject<HTMLElement | null>
  heights: Heights
  count: number
  current: number
}

function useWindow({ scroller, heights, count, current }: WindowOptions) {
  const virtual = useVirtualizer({
    count,
    getScrollElement: () => scroller.current,
    estimateSize: () => heights.row,
    overscan: overscanRows,
    scrollMargin: heights.header,
    scrollPaddingStart: heights.header,
    // The active row stays mounted wherever the list is scrolled to, or else the focus would fall to the body.
    rangeExtractor: (range) => {
      const shown = defaultRangeExtractor(range)
      if (count === 0 || shown.includes(current)) return shown
      return [...shown, current].toSorted((one, other) => one - other)
    },
  })
  useEffect(() => virtual.measure(), [virtual, heights.row])
  return virtual
}

/** Ticking one row, or all from the last one ticked to this. */
function useTicks<Row>({ rows, rowId, selection, onSelection }: RowSource<Row>) {
  const [anchor, setAnchor] = useState(0)
  const tick = (index: number, ticked: boolean, range: boolean) => {
    if (!selection || !onSelection) return
    const [low, high] = range ? [Math.min(anchor, index), Math.max(anchor, index)] : [index, index]
    onSelection(withTicked(selection, rows.slice(low, high + 1).map(rowId), ticked))
    setAnchor(index)
  }
  const toggle = (index: number) => {
    const row = rows[index]
    if (row !== undefined && selection) tick(index, !isSelected(selection, rowId(row)), false)
  }
  return { tick, toggle }
}

function elementOf<Row>(scroller: HTMLElement | null, row: Row | undefined, rowId: (row: Row) => string) {
  if (row === undefined) return null
  return scroller?.querySelector<HTMLElement>(`[data-row="${CSS.escape(rowId(row))}"]`) ?? null
}
