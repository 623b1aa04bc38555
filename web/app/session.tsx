import { useQuery, useQueryClient } from '@tanstack/react-query'
import { createContext, type ReactNode, useContext, useMemo } from 'react'
import { IntlProvider } from 'react-intl'
import { z } from 'zod'
import { apiPrefix, endpoint } from '../../contract/endpoint.ts'
import type { Team } from '../../contract/records.ts'
import { ask } from './client.ts'

export type Session = {
  member: { id: string; name: string; team: Team; role: 'admin' | 'member' | 'viewer'; email: string | null }
  workspace: { name: string; currency: string; timeZone: string; locale: string; sample: boolean }
  cast: readonly { id: string; name: string; team: Team; jobTitle: string | null }[]
  can: Readonly<Record<string, boolean>>
}

const readSession = endpoint({
  id: 'readSession',
  method: 'GET',
  path: `${apiPrefix}/session`,
  summary: 'Who is signed in',
  tag: 'workspace',
  response: z.custom<Session>(),
})

const SessionContext = createContext<Session | null>(null)

/** Who is signed in, to which workspace, and what they may do. Only pages inside the shell may ask. */
export function useSession(): Session {
  const session = useContext(SessionContext)
  if (!session) throw new Error('A page outside of the shell asked for the session.')
  return session
}

/** The session as a query: the shell waits for it, the entry pages look whether there is one already. */
export function useSessionQuery() {
  return useQuery({ ...ask(readSession, {}), staleTime: Infinity })
}

/** Forgets everything of the member who was here, and starts again at the front door. */
export function useSignedOut(): () => void {
  const client = useQueryClient()
  return () => {
    client.clear()
    location.assign('/sign-in')
  }
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

/** English of the workspace's region for now: the words are English, the figures follow the locale. */
export function WorkspaceFormats({ locale, timeZone, currency, children }: WorkspaceFormatsProps) {
  const formats = useMemo(() => ({ number: { workspace: { style: 'currency' as const, currency } } }), [currency])
  return (
    <IntlProvider locale={locale} timeZone={timeZone} formats={formats} onError={ignoreMissingWords}>
      {children}
    </IntlProvider>
  )
}

function ignoreMissingWords() {
  // Only figures and days are formatted by the provider; its complaints are about words that it is never asked for.
}
