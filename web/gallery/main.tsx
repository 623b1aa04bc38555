import '../app/app.css'
import { QueryClientProvider } from '@tanstack/react-query'
import { createMemoryHistory, createRootRoute, createRouter, RouterProvider } from '@tanstack/react-router'
import { createRoot } from 'react-dom/client'
import type { ReactNode } from 'react'
import { queryClient } from '../app/client.ts'
import { type Session, SessionProvider } from '../app/session.tsx'
import { Shell } from '../app/shell/shell.tsx'
import { useKeyboard } from '../ui/keys.ts'
import { Toaster } from '../ui/toast.tsx'
import { parseSearch, writeSearch } from '../ui/url-state.ts'
import { Charts } from './charts.tsx'
import { Controls } from './controls.tsx'
import { Overlays } from './overlays.tsx'
import { PersonRecord } from './record.tsx'
import { Table } from './table.tsx'

/** Every part of the design system, to be looked at: `/gallery/index.html?show=controls`. Never in the product. */
const rooms: Readonly<Record<string, () => ReactNode>> = {
  controls: Controls,
  overlays: Overlays,
  charts: Charts,
  record: PersonRecord,
  table: Table,
}

const session: Session = {
  member: {
    id: '0',
    name: 'Mara Kurt',
    email: 'mara@halden.example',
    team: 'sales',
    role: 'admin',
    jobTitle: null,
  },
  workspace: {
    id: 1,
    slug: 'halden',
    name: 'Halden GmbH',
    currency: 'EUR',
    timeZone: 'Europe/Berlin',
    locale: 'en',
    country: 'DE',
    fiscalYearStartMonth: 1,
    sample: true,
    createdAt: '2026-01-01T00:00:00Z',
    can: { change: true },
  },
  memberships: [],
  cast: [
    { id: '1', name: 'Aylin Tekin', team: 'marketing', jobTitle: 'Head of Marketing' },
    { id: '2', name: 'Theo Bauer', team: 'marketing', jobTitle: 'Demand Generation' },
    { id: '0', name: 'Mara Kurt', team: 'sales', jobTitle: 'Head of Sales' },
    { id: '3', name: 'Jonas Petersen', team: 'sales', jobTitle: 'Account Executive' },
    { id: '4', name: 'Ilse Vogt', team: 'neutral', jobTitle: 'Mediator' },
  ],
  signUpOpen: false,
  can: {
    manageMembers: true,
    changeSettings: true,
    manageKeys: true,
    readOutbox: true,
    write: true,
    foundWorkspace: false,
  },
}

function Gallery() {
  useKeyboard()
  const show = new URLSearchParams(location.search).get('show') ?? 'controls'
  const Room = rooms[show] ?? Controls
  return (
    <SessionProvider session={session}>
      <Shell>
        <Room />
      </Shell>
      <Toaster />
    </SessionProvider>
  )
}

const router = createRouter({
  routeTree: createRootRoute({ component: Gallery, notFoundComponent: Gallery }),
  history: createMemoryHistory({ initialEntries: ['/people'] }),
  parseSearch,
  stringifySearch: writeSearch,
})

const root = document.querySelector('#root')
if (!root) throw new Error('The page has no #root to stand in.')
createRoot(root).render(
  <QueryClientProvider client={queryClient}>
    <RouterProvider router={router} />
  </QueryClientProvider>,
)
