import type { Award } from '../rules/points.ts'
import { run } from '../../../platform/database.ts'
import type { Scope } from '../../../platform/database.ts'

/** A row of the ledger as judging needs it: what was given already, and what it was given for. */
export type LedgerRow = {
  readonly id: number
  readonly contactId: string
  readonly score: 'fit' | 'engagement'
  readonly group: string
  readonly rule: string
  readonly touchId: number | null
  readonly points: number
  readonly occurredAt: number
  readonly knownAt: number
  readonly reversesId: number | null
}

export type FitChange = {
  readonly contactId: string
  readonly rule: string
  readonly points: number
  readonly at: number
}

const ledgerQuery = `
select id, contact_id as "contactId", score, group_key as "group", rule_key as rule, touch_id as "touchId", points,
       extract(epoch from occurred_at)::float8 * 1000 as "occurredAt",
       extract(epoch from known_at)::float8 * 1000 as "knownAt", reverses_id as "reversesId"
from score_awards
where workspace_id = $1 and contact_id = any($2::uuid[]) and version_id = $3
order by id`

/** The ledger of these records under one version, in the order in which it was written. */
export async function selectLedger(
  scope: Scope,
  contactIds: readonly string[],
  versionId: number,
): Promise<LedgerRow[]> {
  const rows = await run<LedgerRow>(scope.tx, ledgerQuery, [scope.workspaceId, contactIds, versionId])
  return rows.map((row) => ({
    ...row,
    occurredAt: Math.round(row.occurredAt),
    knownAt: Math.round(row.knownAt),
  }))
}

const insertAwardsStatement = `
insert into score_awards (workspace_id, contact_id, version_id, score, group_key, rule_key, touch_id, points,
                          points_before_cap, occurred_at, known_at)
select $1, a.contact_id, $2, 'engagement', a.group_key, a.rule_key, a.touch_id, a.points, a.before,
       to_timestamp(a.occurred / 1000.0), to_timestamp(a.known / 1000.0)
from unnest($3::uuid[], $4::text[], $5::text[], $6::bigint[], $7::int[], $8::int[], $9::float8[], $10::float8[])
  as a (contact_id, group_key, rule_key, touch_id, points, before, occurred, known)
on conflict do nothing`

/** Appends awards for touches; one that stands already stays as it was first given. */
export async function insertAwards(scope: Scope, versionId: number, awards: readonly Award[]): Promise<void> {
  if (awards.length === 0) return
  await run(scope.tx, insertAwardsStatement, [
    scope.workspaceId,
    versionId,
    awards.map((award) => award.contactId),
    awards.map((award) => award.group),
    awards.map((award) => award.rule),
    awards.map((award) => award.touchId),
    awards.map((award) => award.points),
    awards.map((award) => award.pointsBeforeCap),
    awards.map((award) => award.occurredAt),
    awards.map((award) => award.knownAt),
  ])
}

const insertFitStatement = `
insert into score_awards (workspace_id, contact_id, version_id, score, rule_key, points, points_before_cap,
                          occurred_at, known_at)
select $1, f.contact_id, $2, 'fit', f.rule_key, f.points, f.points, to_timestamp(f.at / 1000.0), to_timestamp(f.at / 1000.0)
from unnest($3::uuid[], $4::text[], $5::int[], $6::float8[]) as f (contact_id, rule_key, points, at)`

/** Appends what fit rules gave, and what they took back. */
export async function insertFitChanges(
  scope: Scope,
  versionId: number,
  changes: readonly FitChange[],
): Promise<void> {
  if (changes.length === 0) return
  await run(scope.tx, insertFitStatement, [
    scope.workspaceId,
    versionId,
    changes.map((change) => change.contactId),
    changes.map((change) => change.rule),
    changes.map((change) => change.points),
    changes.map((change) => change.at),
  ])
}

const reverseStatement = `
insert into score_awards (workspace_id, contact_id, version_id, score, group_key, rule_key, touch_id, points,
                          points_before_cap, reverses_id, occurred_at, known_at)
select a.workspace_id, a.contact_id, a.version_id, a.score, a.group_key, a.rule_key, a.touch_id, -a.points,
       -a.points_before_cap, a.id, a.occurred_at, a.known_at
from score_awards a
where a.workspace_id = $1 and a.id = any($2::bigint[])
on conflict do nothing`

/** Takes awards back whose touch is no longer there, because the import that brought it was undone. */
export async function reverseAwards(scope: Scope, ids: readonly number[]): Promise<void> {
  if (ids.length > 0) await run(scope.tx, reverseStatement, [scope.workspaceId, ids])
}

const keepScoresStatement = `
insert into contact_scores (workspace_id, contact_id, version_id, fit, engagement, as_of)
select $1, s.contact_id, $2, s.fit, s.engagement, $3
from unnest($4::uuid[], $5::int[], $6::int[]) as s (contact_id, fit, engagement)
on conflict (workspace_id, contact_id) do update
set version_id = excluded.version_id, fit = excluded.fit, engagement = excluded.engagement, as_of = excluded.as_of`

/** Keeps the scores of this judgement for lists; points are whole. */
export async function keepScores(
  scope: Scope,
  versionId: number,
  scores: readonly { readonly contactId: string; readonly fit: number; readonly engagement: number }[],
): Promise<void> {
  if (scores.length === 0) return
  await run(scope.tx, keepScoresStatement, [
    scope.workspaceId,
    versionId,
    scope.now,
    scores.map(({ contactId }) => contactId),
    scores.map(({ fit }) => fit),
    scores.map(({ engagement }) => engagement),
  ])
}

const shownQuery = `
select a.id, a.score, a.group_key as "group", a.rule_key as rule, a.points, a.points_before_cap as "pointsBeforeCap",
       a.reverses_id as "takesBack", a.occurred_at as "occurredAt", a.known_at as "knownAt", a.version_id as "versionId",
       t.id as "touchId", t.kind as "touchKind", t.occurred_at as "touchedAt",
       coalesce(t.detail->>'title', t.detail->>'asset', t.detail->>'page') as title, k.name as campaign,
       count(*) over () as total
from score_awards a
left join touches t on t.workspace_id = $1 and t.id = a.touch_id
left join campaigns k on k.workspace_id = $1 and k.id = t.campaign_id
where a.workspace_id = $1 and a.contact_id = any($2::uuid[]) and a.version_id = $3 and a.known_at <= $4
order by a.known_at desc, a.id desc limit $5`

/** A row of the ledger as it is shown. */
export type ShownAward = {
  readonly id: number
  readonly score: 'fit' | 'engagement'
  readonly group: string
  readonly rule: string
  readonly points: number
  readonly pointsBeforeCap: number
  readonly takesBack: number | null
  readonly occurredAt: Date
  readonly knownAt: Date
  readonly versionId: number
  readonly touchId: number | null
  readonly touchKind: number | null
  readonly touchedAt: Date | null
  readonly title: string | null
  readonly campaign: string | null
}

/** The newest rows of these records that were known at an instant, and how many more there are. */
export async function selectAwards(
  scope: Scope,
  contactIds: readonly string[],
  { versionId, at, limit }: { versionId: number; at: Date; limit: number },
): Promise<{ rows: ShownAward[]; more: number }> {
  const found = await run<ShownAward & { total: number }>(scope.tx, shownQuery, [
    scope.workspaceId,
    contactIds,
    versionId,
    at,
    limit,
  ])
  return { rows: found, more: Math.max(0, (found[0]?.total ?? 0) - found.length) }
}
