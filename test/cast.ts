/** Two workspaces and their people: who every test knows. They are made once for a test run and copied for each world. */
import type { Role } from '../contract/inputs.ts'
import type { Team } from '../contract/records.ts'
import { foundWorkspace } from '../server/domains/workspace/index.ts'
import { foundings } from '../server/foundings.ts'
import { inScope } from '../server/platform/database.ts'
import type { Actor, Database } from '../server/platform/database.ts'
import { hashPassword } from '../server/platform/secrets.ts'

/** The instant at which the clock stands. */
export const noon = new Date('2026-05-11T12:00:00.000Z')
export const password = 'correct horse battery'

type Person = { readonly name: string; readonly team: Team; readonly role: Role; readonly jobTitle: string }

export const cast = {
  aylin: { name: 'Aylin Demir', team: 'marketing', role: 'admin', jobTitle: 'Head of Marketing' },
  theo: { name: 'Theo Brandt', team: 'marketing', role: 'member', jobTitle: 'Campaign Manager' },
  mara: { name: 'Mara Lind', team: 'sales', role: 'member', jobTitle: 'Account Executive' },
  jonas: { name: 'Jonas Keller', team: 'sales', role: 'member', jobTitle: 'Sales Development' },
  ines: { name: 'Ines Okafor', team: 'joint', role: 'member', jobTitle: 'Revenue Operations' },
  carl: { name: 'Carl Voss', team: 'leadership', role: 'admin', jobTitle: 'Chief Executive' },
  noor: { name: 'Noor Haddad', team: 'neutral', role: 'viewer', jobTitle: 'Mediator' },
  rita: { name: 'Rita Rival', team: 'joint', role: 'admin', jobTitle: 'Head of Everything' },
} as const satisfies Record<string, Person>

export type Name = keyof typeof cast
export const rivals: ReadonlySet<Name> = new Set<Name>(['rita'])

export const mailOf = (name: Name): string => `${name}@${rivals.has(name) ? 'rival' : 'nordwind'}.test`

/** Which workspaces there are, and the member ids of the cast. */
export type Population = {
  readonly home: number
  readonly rival: number
  readonly ids: Readonly<Record<Name, string>>
}

/** Founds both workspaces and lets the cast join them. */
export async function populate(app: Database): Promise<Population> {
  const common = { currency: 'EUR', timeZone: 'UTC' }
  const found = async (name: string, first: Name) => {
    const founder = {
      kind: 'new',
      name: cast[first].name,
      email: mailOf(first),
      password,
      team: cast[first].team,
    } as const
    const founded = await foundWorkspace(
      { database: app, now: noon },
      { ...common, name, founder },
      foundings,
    )
    return founded.view.id
  }
  const home = await found('Nordwind', 'aylin')
  const rival = await found('Rival', 'rita')
  const hash = await hashPassword(password)
  for (const name of namesOf(cast))
    if (name !== 'aylin' && name !== 'rita') await join(app, { name, hash, home })
  const ids = await memberIds(app, [home, rival])
  return { home, rival, ids }
}

function namesOf<Key extends string>(record: Record<Key, unknown>): Key[] {
  return Object.keys(record) as Key[]
}

type Joining = { readonly name: Name; readonly hash: string; readonly home: number }

async function join(app: Database, { name, hash, home }: Joining): Promise<void> {
  const { jobTitle, ...person } = cast[name]
  const user = crypto.randomUUID()
  const at = { created_at: noon, updated_at: noon }
  await inScope(app, { workspaceId: home, actor: systemOf(person), now: noon }, async ({ tx }) => {
    await tx
      .insertInto('auth.users')
      .values({ id: user, name: person.name, email: mailOf(name), ...at })
      .execute()
    await tx
      .insertInto('auth.accounts')
      .values({
        id: crypto.randomUUID(),
        user_id: user,
        account_id: user,
        provider_id: 'credential',
        password: hash,
        ...at,
      })
      .execute()
    await tx
      .insertInto('members')
      .values({
        workspace_id: home,
        id: crypto.randomUUID(),
        user_id: user,
        email: mailOf(name),
        job_title: jobTitle,
        created_at: noon,
        ...person,
      })
      .execute()
  })
}

function systemOf({ name, team }: { name: string; team: Team }): Actor {
  return { kind: 'system', memberId: null, name, team, role: 'admin' }
}

async function memberIds(app: Database, workspaces: readonly number[]): Promise<Population['ids']> {
  const found = new Map<string, string>()
  for (const workspaceId of workspaces) {
    const actor = systemOf({ name: 'Test', team: 'joint' })
    const rows = await inScope(app, { workspaceId, actor, now: noon }, ({ tx }) =>
      tx.selectFrom('members').select(['id', 'email']).where('workspace_id', '=', workspaceId).execute(),
    )
    for (const { id, email } of rows) found.set(email ?? '', id)
  }
  return Object.fromEntries(namesOf(cast).map((name) => [name, found.get(mailOf(name))])) as Record<
    Name,
    string
  >
}
