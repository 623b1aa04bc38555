import { useLocation } from '@tanstack/react-router'
import { lazy, type ReactNode, Suspense, useEffect, useRef, useState } from 'react'
import { useKeys } from '../../ui/keys.ts'
import { BottomBar } from './bottom-bar.tsx'
import type { Openers } from './openers.ts'
import { Sidebar } from './sidebar.tsx'
import { usePlaceKeys } from './use-places.ts'

const CastDialog = lazy(() => import('./cast-dialog.tsx').then((module) => ({ default: module.CastDialog })))
const NotificationsSheet = lazy(() =>
  import('./notifications-sheet.tsx').then((module) => ({ default: module.NotificationsSheet })),
)
const Palette = lazy(() => import('./palette.tsx').then((module) => ({ default: module.Palette })))
const ShortcutsHelp = lazy(() =>
  import('../../ui/shortcuts-help.tsx').then((module) => ({ default: module.ShortcutsHelp })),
)

/** The frame of the product: sidebar (a bar at the bottom on a phone), the page, ⌘K and the sheet of keys. */
export function Shell({ children }: { children: ReactNode }) {
  const [palette, setPalette] = useState(false)
  const [help, setHelp] = useState(false)
  const [eyes, setEyes] = useState(false)
  const [notifications, setNotifications] = useState(false)
  const open: Openers = {
    search: () => setPalette(true),
    help: () => setHelp(true),
    eyes: () => setEyes(true),
    notifications: () => setNotifications(true),
  }
  const main = useFocusOnArrival()
  usePlaceKeys()
  useKeys([
    {
      keys: 'mod+k',
      label: 'Search or do',
      group: 'Everywhere',
      whileTyping: true,
      run: open.search,
    },
    { keys: '?', label: 'All keys', group: 'Everywhere', run: open.help },
    { keys: 'g n', label: 'Notifications', group: 'Everywhere', run: open.notifications },
  ])
  return (
    <div className="lg:grid lg:grid-cols-[240px_minmax(0,1fr)]">
      <a
        href="#main"
        className="sr-only rounded-md bg-ink px-3 py-2 text-sm font-medium text-surface focus:not-sr-only focus:fixed focus:top-2 focus:left-2 focus:z-20"
      >
        Skip to the page
      </a>
      <Sidebar open={open} />
      <main id="main" ref={main} tabIndex={-1} className="min-h-dvh min-w-0 pb-(--bottom-bar) outline-none">
        {children}
      </main>
      <BottomBar open={open} />
      <Suspense>
        {palette && <Palette onOpenChange={setPalette} shellOpen={open} />}
        {help && <ShortcutsHelp open onOpenChange={setHelp} />}
        {eyes && <CastDialog open onOpenChange={setEyes} />}
        {notifications && <NotificationsSheet onOpenChange={setNotifications} />}
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
