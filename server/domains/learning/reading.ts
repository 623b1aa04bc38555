import { learnedKinds, learnedLeadsMax } from '../../../contract/learning-views.ts'
import type { LeadCounts, LearnedKind, SurveyPlan } from '../../../contract/learning-views.ts'
import { touchKindNames, touchKinds } from '../../../contract/touches.ts'
import { inScope, systemActor } from '../../platform/scope.ts'
import type { Database, Scope } from '../../platform/scope.ts'
import { attributesOf } from '../attributes/index.ts'
import type { Attribute } from '../attributes/index.ts'
import { countOutcomes, selectDecided, selectSnapshots } from './past.store.ts'
import type { DecidedLead, Snapshot } from './past.store.ts'
import { addLead, emptyPast } from './rules/past.ts'
import type { FirstWriting, Known, Past, PastValues } from './rules/past.ts'
import { datedEntries } from './rules/splitting.ts'

/** Where a run works: transactions of its own, and the sign to stop. */
export type Bench = {
  readonly database: Database
  readonly workspaceId: number
  readonly now: () => Date
}

/** Opens a transaction of its own behind the wall of the workspace of a run. */
export function doorOf({ database, workspaceId, now }: Bench) {
  return <T>(work: (scope: Scope) => Promise<T>, readOnly = false): Promise<T> =>
    inScope(database, { workspaceId, actor: systemActor, now: now(), readOnly }, work)
}

/** Small enough that a person who cancels waits a moment only. */
const leadsAtOnce = 500
const msPerHour = 3_600_000

export type ReadPast = { readonly past: Past; readonly counts: LeadCounts }

/**
 * Reads the newest decided leads as they were known at the moment of the plan, in many small transactions.
 * `onProgress` hears how many were read of how many and answers whether to go on; null where it said no.
 */
export async function readPast(
  bench: Bench,
  plan: SurveyPlan,
  onProgress: (read: number, all: number) => Promise<boolean>,
): Promise<ReadPast | null> {
  const door = doorOf(bench)
  const { counts, leads, known } = await door((scope) => opened(scope, plan), true)
  const past = emptyPast(known)
  for (let first = 0; first < leads.length; first += leadsAtOnce) {
    if (!(await onProgress(first, leads.length))) return null
    const some = leads.slice(first, first + leadsAtOnce)
    addAll(past, some, await door((scope) => snapshotsOf(scope, some, plan), true))
  }
  const datedShare = datedEntries(past.leads)
  const beyondLimit = counts.won + counts.lost - leads.length
  return { past, counts: { ...counts, beyondLimit, datedShare } }
}

async function opened(scope: Scope, { outcome: rule, momentHours }: SurveyPlan) {
  const counts = await countOutcomes(scope, { rule, momentHours })
  const leads = await selectDecided(scope, { rule, momentHours, limit: learnedLeadsMax })
  return { counts, leads, known: await knownAttributes(scope) }
}

function snapshotsOf(scope: Scope, leads: readonly DecidedLead[], { momentHours }: SurveyPlan) {
  return selectSnapshots(
    scope,
    leads.map((lead) => ({
      id: lead.id,
      contactId: lead.contact_id,
      moment: new Date(lead.entered_at.getTime() + momentHours * msPerHour),
      decidedAt: lead.decided_at,
    })),
  )
}

function addAll(past: Past, leads: readonly DecidedLead[], snapshots: readonly Snapshot[]): void {
  const found = new Map(snapshots.map((snapshot) => [snapshot.id, snapshot]))
  for (const lead of leads) {
    const snapshot = found.get(lead.id)
    if (snapshot === undefined) continue
    const { id, won, entered_at: enteredAt, entry_is_dated: entryIsDated, external_id: externalId } = lead
    addLead(past, { id, won, enteredAt, entryIsDated, externalId }, readSnapshot(snapshot))
  }
}

/** What a snapshot says, with the touches counted beside the attributes. */
export function readSnapshot(snapshot: Snapshot): PastValues {
  const touches = touchKindNames.map((kind): [string, number] => [
    `touches.${kind}`,
    snapshot.touches[String(touchKinds[kind].code)] ?? 0,
  ])
  const counted = new Map(touches)
  const firsts = Object.entries(snapshot.firsts).map(
    ([field, first]) => [field, firstWriting(first)] as const,
  )
  const writings: Record<string, FirstWriting> = Object.fromEntries(firsts)
  return {
    values: { ...snapshot.values, ...Object.fromEntries(counted), [touchDays]: snapshot.touch_days },
    firsts: writings,
  }
}

function firstWriting(word: string): FirstWriting {
  return word === 'late' || word === 'timely' ? word : 'undated'
}

const touchDays = 'touches.days'

/** Everything that a score could learn from: attributes of leads, people and companies, and touches. */
async function knownAttributes(scope: Scope): Promise<Known[]> {
  const known: Known[] = []
  for (const kind of learnedKinds) {
    const attributes = await attributesOf(scope, kind)
    known.push(...attributes.map((one) => knownOf(kind, one)))
  }
  const touches = touchKindNames.map((kind) => countedOf(kind, `Touches before: ${kind.replace('_', ' ')}`))
  return [...known, ...touches, countedOf('days', 'Days with touches before')]
}

function countedOf(field: string, label: string): Known {
  return { attribute: `touches.${field}`, recordKind: 'touches', field, label, reads: 'number' }
}

const kindWords = { lead: '', contact: ' (person)', account: ' (company)' } as const

function knownOf(recordKind: LearnedKind, attribute: Attribute): Known {
  const { field, label } = attribute
  return {
    attribute: `${recordKind}.${field}`,
    recordKind,
    field,
    label: label + kindWords[recordKind],
    reads: readsOf(attribute),
  }
}

/** Neither dates nor what names a single record says anything of leads in general; names of people least of all. */
function readsOf({ type, shared }: Attribute): Known['reads'] {
  if (!shared) return 'none'
  if (type === 'number' || type === 'integer' || type === 'money') return 'number'
  return type === 'date' || type === 'instant' ? 'none' : 'category'
}
