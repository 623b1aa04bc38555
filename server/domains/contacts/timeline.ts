import { timelineKinds } from '../../../contract/contacts.ts'
import type { readContactTimeline, TimelineEntry } from '../../../contract/contacts.ts'
import type { EndpointAnswer, EndpointParsed } from '../../../contract/endpoint.ts'
import { notFound } from '../../platform/refusal.ts'
import type { Scope } from '../../platform/scope.ts'
import { wordingOf } from '../attributes/index.ts'
import { selectAccountFamily } from './account-rows.store.ts'
import { visibleContact } from './contacts.ts'
import { presentEntry } from './present-timeline.ts'
import { selectFamilyIds } from './rows.store.ts'
import { selectPeopleOf, selectTimeline } from './timeline.store.ts'
import type { TimelineOf } from './timeline.store.ts'

type Query = EndpointParsed<typeof readContactTimeline>['query']
type Timeline = EndpointAnswer<typeof readContactTimeline>

/** Everything both teams did and learned about a person, whoever was merged into them included. */
export async function contactTimeline(scope: Scope, id: string, query: Query): Promise<Timeline> {
  const people = await selectFamilyIds(scope, await visibleContact(scope, id))
  return timeline(
    scope,
    { recordKind: 'contact', people, companies: [], kinds: query.kind ?? timelineKinds },
    query,
  )
}

/** The same of a company and its people. */
export async function accountTimeline(scope: Scope, id: string, query: Query): Promise<Timeline> {
  const companies = await selectAccountFamily(scope, id)
  if (companies.length === 0) throw notFound('account')
  const people = await selectPeopleOf(scope, companies)
  return timeline(
    scope,
    { recordKind: 'account', people, companies, kinds: query.kind ?? timelineKinds },
    query,
  )
}

async function timeline(scope: Scope, of: TimelineOf, query: Query): Promise<Timeline> {
  const { rows, nextCursor } = await selectTimeline(scope, of, query)
  const changes = rows.flatMap((row) => (row.kind === 'attribute' ? [changesIn(row.said)] : []))
  const wording = await wordingOf(scope, of.recordKind, changes)
  const items: TimelineEntry[] = rows.map((row) => presentEntry(row, of.recordKind, wording))
  return { items, nextCursor, total: null, totalIsEstimate: false }
}

function changesIn(said: unknown): { changed: unknown; before: unknown } {
  if (typeof said !== 'object' || said === null) return { changed: {}, before: {} }
  return { changed: Reflect.get(said, 'changed'), before: Reflect.get(said, 'before') }
}
