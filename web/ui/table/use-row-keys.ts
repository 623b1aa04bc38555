import type { KeyboardEvent } from 'react'
import { isTyping, useKeys } from '../keys.ts'

const pageRows = 10

export type RowKeys = {
  count: number
  active: number
  /** Whether the focus is in the list. */
  entered: () => boolean
  move: (index: number) => void
  open: ((index: number) => void) | null
  toggle: ((index: number) => void) | null
  clear: (() => void) | null
  edit: (index: number) => void
}

/**
 * The keys of a list. J, K and X work from anywhere on the page; arrows, Home, End, Page Up and Down, Enter, Space,
 * E and Escape while the focus is in the list. Shift with an arrow ticks on the way.
 */
export function useRowKeys(keys: RowKeys): (event: KeyboardEvent<HTMLElement>) => void {
  const { count, active, move, open, toggle } = keys
  const group = 'Lists'
  // From elsewhere on the page the first keystroke only enters the list, where it was left.
  const step = (by: number) => move(clamp(keys.entered() ? active + by : active, count))
  useKeys([
    { keys: 'j', label: 'Next row', group, run: () => step(1) },
    { keys: 'k', label: 'Previous row', group, run: () => step(-1) },
    ...(toggle ? [{ keys: 'x', label: 'Select the row', group, run: () => toggle(active) }] : []),
    ...(open ? [{ keys: 'o', label: 'Open the row', group, run: () => open(active) }] : []),
  ])
  return (event) => {
    if (isTyping(event.target) || event.metaKey || event.ctrlKey || event.altKey) return
    const target = destinationOf(event.key, keys)
    if (target !== null) {
      if (event.shiftKey && toggle) toggle(active)
      move(target)
    } else if (!actOn(event, keys)) return
    event.preventDefault()
    event.stopPropagation()
  }
}

const strides: Readonly<Record<string, number>> = {
  ArrowDown: 1,
  ArrowUp: -1,
  PageDown: pageRows,
  PageUp: -pageRows,
  Home: Number.NEGATIVE_INFINITY,
  End: Number.POSITIVE_INFINITY,
}

function destinationOf(key: string, { count, active }: RowKeys): number | null {
  const stride = strides[key]
  return stride === undefined ? null : clamp(active + stride, count)
}

function clamp(index: number, count: number): number {
  return Math.max(0, Math.min(count - 1, index))
}

function actOn(event: KeyboardEvent<HTMLElement>, { active, open, toggle, clear, edit }: RowKeys): boolean {
  if (event.key === 'Escape' && clear) clear()
  else if (!isRow(event.target)) return false
  else if (event.key === 'Enter' && open) open(active)
  else if (event.key === ' ' && toggle) toggle(active)
  else if (event.key === 'e') edit(active)
  else return false
  return true
}

function isRow(target: EventTarget): boolean {
  return target instanceof HTMLElement && target.dataset.row !== undefined
}
