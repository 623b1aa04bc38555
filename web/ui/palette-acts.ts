import { useEffect, useRef, useSyncExternalStore } from 'react'
import type { PaletteEntry } from './command-palette.tsx'

const standing = new Set<readonly PaletteEntry[]>()
const listeners = new Set<() => void>()
let listing: readonly PaletteEntry[] = []

/**
 * Puts the page's own acts into ⌘K for as long as it stands:
 * `usePaletteActs([{ id: 'new-person', label: 'New person', icon: UserPlus, run: open }])`.
 */
export function usePaletteActs(acts: readonly PaletteEntry[]) {
  const latest = useRef(acts)
  useEffect(() => {
    latest.current = acts
  })
  const signature = acts.map(({ id, label }) => `${id}|${label}`).join('\n')
  useEffect(() => {
    const own = latest.current.map((act, index) => ({ ...act, run: () => latest.current[index]?.run() }))
    standing.add(own)
    announce()
    return () => {
      standing.delete(own)
      announce()
    }
  }, [signature])
}

/** The acts of the page that is open, for the palette. */
export function useStandingActs(): readonly PaletteEntry[] {
  return useSyncExternalStore(subscribe, () => listing)
}

function subscribe(listener: () => void) {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

function announce() {
  listing = [...standing].flat()
  for (const listener of listeners) listener()
}
