import { useSyncExternalStore } from 'react'

export type ThemeWish = 'system' | 'light' | 'dark'

// web/public/theme.js reads the same key before the first paint.
const storageKey = 'rapport.theme'
const listeners = new Set<() => void>()
const darkSystem = matchMedia('(prefers-color-scheme: dark)')

/** What the member wishes, and a way to wish otherwise. It takes effect at once, in every tab. */
export function useTheme(): [ThemeWish, (wish: ThemeWish) => void] {
  return [useSyncExternalStore(subscribe, wished), wish]
}

/** Follows the system and other tabs; called once at the start. */
export function followTheme() {
  darkSystem.addEventListener('change', apply)
  addEventListener('storage', (event) => {
    if (event.key === storageKey) apply()
  })
}

function subscribe(listener: () => void) {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

function wish(next: ThemeWish) {
  try {
    localStorage.setItem(storageKey, next)
  } catch {
    // A browser that forbids storage keeps to the system's theme.
  }
  apply()
}

function wished(): ThemeWish {
  try {
    const stored = localStorage.getItem(storageKey)
    return stored === 'light' || stored === 'dark' ? stored : 'system'
  } catch {
    return 'system'
  }
}

function apply() {
  const now = wished()
  const dark = now === 'dark' || (now === 'system' && darkSystem.matches)
  document.documentElement.dataset.theme = dark ? 'dark' : 'light'
  for (const listener of listeners) listener()
}
