/**
 * Small worlds in which everything happens that criteria can stumble over: blanks, letters of all kinds, moments that
 * coincide, late knowledge, rewritten history, merges in chains, trash, deals and seats that change hands.
 */
import fc from 'fast-check'
import { sql } from 'kysely'
import type { Scope } from '../server/platform/database.ts'
import { touchKinds } from '../contract/touches.ts'
import { kinds, texts } from './criteria-arbitraries.ts'
import type { Vocabulary } from './criteria-arbitraries.ts'
import { openWorld } from './world.ts'
import type { World } from './world.ts'

const quarterMs = 21_600_000
const quartersPast = 12
/** People and companies are there before anything happens to them. */
const quartersBefore = 4

const idOf = (kind: number, index: number): string =>
  `00000000-0000-4000-8000-${String(kind).padStart(4, '0')}${String(index).padStart(8, '0')}`
export const people = [0, 1, 2, 3].map((index) => idOf(1, index))
const companies = [0, 1, 2].map((index) => idOf(2, index))
const passes = [0, 1, 2, 3, 4].map((index) => idOf(3, index))
const deals = [0, 1, 2].map((index) => idOf(4, index))
const campaign = idOf(5, 0)
const pipeline = idOf(6, 0)
const outcomes = ['open', 'won', 'lost'] as const
const dealStage = (outcome: string): string => idOf(7, outcomes.indexOf(outcome as 'open'))
export const profiles = [idOf(8, 0), idOf(8, 1)]

/** What criteria about these worlds speak of. */
export function vocabularyAt(now: Date): Vocabulary {
  const day = (daysAgo: number): string =>
    new Date(now.getTime() - daysAgo * 86_400_000).toISOString().slice(0, 10)
  return {
    fields: [
      { of: 'contact', field: 'city', type: 'text' },
      { of: 'contact', field: 'custom.plan', type: 'text' },
      { of: 'contact', field: 'custom.opt_in', type: 'boolean' },
      { of: 'contact', field: 'nextStepOn', type: 'time' },
      { of: 'account', field: 'employees', type: 'number' },
      { of: 'account', field: 'annualRevenue', type: 'number' },
      { of: 'account', field: 'custom.seats', type: 'number' },
      { of: 'account', field: 'industry', type: 'text' },
      { of: 'lead', field: 'origin', type: 'text' },
      { of: 'lead', field: 'enteredAt', type: 'time' },
      { of: 'deal', field: 'amount', type: 'number' },
      { of: 'deal', field: 'lostReason', type: 'text' },
      { of: 'deal', field: 'closedAt', type: 'time' },
      { of: 'deal', field: 'outcome', type: 'text' },
    ],
    texts: [...texts, 'won'],
    numbers: [0, 1, 49.99, 50],
    days: [day(0), day(1), day(2), day(5)],
    campaigns: [campaign],
    profiles,
    assets: ['Guide', 'straße'],
  }
}

/** Opens a world that has the fields which the vocabulary speaks of. Call it in `beforeAll`. */
export async function openVocabulary(): Promise<World> {
  const world = await openWorld()
  const own = [
    { recordKind: 'contact', label: 'Plan', type: 'text' },
    { recordKind: 'contact', label: 'Opt in', type: 'boolean' },
    { recordKind: 'account', label: 'Seats', type: 'number' },
  ]
  for (const field of own) await world.as('aylin').post('/api/v1/fields', field)
  return world
}

/** When somebody may ask: also before everything. */
export const askedAt = (now: Date): fc.Arbitrary<Date> =>
  fc
    .integer({ min: -quartersPast, max: quartersPast + quartersBefore })
    .map((quarters) => new Date(now.getTime() - Math.max(0, quarters) * quarterMs))

/** Moments on a grid of six hours, so that windows, stages and merges often begin at the very instant of a touch. */
const momentAt = (now: Date): fc.Arbitrary<Date> =>
  fc.integer({ min: 0, max: quartersPast }).map((quarters) => new Date(now.getTime() - quarters * quarterMs))

export type Universe = ReturnType<typeof anyUniverse> extends fc.Arbitrary<infer Made> ? Made : never

/** How many there are; without a size, few of anything would be made. */
function several(minLength: number, maxLength: number) {
  return { minLength, maxLength, size: 'max' as const }
}

