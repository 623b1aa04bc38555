import { type RefObject, useEffect, useRef } from 'react'
import type { PaletteEntry } from './command-palette.tsx'

const standing = new Set<RefObject<readonly PaletteEntry[]>>()

/**
 * Puts the page's own acts into ⌘K for as long as it stands:
 * `usePaletteActs([{ id: 'new-person', label: 'New person', icon: UserPlus, run: open }])`.
 */
export function usePaletteActs(acts: readonly PaletteEntry[]) {
  const latest = useRef(acts)
  useEffect(() => {
    latest.current = acts
  })
  useEffect(() => {
    standing.add(latest)
    return () => void standing.delete(latest)
  }, [])
}

/** The acts of the page that is open, for the palette. */
export function standingActs(): readonly PaletteEntry[] {
  return [...standing].flatMap((holder) => holder.current)
}
