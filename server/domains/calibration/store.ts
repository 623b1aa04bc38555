import { sql } from 'kysely'
import type { Answer } from '../../../contract/calibration.ts'
import type { ClassifyingTeam } from '../../../contract/calibration-views.ts'
import { memberOrNull } from '../../../contract/records.ts'
import type { MemberReference } from '../../../contract/records.ts'
import type { Scope } from '../../platform/database.ts'
import { countMatching, readPage } from '../../platform/keyset.ts'
import type { Fragment, Page, Total } from '../../platform/keyset.ts'
import { rootOf } from '../../platform/root.ts'
import type { Drawn, Stratum } from './rules/draw.ts'

type CalibrationRow = {
  readonly id: string
  readonly version_id: number
  readonly number: number
  readonly agreement_id: string
  readonly title: string
  readonly seed: number
  readonly wanted: number
  readonly open_leads: number
  readonly judged_leads: number
  readonly started_at: Date
  readonly closed_at: Date | null
  readonly discussed_at: Date | null
  readonly leads: number
  readonly marketing: number
  readonly sales: number
} & People

type Person = 'started' | 'closed' | 'discussed'
type People = Readonly<Record<`${Person}_${'id' | 'name' | 'team'}`, string | null>>

export type Calibration = Omit<CalibrationRow, keyof People> & {
  readonly startedBy: MemberReference | null
  readonly closedBy: MemberReference | null
  readonly discussedBy: MemberReference | null
}

const newestFirst = {
  sorts: { startedAt: { by: sql`k.started_at`, type: 'timestamptz', nullable: false } },
  id: sql`k.id`,
  idType: 'uuid',
} as const

const columns = sql`k.id, k.version_id, v.number, g.id as agreement_id, g.title, k.seed, k.wanted, k.open_leads,
  k.judged_leads, k.started_at, k.closed_at, k.discussed_at,
  s.id as started_id, s.name as started_name, s.team as started_team,
  c.id as closed_id, c.name as closed_name, c.team as closed_team,
  d.id as discussed_id, d.name as discussed_name, d.team as discussed_team,
  (select count(*)::integer from calibration_leads l
    where l.workspace_id = k.workspace_id and l.calibration_id = k.id) as leads,
  (select count(*)::integer from calibration_answers a
    where a.workspace_id = k.workspace_id and a.calibration_id = k.id and a.team = 'marketing') as marketing,
  (select count(*)::integer from calibration_answers a
    where a.workspace_id = k.workspace_id and a.calibration_id = k.id and a.team = 'sales') as sales`

const joins = sql`
  join agreement_versions v on v.workspace_id = k.workspace_id and v.id = k.version_id
  join agreements g on g.workspace_id = v.workspace_id and g.id = v.agreement_id
  left join members s on s.workspace_id = k.workspace_id and s.id = k.started_by_id
  left join members c on c.workspace_id = k.workspace_id and c.id = k.closed_by_id
  left join members d on d.workspace_id = k.workspace_id and d.id = k.discussed_by_id`

export type CalibrationFilter = { readonly agreementId?: string | undefined }

export async function selectPage(
  scope: Scope,
  filter: CalibrationFilter,
  { limit, cursor }: { readonly limit: number; readonly cursor?: string | undefined },
): Promise<Page<Calibration>> {
  const asked = { sort: 'startedAt', direction: 'desc', limit, cursor } as const
  const { rows, nextCursor } = await readPage<CalibrationRow, 'startedAt'>(
    scope.tx,
    { keyset: newestFirst, asked },
    ({ keys, after, tail }) => sql`select ${keys}, ${columns} from calibrations k ${joins}
      where ${matching(scope, filter)} and ${after} ${tail}`,
  )
  return { rows: rows.map(withPeople), nextCursor }
}

export async function countCalibrations(scope: Scope, filter: CalibrationFilter): Promise<Total> {
  return countMatching(scope.tx, sql`select 1 from calibrations k ${joins} where ${matching(scope, filter)}`)
}