/** Any small world, as it stands at `now`. */
export function anyUniverse(now: Date) {
  const moment = momentAt(now)
  const early = fc
    .integer({ min: 1, max: quartersBefore })
    .map((quarters) => new Date(now.getTime() - (quartersPast + quarters) * quarterMs))
  // Few are in the trash, or nobody would be left to ask about.
  const gone = fc.oneof({ weight: 7, arbitrary: fc.constant(null) }, { weight: 1, arbitrary: moment })
  const text = fc.constantFrom(...texts, null, null)
  const number = fc.constantFrom(0, 1, 49.99, 50, null)
  const whole = fc.constantFrom(0, 1, 50, null)
  const day = fc.option(moment.map((at) => at.toISOString().slice(0, 10)))
  const micros = moment.chain((at) =>
    fc.constantFrom('', '000', '999').map((extra) => at.toISOString().replace('Z', `${extra}Z`)),
  )
  const bool = fc.constantFrom(true, false, null)
  const person = fc.constantFrom(...people)
  // Many belong to the first company, so that its people meet.
  const firm = fc.constantFrom(...companies, ...companies.slice(0, 1))
  const company = fc.option(firm)
  const pass = fc.constantFrom(...passes)

  const written = fc.oneof(
    fc.record({
      kind: fc.constant('contact'),
      id: person,
      field: fc.constantFrom('city', 'custom.plan'),
      value: text,
      before: text,
    }),
    fc.record({
      kind: fc.constant('contact'),
      id: person,
      field: fc.constant('custom.opt_in'),
      value: bool,
      before: bool,
    }),
    fc.record({
      kind: fc.constant('contact'),
      id: person,
      field: fc.constant('nextStepOn'),
      value: day,
      before: day,
    }),
    fc.record({
      kind: fc.constant('contact'),
      id: person,
      field: fc.constant('accountId'),
      value: company,
      before: company,
    }),
    fc.record({
      kind: fc.constant('account'),
      id: fc.constantFrom(...companies),
      field: fc.constantFrom('employees', 'custom.seats'),
      value: whole,
      before: whole,
    }),
    fc.record({
      kind: fc.constant('account'),
      id: fc.constantFrom(...companies),
      field: fc.constant('annualRevenue'),
      value: fc.constantFrom('49.99', '50.00', null),
      before: fc.constant(null),
    }),
    fc.record({
      kind: fc.constant('lead'),
      id: pass,
      field: fc.constant('origin'),
      value: text,
      before: text,
    }),
    fc.record({
      kind: fc.constant('lead'),
      id: pass,
      field: fc.constant('enteredAt'),
      value: micros,
      before: micros,
    }),
    fc.record({
      kind: fc.constant('deal'),
      id: fc.constantFrom(...deals),
      field: fc.constant('amount'),
      value: fc.constantFrom('1.00', '50.00', null),
      before: fc.constant(null),
    }),
    fc.record({
      kind: fc.constant('deal'),
      id: fc.constantFrom(...deals),
      field: fc.constant('contactId'),
      value: fc.option(person),
      before: fc.option(person),
    }),
    fc.record({
      kind: fc.constant('deal'),
      id: fc.constantFrom(...deals),
      field: fc.constant('leadId'),
      value: fc.option(pass),
      before: fc.option(pass),
    }),
  )

  return fc.record({
    people: fc.tuple(
      ...people.map(() =>
        fc.record({
          city: text,
          plan: text,
          optIn: bool,
          nextStepOn: day,
          accountId: company,
          createdAt: early,
          deletedAt: gone,
        }),
      ),
    ),
    companies: fc.tuple(
      ...companies.map(() =>
        fc.record({
          employees: whole,
          revenue: number,
          seats: number,
          industry: text,
          createdAt: early,
          deletedAt: gone,
        }),
      ),
    ),
    passes: fc.array(
      fc.record({ contactId: person, origin: text, enteredAt: micros, createdAt: moment, deletedAt: gone }),
      several(3, passes.length),
    ),
    deals: fc.array(
      fc.record({
        contactId: fc.option(person),
        pass: fc.option(pass),
        amount: number,
        lostReason: text,
        closedAt: fc.option(micros),
        outcome: fc.constantFrom(...outcomes),
        createdAt: moment,
        deletedAt: gone,
        stages: fc.array(fc.tuple(moment, fc.constantFrom(...outcomes)), { maxLength: 3 }),
      }),
      several(2, deals.length),
    ),
    written: fc.array(fc.tuple(written, moment, fc.boolean()), several(6, 14)),
    touches: fc.array(
      fc.record({
        contactId: person,
        kind: fc.constantFrom(...kinds),
        channelId: fc.constantFrom(1, 2, null),
        campaignId: fc.constantFrom(campaign, null),
        asset: fc.constantFrom('GUIDE', 'Straße', null),
        machine: fc.constantFrom(false, false, true),
        occurredAt: moment,
        recordedAt: moment,
        imported: fc.boolean(),
      }),
      several(8, 16),
    ),
    stages: fc.array(fc.record({ pass, stage: fc.constantFrom(2, 3), at: moment }), several(3, 7)),
    seats: fc.array(
      fc.record({
        contactId: person,
        accountId: firm,
        role: fc.constantFrom('decision_maker', 'economic_buyer', 'champion'),
        from: moment,
        until: fc.option(moment),
      }),
      several(3, 7),
    ),
    merges: fc.array(
      fc.record({
        kind: fc.constantFrom('contact', 'account'),
        winner: fc.nat(3),
        loser: fc.nat(3),
        at: moment,
        undone: fc.constantFrom(false, false, true),
      }),
      several(1, 4),
    ),
    scores: fc.tuple(
      ...people.map(() => fc.tuple(fc.constantFrom(0, 39_999, 60_000), fc.constantFrom(0, 40_000, 60_000))),
    ),
  })
}

