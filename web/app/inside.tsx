import { Navigate, Outlet, useLocation } from '@tanstack/react-router'
import { ErrorState } from '../ui/states.tsx'
import { RefusalError } from './client.ts'
import { useLiveUpdates } from './live.ts'
import { SessionProvider, useSessionQuery } from './session.tsx'
import { Shell } from './shell/shell.tsx'

/** Lets members in and sends everybody else to the front door, which brings them back afterwards. */
export function Inside() {
  const session = useSessionQuery()
  const { href } = useLocation()
  if (session.data) {
    return (
      <SessionProvider session={session.data}>
        <LiveUpdates />
        <Shell>
          <Outlet />
        </Shell>
      </SessionProvider>
    )
  }
  if (session.error instanceof RefusalError && session.error.code === 'signed-out') {
    return <Navigate to="/sign-in" search={href === '/' ? {} : { next: href }} replace />
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
