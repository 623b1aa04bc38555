import type { KeyboardEvent } from 'react'
import { isTyping, useKeys } from '../keys.ts'

const pageRows = 10

export type RowKeys = {
  count: number
  active: number
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
  useKeys([
    { keys: 'j', label: 'Next row', group, run: () => move(Math.min(count - 1, active + 1)) },
    { keys: 'k', label: 'Previous row', group, run: () => move(Math.max(0, active - 1)) },
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

function destinationOf(key: string, { count, active }: RowKeys): number | null {
  const last = count - 1
  if (key === 'ArrowDown') return Math.min(last, active + 1)
  if (key === 'ArrowUp') return Math.max(0, active - 1)
  if (key === 'PageDown') return Math.min(last, active + pageRows)
  if (key === 'PageUp') return Math.max(0, active - pageRows)
  if (key === 'Home') return 0
  return key === 'End' ? last : null
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