class RolledBack extends Error {}

/** Does something in a small world of its own, of which nothing stays. */
export async function inUniverse(
  world: World,
  universe: Universe,
  work: (scope: Scope) => Promise<void>,
): Promise<void> {
  const done = world.scope('ines', async (scope) => {
    await settle(scope, universe)
    await work(scope)
    throw new RolledBack()
  })
  await done.catch((error: unknown) => {
    if (!(error instanceof RolledBack)) throw error
  })
}

/** Writes a world into the workspace of the scope. */
async function settle(scope: Scope, universe: Universe): Promise<void> {
  const { tx, workspaceId: ws } = scope
  // A handful of rows is found by any plan: the planner need not look for the best one thousands of times.
  await sql`set local join_collapse_limit = 1`.execute(tx)
  await sql`set local from_collapse_limit = 1`.execute(tx)
  await sql`insert into campaigns (workspace_id, id, name, name_key, created_at) values (${ws}, ${campaign}, 'Spring', 'spring', now())`.execute(
    tx,
  )
  await sql`insert into pipelines (workspace_id, id, name) values (${ws}, ${pipeline}, 'Of the test')`.execute(
    tx,
  )
  for (const [position, outcome] of outcomes.entries())
    await sql`insert into pipeline_stages (workspace_id, id, pipeline_id, name, name_key, position, outcome)
      values (${ws}, ${dealStage(outcome)}, ${pipeline}, ${outcome}, ${outcome}, ${position}, ${outcome})`.execute(
      tx,
    )
  await settleRecords(scope, universe)
  await settleHappenings(scope, universe)
  await settleMerges(scope, universe)
}

async function settleRecords({ tx, workspaceId: ws }: Scope, universe: Universe): Promise<void> {
  for (const [index, one] of universe.companies.entries())
    await sql`insert into accounts (workspace_id, id, name, name_key, employees, annual_revenue, industry, custom, created_at, deleted_at)
      values (${ws}, ${companies[index]}, 'Company', 'company', ${one.employees}, ${one.revenue}, ${one.industry},
        ${JSON.stringify(filled({ seats: one.seats }))}, ${one.createdAt}, ${one.deletedAt})`.execute(tx)
  for (const [index, one] of universe.people.entries())
    await sql`insert into contacts (workspace_id, id, city, next_step_on, account_id, custom, created_at, deleted_at)
      values (${ws}, ${people[index]}, ${one.city}, ${one.nextStepOn}::date, ${one.accountId},
        ${JSON.stringify(filled({ plan: one.plan, opt_in: one.optIn }))}, ${one.createdAt}, ${one.deletedAt})`.execute(
      tx,
    )
  for (const [index, one] of universe.passes.entries())
    await sql`insert into leads (workspace_id, id, contact_id, origin, entered_at, stage_id, stage_since, created_at, deleted_at)
      values (${ws}, ${passes[index]}, ${one.contactId}, ${one.origin}, ${one.enteredAt}::timestamptz, 1, ${one.createdAt},
        ${one.createdAt}, ${one.deletedAt})`.execute(tx)
  for (const [index, one] of universe.deals.entries()) {
    const lead = passes.slice(0, universe.passes.length).find((id) => id === one.pass) ?? null
    await sql`insert into deals (workspace_id, id, name, pipeline_id, stage_id, stage_since, outcome, contact_id, lead_id, amount,
        lost_reason, closed_at, currency, created_at, deleted_at)
      values (${ws}, ${deals[index]}, 'Deal', ${pipeline}, ${dealStage(one.outcome)}, ${one.createdAt}, ${one.outcome},
        ${one.contactId}, ${lead}, ${one.amount}, ${one.lostReason}, ${one.closedAt}::timestamptz, 'EUR', ${one.createdAt},
        ${one.deletedAt})`.execute(tx)
    for (const [at, outcome] of one.stages)
      await sql`insert into deal_stage_changes (workspace_id, deal_id, to_stage_id, at, kind)
        values (${ws}, ${deals[index]}, ${dealStage(outcome)}, ${at}, 'forward')`.execute(tx)
  }
}

