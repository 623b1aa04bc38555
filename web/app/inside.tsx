import { Navigate, Outlet, useLocation } from '@tanstack/react-router'
import { useMemo } from 'react'
import { ErrorState } from '../ui/states.tsx'
import { useLiveUpdates } from './live.ts'
import { SessionProvider, signedIn, useSessionQuery } from './session.tsx'
import { Shell } from './shell/shell.tsx'

/** Lets members in and sends everybody else to the front door, which brings them back afterwards. */
export function Inside() {
  const session = useSessionQuery()
  const { href } = useLocation()
  const inside = useMemo(() => signedIn(session.data), [session.data])
  if (inside) {
    return (
      <SessionProvider session={inside}>
        <LiveUpdates />
        <Shell>
          <Outlet />
        </Shell>
      </SessionProvider>
    )
  }
  if (session.data) {
    const door = session.data.signUpOpen ? '/welcome' : '/sign-in'
    return <Navigate to={door} search={href === '/' ? {} : { next: href }} replace />
  }
  if (session.error) {
    return (
      <main className="flex min-h-dvh items-center justify-center">
        <ErrorState problem={session.error} onRetry={() => void session.refetch()} />
      </main>
    )
  }
  return <main aria-busy className="min-h-dvh" />
}

function LiveUpdates() {
  useLiveUpdates()
  return null
}
