import type { Team } from '../../../contract/records.ts'
import type { WorkspaceView } from '../../../contract/workspace.ts'
import { systemActor } from '../../platform/scope.ts'
import type { Actor, Scope } from '../../platform/scope.ts'
import { Refusal } from '../../platform/refusal.ts'
import { hashPassword } from '../../platform/secrets.ts'
import { record } from '../journal/index.ts'
import { insertMember } from './members.store.ts'
import { insertPerson, selectPerson } from './people.store.ts'
import type { PersonRow } from './people.store.ts'
import { mayFoundAnother } from './policy.ts'
import { freeSlug, slugOf } from './rules/slug.ts'
import { showWorkspace } from './workspace.ts'
import { inNewWorkspace, selectMemberships } from './workspaces.store.ts'
import type { Ground, KnownWorkspace } from './workspaces.store.ts'

/** What another domain lays into each new workspace: its stages, channels, a first pipeline. */
export type Founding = (scope: Scope) => Promise<void>

/**
 * Who founds: somebody new with a password; somebody whom the operator names, known or new; somebody signed in;
 * or nobody, for the sample company.
 */
export type Founder =
  | {
      readonly kind: 'new' | 'named'
      readonly name: string
      readonly email: string
      readonly password: string
      readonly team: Team
    }
  | {
      readonly kind: 'signed-in'
      readonly userId: string
      readonly name: string
      readonly email: string
      readonly team: Team
    }
  | { readonly kind: 'nobody' }

export type FoundingPlan = {
  readonly name: string
  readonly slug?: string | undefined
  readonly currency: string
  readonly timeZone: string
  readonly founder: Founder
  /** Only where there is no workspace yet but the sample. */
  readonly onlyFirst?: boolean
}

export type Founded = { readonly view: WorkspaceView; readonly userId: string | null }

type Applicant = {
  readonly looker: { readonly actor: Actor } | null
  readonly person: PersonRow | null
}
type Given = { readonly name: string; readonly email: string; readonly password: string; readonly team: Team }

/**
 * Who founds the next workspace, and whether it may only be the first: the operator names somebody, an admin of a
 * real workspace founds for themselves, and anybody else may found the first one. Refuses `not-allowed`.
 */
export async function judgeFounder(
  ground: Ground,
  { looker, person }: Applicant,
  given: Given | undefined,
): Promise<Pick<FoundingPlan, 'founder' | 'onlyFirst'>> {
  if (
    looker !== null &&
    person !== null &&
    given === undefined &&
    (await foundsAnother(ground, looker.actor, person))
  ) {
    return {
      founder: {
        kind: 'signed-in',
        userId: person.id,
        name: looker.actor.name,
        email: person.email,
        team: looker.actor.team,
      },
    }
  }
  if (given === undefined)
    throw new Refusal('invalid-input', { message: 'Say who will be its first admin.', place: 'person' })
  if (looker?.actor.kind === 'operator') return { founder: { kind: 'named', ...given } }
  return { founder: { kind: 'new', ...given }, onlyFirst: true }
}

async function foundsAnother({ database }: Ground, actor: Actor, person: PersonRow): Promise<boolean> {
  const memberships = await selectMemberships(database.open, person.id)
  const adminSomewhere = memberships.some((row) => row.sample_since === null && row.role === 'admin')
  return mayFoundAnother(actor, adminSomewhere)
}

/**
 * Founds a workspace with its first admin and everything the other domains lay into it, in one transaction.
 * Refuses `not-allowed` when it should have been the first, `already-exists` for a taken short name or mail.
 */
export async function foundWorkspace(
  ground: Ground,
  plan: FoundingPlan,
  foundings: readonly Founding[],
): Promise<Founded> {
  const { founder } = plan
  // Hashing takes long on purpose, so it happens before the transaction holds its lock.
  const passwordHash = 'password' in founder ? await hashPassword(founder.password) : null
  return inNewWorkspace(
    ground,
    (known) => choose(plan, known),
    async (scope) => {
      const userId = await personBehind(scope, founder, passwordHash)
      const founding = userId === null ? scope : await withFirstAdmin(scope, founder, userId)
      for (const found of foundings) await found(founding)
      await record(founding, {
        kind: 'workspace.founded',
        subjectKind: 'workspace',
        subjectId: founding.workspaceId,
        payload: { name: plan.name },
      })
      return { view: await showWorkspace(founding), userId }
    },
  )
}

function choose(plan: FoundingPlan, known: readonly KnownWorkspace[]) {
  if (plan.onlyFirst === true && known.some((one) => one.sample_since === null))
    throw new Refusal('not-allowed')
  const taken = new Set(known.map((one) => one.slug))
  if (plan.slug !== undefined && taken.has(plan.slug)) {
    throw new Refusal('already-exists', { message: 'Another workspace has this short name.', place: 'slug' })
  }
  return {
    slug: plan.slug ?? freeSlug(slugOf(plan.name), taken),
    name: plan.name,
    currency: plan.currency,
    timeZone: plan.timeZone,
    sample: plan.founder.kind === 'nobody',
  }
}

async function personBehind(
  scope: Scope,
  founder: Founder,
  passwordHash: string | null,
): Promise<string | null> {
  if (founder.kind === 'nobody') return null
  if (founder.kind === 'signed-in') return founder.userId
  const known = await selectPerson(scope.tx, founder.email)
  if (known !== undefined && founder.kind === 'named') return known.id
  if (known !== undefined) {
    throw new Refusal('already-exists', {
      message: 'Somebody with this mail address signs in here already.',
      place: 'person.email',
    })
  }
  return insertPerson(scope.tx, { name: founder.name, email: founder.email, passwordHash, now: scope.now })
}

async function withFirstAdmin(scope: Scope, founder: Founder, userId: string): Promise<Scope> {
  if (founder.kind === 'nobody') return { ...scope, actor: systemActor }
  const { name, email, team } = founder
  const memberId = await insertMember(scope, { name, email, team, role: 'admin', userId })
  return { ...scope, actor: { kind: 'member', memberId, name, team, role: 'admin' } }
}