async function settleHappenings({ tx, workspaceId: ws }: Scope, universe: Universe): Promise<void> {
  for (const [{ kind, id, field, value, before }, knownFrom, assumed] of universe.written)
    await sql`insert into attribute_changes (workspace_id, record_kind, record_id, known_from, assumed, source_kind, changed, before)
      values (${ws}, ${kind}, ${id}, ${knownFrom}, ${assumed}, 'system', ${JSON.stringify({ [field]: value })},
        ${JSON.stringify({ [field]: before })})`.execute(tx)
  for (const touch of universe.touches) {
    const detail = {
      ...(touch.asset === null ? {} : { asset: touch.asset }),
      ...(touch.machine ? { machine: true } : {}),
    }
    await sql`insert into touches (workspace_id, contact_id, occurred_at, recorded_at, kind, channel_id, campaign_id, import_id, key, detail)
      values (${ws}, ${touch.contactId}, ${touch.occurredAt}, ${touch.recordedAt}, ${touchKinds[touch.kind].code},
        ${touch.channelId}, ${touch.campaignId}, ${touch.imported ? 1 : null}, gen_random_uuid(), ${JSON.stringify(detail)})`.execute(
      tx,
    )
  }
  const known = new Set(passes.slice(0, universe.passes.length))
  for (const { pass, stage, at } of universe.stages.filter((each) => known.has(each.pass)))
    await sql`insert into stage_changes (workspace_id, lead_id, to_stage_id, at, kind)
      values (${ws}, ${pass}, ${stage}, ${at}, 'forward')`.execute(tx)
  for (const { contactId, accountId, role, from, until } of universe.seats) {
    if (until !== null && until < from) continue
    await sql`insert into committee_seats (workspace_id, id, account_id, contact_id, role, from_at, until_at)
      values (${ws}, gen_random_uuid(), ${accountId}, ${contactId}, ${role}, ${from}, ${until}) on conflict do nothing`.execute(
      tx,
    )
  }
}

/** Merges as people make them: only records that stand, each at most once. */
async function settleMerges(
  scope: Scope,
  { merges, people: persons, companies: firms }: Universe,
): Promise<void> {
  const { tx, workspaceId: ws } = scope
  const above = new Map<string, string>()
  for (const { kind, winner, loser, at, undone } of merges.toSorted(
    (one, other) => one.at.getTime() - other.at.getTime(),
  )) {
    const [ids, records] = kind === 'contact' ? [people, persons] : [companies, firms]
    const [winnerId, loserId] = [ids[winner], ids[loser]]
    const standing = [winner, loser].every((index) => records[index]?.deletedAt === null)
    if (winnerId === undefined || loserId === undefined || winnerId === loserId || !standing) continue
    if (above.has(winnerId) || above.has(loserId)) continue
    await sql`insert into merges (workspace_id, id, record_kind, winner_id, loser_id, event_id, merged_at, undone_at)
      values (${ws}, gen_random_uuid(), ${kind}, ${winnerId}, ${loserId}, 1, ${at}, ${undone ? at : null})`.execute(
      tx,
    )
    if (!undone) above.set(loserId, winnerId)
  }
  for (const id of above.keys()) {
    let root = id
    for (let next = above.get(root); next !== undefined; next = above.get(root)) root = next
    const table = people.includes(id) ? 'contacts' : 'accounts'
    await sql`update ${sql.table(table)} set merged_into_id = ${root} where workspace_id = ${ws} and id = ${id}`.execute(
      tx,
    )
  }
}

function filled(values: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== null))
}
