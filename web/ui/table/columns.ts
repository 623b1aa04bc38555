import { type ReactNode, useCallback, useMemo, useState } from 'react'
import type { Option } from '../input.tsx'

/** How a cell is changed in place. `save` may be asynchronous; what it throws is shown and the old value returns. */
export type CellEdit<Row> = {
  kind: 'text' | 'number' | 'date' | 'choice'
  value: (row: Row) => string
  save: (row: Row, value: string) => void | Promise<unknown>
  options?: readonly Option[]
  /** The empty choice, such as "Nobody". */
  placeholder?: string
  /** Rows that may not be changed. */
  allowed?: (row: Row) => boolean
}

export type Column<Row> = {
  key: string
  label: string
  /** Pixels at the start; members drag the edge or use the arrow keys on it, and the table remembers. */
  width: number
  /** Takes the room that is left over. One column should. */
  grow?: boolean
  align?: 'start' | 'end'
  sortable?: boolean
  cell: (row: Row) => ReactNode
  edit?: CellEdit<Row>
  /** Its place in the two-line card on a phone; a column without one is left out there. */
  phone?: 'title' | 'titleEnd' | 'detail' | 'detailEnd'
}

export type Sort = { column: string; descending: boolean }

const widthMin = 56
const widthMax = 720

/** Column widths that a member dragged, remembered in this browser under the table's name. */
export function useColumnWidths<Row>(table: string, columns: readonly Column<Row>[]) {
  const storageKey = `rapport.widths.${table}`
  const [dragged, setDragged] = useState(() => remembered(storageKey))
  const setWidth = useCallback(
    (key: string, width: number) =>
      setDragged((previous) => {
        const next = { ...previous, [key]: Math.min(widthMax, Math.max(widthMin, Math.round(width))) }
        remember(storageKey, next)
        return next
      }),
    [storageKey],
  )
  const widths = useMemo(
    () => columns.map((column) => dragged[column.key] ?? column.width),
    [columns, dragged],
  )
  const template = columns
    .map((column, index) => (column.grow ? `minmax(${widths[index]}px, 1fr)` : `${widths[index]}px`))
    .join(' ')
  return { widths, template, setWidth, minimum: widths.reduce((sum, width) => sum + width, 0) }
}

function remembered(key: string): Record<string, number> {
  try {
    const stored: unknown = JSON.parse(localStorage.getItem(key) ?? '{}')
    if (typeof stored !== 'object' || stored === null) return {}
    return Object.fromEntries(Object.entries(stored).filter(([, width]) => typeof width === 'number'))
  } catch {
    return {}
  }
}

function remember(key: string, widths: Record<string, number>) {
  try {
    localStorage.setItem(key, JSON.stringify(widths))
  } catch {
    // A browser that forbids storage forgets the widths; nothing else is lost.
  }
}

/** Reads the contract's way of writing an order: `-enteredAt` is the newest first. */
export function sortFrom(text: string | undefined): Sort | undefined {
  if (!text) return undefined
  return text.startsWith('-')
    ? { column: text.slice(1), descending: true }
    : { column: text, descending: false }
}

export function sortText(sort: Sort): string {
  return sort.descending ? `-${sort.column}` : sort.column
}
