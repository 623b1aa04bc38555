import { useLocation } from '@tanstack/react-router'
import { lazy, type ReactNode, Suspense, useEffect, useRef, useState } from 'react'
import { useKeys } from '../../ui/keys.ts'
import { BottomBar } from './bottom-bar.tsx'
import { Sidebar } from './sidebar.tsx'
import { usePlaceKeys } from './use-places.ts'

const Palette = lazy(() => import('./palette.tsx').then((module) => ({ default: module.Palette })))
const ShortcutsHelp = lazy(() =>
  import('../../ui/shortcuts-help.tsx').then((module) => ({ default: module.ShortcutsHelp })),
)

/** The frame of the product: sidebar (a bar at the bottom on a phone), the page, ⌘K and the sheet of keys. */
export function Shell({ children }: { children: ReactNode }) {
  const [palette, setPalette] = useState(false)
  const [help, setHelp] = useState(false)
  const main = useFocusOnArrival()
  usePlaceKeys()
  useKeys([
    {
      keys: 'mod+k',
      label: 'Search or do',
      group: 'Everywhere',
      whileTyping: true,
      run: () => setPalette(true),
    },
    { keys: '?', label: 'All keys', group: 'Everywhere', run: () => setHelp(true) },
  ])
  return (
    <div className="lg:grid lg:grid-cols-[240px_minmax(0,1fr)]">
      <a
        href="#main"
        className="sr-only rounded-md bg-ink px-3 py-2 text-sm font-medium text-surface focus:not-sr-only focus:fixed focus:top-2 focus:left-2 focus:z-20"
      >
        Skip to the page
      </a>
      <Sidebar onSearch={() => setPalette(true)} onHelp={() => setHelp(true)} />
      <main id="main" ref={main} tabIndex={-1} className="min-h-dvh min-w-0 pb-(--bottom-bar) outline-none">
        {children}
      </main>
      <BottomBar onSearch={() => setPalette(true)} onHelp={() => setHelp(true)} />
      <Suspense>
        {palette && <Palette open onOpenChange={setPalette} onHelp={() => setHelp(true)} />}
        {help && <ShortcutsHelp open onOpenChange={setHelp} />}
      </Suspense>
    </div>
  )
}

/** After going to another page the focus stands at its start, so that a reader and the Tab key begin there. */
function useFocusOnArrival() {
  const main = useRef<HTMLElement>(null)
  const { pathname } = useLocation()
  const arrived = useRef(pathname)
  useEffect(() => {
    if (arrived.current === pathname) return
    arrived.current = pathname
    main.current?.focus({ preventScroll: true })
  }, [pathname])
  return main
}
