import { useState } from 'react'

/**
 * What is ticked in a list: some rows by id, or all that match the filters except a few. `all` reaches rows that
 * have not been loaded, so a bulk act sends it to the server together with the filters.
 */
export type Selection =
  | { readonly kind: 'some'; readonly ids: ReadonlySet<string> }
  | { readonly kind: 'all'; readonly except: ReadonlySet<string> }

export const noSelection: Selection = { kind: 'some', ids: new Set() }
export const allSelected: Selection = { kind: 'all', except: new Set() }

/** The state of a list's selection; clear it with `noSelection` when the filters change. */
export function useSelection() {
  return useState<Selection>(noSelection)
}

export function isSelected(selection: Selection, id: string): boolean {
  return selection.kind === 'some' ? selection.ids.has(id) : !selection.except.has(id)
}

/** How many rows are ticked, where `total` rows match. */
export function countSelected(selection: Selection, total: number): number {
  return selection.kind === 'some' ? selection.ids.size : Math.max(0, total - selection.except.size)
}

/** Ticks or unticks rows. */
export function withTicked(selection: Selection, ids: readonly string[], ticked: boolean): Selection {
  const inverse = selection.kind === 'all'
  const next = new Set(inverse ? selection.except : selection.ids)
  for (const id of ids) {
    if (ticked === inverse) next.delete(id)
    else next.add(id)
  }
  return inverse ? { kind: 'all', except: next } : { kind: 'some', ids: next }
}