function matching(scope: Scope, { agreementId }: CalibrationFilter): Fragment {
  const ofAgreement = agreementId === undefined ? sql`true` : sql`v.agreement_id = ${agreementId}`
  return sql`k.workspace_id = ${scope.workspaceId} and ${ofAgreement}`
}

export async function selectCalibration(scope: Scope, id: string): Promise<Calibration | undefined> {
  const { rows } = await sql<CalibrationRow>`
    select ${columns} from calibrations k ${joins}
     where k.workspace_id = ${scope.workspaceId} and k.id = ${id}`.execute(scope.tx)
  return rows[0] === undefined ? undefined : withPeople(rows[0])
}

function withPeople(row: CalibrationRow): Calibration {
  const person = (who: Person) => memberOrNull(row[`${who}_id`], row[`${who}_name`], row[`${who}_team`])
  return {
    ...row,
    startedBy: person('started'),
    closedBy: person('closed'),
    discussedBy: person('discussed'),
  }
}

/** Holds a calibration until the act ends: of two last answers the second sees the first and closes it. */
export async function lockCalibration({ tx, workspaceId }: Scope, id: string): Promise<void> {
  await tx
    .selectFrom('calibrations')
    .select('id')
    .where('workspace_id', '=', workspaceId)
    .where('id', '=', id)
    .forUpdate()
    .execute()
}

export async function hasOpen({ tx, workspaceId }: Scope, versionId: number): Promise<boolean> {
  const open = await tx
    .selectFrom('calibrations')
    .select('id')
    .where('workspace_id', '=', workspaceId)
    .where('version_id', '=', versionId)
    .where('closed_at', 'is', null)
    .executeTakeFirst()
  return open !== undefined
}

type NewCalibration = {
  readonly id: string
  readonly versionId: number
  readonly seed: number
  readonly wanted: number
  readonly openLeads: number
  readonly judgedLeads: number
  readonly drawn: readonly Drawn[]
}

