import { Outlet, useLocation, useNavigate } from '@tanstack/react-router'
import { useEffect, useMemo, useRef } from 'react'
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
  if (session.data) return <ToTheDoor door={session.data.signUpOpen ? '/welcome' : '/sign-in'} from={href} />
  if (session.error) {
    return (
      <main className="flex min-h-dvh items-center justify-center">
        <ErrorState problem={session.error} onRetry={() => void session.refetch()} />
      </main>
    )
  }
  return <main aria-busy className="min-h-dvh" />
}

/**
 * Leads to the front door, once, remembering where one wanted to go. While the door's page loads, the address is
 * already its own: a redirect that looked at it again would lead from the door to the door, for ever.
 */
function ToTheDoor({ door, from }: { door: string; from: string }) {
  const navigate = useNavigate()
  const redirect = useRef({ to: door, search: from === '/' ? {} : { next: from }, replace: true })
  useEffect(() => void navigate(redirect.current), [navigate])
  return <main aria-busy className="min-h-dvh" />
}

function LiveUpdates() {
  useLiveUpdates()
  return null
}
