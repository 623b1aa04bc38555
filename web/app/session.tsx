import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { createContext, type ReactNode, useContext, useMemo } from 'react'
import { IntlProvider } from 'react-intl'
import { type SessionView, showSession, signOut } from '../../contract/sign-in.ts'
import { ask, call } from './client.ts'

/** The session of somebody who is signed in to a workspace: the only kind that a page inside the shell meets. */
export type Session = SessionView & {
  readonly member: NonNullable<SessionView['member']>
  readonly workspace: NonNullable<SessionView['workspace']>
}

const SessionContext = createContext<Session | null>(null)

/** Who is signed in, to which workspace, and what they may do. Only pages inside the shell may ask. */
export function useSession(): Session {
  const session = useContext(SessionContext)
  if (!session) throw new Error('A page outside of the shell asked for the session.')
  return session
}

/** The session as a query: the shell waits for it, the entry pages look whether there is one already. */
export function useSessionQuery() {
  return useQuery({ ...ask(showSession, {}), staleTime: Infinity })
}

/** The session, if somebody is signed in. */
export function signedIn(session: SessionView | undefined): Session | null {
  if (!session?.member || !session.workspace) return null
  return { ...session, member: session.member, workspace: session.workspace }
}

/** After signing in, or stepping into other eyes: everything on screen belonged to somebody else. */
export function useEnter(): (session: SessionView, next?: string) => void {
  const client = useQueryClient()
  const navigate = useNavigate()
  return (session, next) => {
    client.clear()
    client.setQueryData(ask(showSession, {}).queryKey, session)
    void navigate({ href: inHouse(next), replace: true })
  }
}

/** Signs out and starts again at the front door, with nothing kept of the member who was here. */
export async function leave() {
  await call(signOut, {})
  location.assign('/sign-in')
}

/** Only an address of our own may follow a sign-in: a link from outside must not lead members away. */
function inHouse(next: string | undefined): string {
  return next && /^\/(?![/\\])/.test(next) ? next : '/'
}

/** Gives the pages the session, and the formatters the workspace's locale, time zone and currency. */
export function SessionProvider({ session, children }: { session: Session; children: ReactNode }) {
  return (
    <SessionContext value={session}>
      <WorkspaceFormats {...session.workspace}>{children}</WorkspaceFormats>
    </SessionContext>
  )
}

type WorkspaceFormatsProps = { locale: string; timeZone: string; currency: string; children: ReactNode }

/** Plain English is written as in Europe, day before month; any other locale is taken as it is. */
export function WorkspaceFormats({ locale, timeZone, currency, children }: WorkspaceFormatsProps) {
  const formats = useMemo(
    () => ({ number: { workspace: { style: 'currency' as const, currency } } }),
    [currency],
  )
  return (
    <IntlProvider
      locale={locale === 'en' ? 'en-GB' : locale}
      timeZone={timeZone}
      formats={formats}
      onError={ignoreMissingWords}
    >
      {children}
    </IntlProvider>
  )
}

function ignoreMissingWords() {
  // Only figures and days are formatted by the provider; its complaints are about words that it is never asked for.
}