/** Puts a calibration down; answers false where somebody else began one of the version in the meantime. */
export async function insertCalibration(scope: Scope, calibration: NewCalibration): Promise<boolean> {
  const { id, versionId, seed, wanted, openLeads, judgedLeads, drawn } = calibration
  const made = await scope.tx
    .insertInto('calibrations')
    .values({
      workspace_id: scope.workspaceId,
      id,
      version_id: versionId,
      seed,
      wanted,
      open_leads: openLeads,
      judged_leads: judgedLeads,
      started_by_id: scope.actor.memberId,
      started_at: scope.now,
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .executeTakeFirst()
  if (made === undefined) return false
  const rows = drawn.map(({ leadId, judged, stratum }, index) => ({
    workspace_id: scope.workspaceId,
    calibration_id: id,
    place: index + 1,
    lead_id: leadId,
    stratum,
    met: judged?.met ?? null,
    margin: judged?.margin ?? null,
  }))
  await scope.tx.insertInto('calibration_leads').values(rows).execute()
  return true
}

export type DrawnLead = {
  readonly place: number
  readonly lead_id: string
  readonly stratum: Stratum
  readonly met: boolean | null
  readonly contact_id: string
  readonly contact_name: string
}

/** The leads that were drawn, each with whom it is of today. */
export async function selectLeads(scope: Scope, id: string): Promise<DrawnLead[]> {
  const { rows } = await sql<DrawnLead>`
    select d.place, d.lead_id, d.stratum, d.met, c.id as contact_id, c.full_name as contact_name
      from calibration_leads d
      join leads l on l.workspace_id = d.workspace_id and l.id = d.lead_id
      join contacts own on own.workspace_id = l.workspace_id and own.id = l.contact_id
      join contacts c on c.workspace_id = l.workspace_id and c.id = ${rootOf('own')}
     where d.workspace_id = ${scope.workspaceId} and d.calibration_id = ${id}
     order by d.place`.execute(scope.tx)
  return rows
}

export type GivenRow = {
  readonly place: number
  readonly team: ClassifyingTeam
  readonly answer: Answer
  readonly reason: string
  readonly at: Date
  readonly by: MemberReference | null
}

/** What was answered; of one team only where one is named, so that nothing else is ever read. */
export async function selectAnswers(
  scope: Scope,
  id: string,
  teams: readonly ClassifyingTeam[],
): Promise<GivenRow[]> {
  type Row = Omit<GivenRow, 'by'> & {
    member_id: string | null
    name: string | null
    member_team: string | null
  }
  const { rows } = await sql<Row>`
    select a.place, a.team, a.answer, a.reason, a.answered_at as at, m.id as member_id, m.name, m.team as member_team
      from calibration_answers a
      left join members m on m.workspace_id = a.workspace_id and m.id = a.member_id
     where a.workspace_id = ${scope.workspaceId} and a.calibration_id = ${id} and a.team = any(${[...teams]}::text[])
     order by a.place, a.team`.execute(scope.tx)
  return rows.map(({ member_id: memberId, name, member_team: memberTeam, ...row }) => ({
    ...row,
    by: memberOrNull(memberId, name, memberTeam),
  }))
}

type NewAnswer = {
  readonly id: string
  readonly place: number
  readonly team: ClassifyingTeam
  readonly answer: Answer
  readonly reason: string
}

export async function upsertAnswer(
  scope: Scope,
  { id, place, team, answer, reason }: NewAnswer,
): Promise<void> {
  const said = { answer, reason, member_id: scope.actor.memberId, answered_at: scope.now }
  await scope.tx
    .insertInto('calibration_answers')
    .values({ workspace_id: scope.workspaceId, calibration_id: id, place, team, ...said })
    .onConflict((conflict) =>
      conflict.columns(['workspace_id', 'calibration_id', 'place', 'team']).doUpdateSet(said),
    )
    .execute()
}

export async function updateClosed(
  { tx, workspaceId, now }: Scope,
  id: string,
  byId: string | null,
): Promise<void> {
  await tx
    .updateTable('calibrations')
    .set({ closed_at: now, closed_by_id: byId })
    .where('workspace_id', '=', workspaceId)
    .where('id', '=', id)
    .execute()
}

export async function updateDiscussed({ tx, workspaceId, actor, now }: Scope, id: string): Promise<void> {
  await tx
    .updateTable('calibrations')
    .set({ discussed_at: now, discussed_by_id: actor.memberId })
    .where('workspace_id', '=', workspaceId)
    .where('id', '=', id)
    .execute()
}

type Pairs = { readonly bothYes: number; readonly firstOnly: number; readonly secondOnly: number } & {
  readonly bothNo: number
  readonly left: number
}

/** How often the teams gave each pair of answers, of each calibration that is closed. */
export async function countPairs(scope: Scope, ids: readonly string[]): Promise<Map<string, Pairs>> {
  const { rows } = await sql<Pairs & { id: string }>`
    select k.id, (count(*) filter (where m.answer = 'yes' and s.answer = 'yes'))::integer as "bothYes",
           (count(*) filter (where m.answer = 'yes' and s.answer = 'no'))::integer as "firstOnly",
           (count(*) filter (where m.answer = 'no' and s.answer = 'yes'))::integer as "secondOnly",
           (count(*) filter (where m.answer = 'no' and s.answer = 'no'))::integer as "bothNo",
           (count(*) filter (where coalesce(m.answer, 'unsure') = 'unsure'
                                or coalesce(s.answer, 'unsure') = 'unsure'))::integer as "left"
      from calibrations k
      join calibration_leads l on l.workspace_id = k.workspace_id and l.calibration_id = k.id
      left join calibration_answers m on m.workspace_id = l.workspace_id and m.calibration_id = l.calibration_id
       and m.place = l.place and m.team = 'marketing'
      left join calibration_answers s on s.workspace_id = l.workspace_id and s.calibration_id = l.calibration_id
       and s.place = l.place and s.team = 'sales'
     where k.workspace_id = ${scope.workspaceId} and k.closed_at is not null and k.id = any(${[...ids]}::uuid[])
     group by k.id`.execute(scope.tx)
  return new Map(rows.map(({ id, ...pairs }) => [id, pairs]))
}
