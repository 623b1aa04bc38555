import type { JudgedMove } from '../rules/moves.ts'
import { run } from '../../../platform/database.ts'
import type { Scope } from '../../../platform/database.ts'

/** Where a lead stands, and the last of its moves. */
export type LeadStanding = {
  readonly leadId: string
  /** The record that the lead hangs on, which a merge leaves as it was. */
  readonly contactId: string
  readonly stageId: number
  readonly since: number
  readonly lastKind: 'entry' | 'forward' | 'backward' | 'exit' | null
  readonly lastFromStageId: number | null
  readonly lastVersionId: number | null
  readonly lastActorId: string | null
}

const standingsQuery = `
select l.id as "leadId", l.contact_id as "contactId", l.stage_id as "stageId",
       extract(epoch from l.stage_since)::float8 * 1000 as since, s.kind as "lastKind",
       s.from_stage_id as "lastFromStageId", s.version_id as "lastVersionId", s.actor_id as "lastActorId"
from leads l
left join lateral (
  select kind, from_stage_id, version_id, actor_id from stage_changes s
  where s.workspace_id = $1 and s.lead_id = l.id order by s.at desc, s.id desc limit 1
) s on true
where l.workspace_id = $1 and l.id = any($2::uuid[]) and l.deleted_at is null
order by l.id for update of l`

/** Holds these leads until the transaction ends, and tells where they stand. */
export async function lockStandings(scope: Scope, leadIds: readonly string[]): Promise<LeadStanding[]> {
  const rows = await run<LeadStanding>(scope.tx, standingsQuery, [scope.workspaceId, leadIds])
  return rows.map((row) => ({ ...row, since: Math.round(row.since) }))
}

export type WrittenMove = JudgedMove & {
  readonly leadId: string
  readonly reason: string
  readonly evidence: unknown
}

const insertMovesStatement = `
insert into stage_changes (workspace_id, lead_id, from_stage_id, to_stage_id, at, kind, reason, event_id, version_id, evidence)
select $1, m.lead_id, m.from_stage, m.to_stage, to_timestamp(m.at / 1000.0), m.kind, m.reason, $2, m.version, m.evidence
from unnest($3::uuid[], $4::int[], $5::int[], $6::float8[], $7::text[], $8::text[], $9::int[], $10::jsonb[])
  as m (lead_id, from_stage, to_stage, at, kind, reason, version, evidence)`

const standStatement = `
update leads l set stage_id = m.stage, stage_since = to_timestamp(m.at / 1000.0), updated_at = $2, changed_xid = rapport_xid()
from unnest($3::uuid[], $4::int[], $5::float8[]) as m (lead_id, stage, at)
where l.workspace_id = $1 and l.id = m.lead_id`

/** Writes moves in the order given and leaves each lead where its last one took it. */
export async function insertMoves(
  scope: Scope,
  eventId: number,
  moves: readonly WrittenMove[],
): Promise<void> {
  await run(scope.tx, insertMovesStatement, [
    scope.workspaceId,
    eventId,
    moves.map(({ leadId }) => leadId),
    moves.map(({ fromStageId }) => fromStageId),
    moves.map(({ toStageId }) => toStageId),
    moves.map(({ at }) => at),
    moves.map(({ kind }) => kind),
    moves.map(({ reason }) => reason),
    moves.map(({ versionId }) => versionId),
    moves.map(({ evidence }) => JSON.stringify(evidence)),
  ])
  const last = [...new Map(moves.map((move) => [move.leadId, move])).values()]
  await run(scope.tx, standStatement, [
    scope.workspaceId,
    scope.now,
    last.map(({ leadId }) => leadId),
    last.map(({ toStageId }) => toStageId),
    last.map(({ at }) => at),
  ])
}

/** A move of a lead as it is shown. */
export type ShownMove = {
  readonly id: number
  readonly at: Date
  readonly kind: 'entry' | 'forward' | 'backward' | 'exit'
  readonly fromStageId: number | null
  readonly toStageId: number
  readonly reason: string | null
  readonly versionId: number | null
  readonly evidence: unknown
  readonly actorId: string | null
  readonly actorName: string | null
  readonly actorTeam: string | null
}

const movesQuery = `
select s.id, s.at, s.kind, s.from_stage_id as "fromStageId", s.to_stage_id as "toStageId", s.reason,
       s.version_id as "versionId", s.evidence, m.id as "actorId", m.name as "actorName", m.team as "actorTeam"
from stage_changes s
left join members m on m.workspace_id = $1 and m.id = s.actor_id
where s.workspace_id = $1 and s.lead_id = $2
order by s.at, s.id limit $3`

const MOVES_SHOWN_MAX = 500

/** How a lead came to where it stands, oldest first. */
export async function selectMoves(scope: Scope, leadId: string): Promise<ShownMove[]> {
  return run<ShownMove>(scope.tx, movesQuery, [scope.workspaceId, leadId, MOVES_SHOWN_MAX])
}
