import { z } from 'zod'
import { qualityRecordKinds } from '../../../contract/data-quality.ts'
import type {
  listQualityRecords,
  qualityFamilies,
  QualityGroup,
  QualityRecord,
  readDataQuality,
  settleFlag,
} from '../../../contract/data-quality.ts'
import type { EndpointAnswer, EndpointParsed } from '../../../contract/endpoint.ts'
import { oneOf } from '../../../contract/records.ts'
import type { MetricId } from '../../../contract/metric-definitions.ts'
import type { Scope } from '../../platform/database.ts'
import { notFound, Refusal } from '../../platform/refusal.ts'
import { record } from '../journal/index.ts'
import {
  ask,
  qualityChecks,
  qualityCounts,
  qualityRecords,
  qualityRecordsCount,
  unmappedOrigins,
} from './copy.store.ts'
import type { Copies } from './copy.store.ts'
import { canSettleFlags } from './policy.ts'
import { countFlags, lockFlag, namesOf, selectFlagGroups, selectFlags, setSettled } from './quality.store.ts'
import { readCursor, writeCursor } from './rules/cursor.ts'

const originsShownMax = 50
const flagPrefix = 'flag.'
const unmappedPrefix = 'unmapped.lead.origin.'

const metricOf: Readonly<Record<(typeof qualityFamilies)[number], MetricId>> = {
  flag: 'records-flagged',
  'negative-lag': 'negative-lags',
  unmapped: 'origins-unmapped',
  'without-owner': 'records-without-owner',
  'without-next-step': 'records-without-next-step',
  blank: 'values-blank',
}

/** What looks wrong or is missing, counted by kind. */
export async function dataQuality(
  scope: Scope,
  copies: Copies,
): Promise<EndpointAnswer<typeof readDataQuality>> {
  const { asOf, rows } = await copies.ask(scope.workspaceId, {
    counts: ask(qualityCounts, {}),
    origins: ask(unmappedOrigins, { limit: originsShownMax }),
  })
  const groups = [...(await flagGroups(scope)), ...originGroups(rows.origins), ...checkGroups(rows.counts)]
  return { asOf: asOf.toISOString(), groups: groups.filter(({ count }) => count > 0) }
}

async function flagGroups(scope: Scope): Promise<QualityGroup[]> {
  const rows = await selectFlagGroups(scope)
  return rows.map(({ code, record_kind: kind, message, count }) => ({
    code: `${flagPrefix}${code}`,
    family: 'flag',
    metric: metricOf.flag,
    recordKind: oneOf(qualityRecordKinds, kind),
    field: null,
    message,
    count,
    of: null,
  }))
}

function originGroups(origins: readonly { origin: string; count: number }[]): QualityGroup[] {
  return origins.map(({ origin, count }) => ({
    code: `${unmappedPrefix}${origin}`,
    family: 'unmapped',
    metric: metricOf.unmapped,
    recordKind: 'lead',
    field: 'origin',
    message: `No channel is called “${origin}”.`,
    count,
    of: null,
  }))
}

function checkGroups(counts: readonly { code: string; count: number; of: number }[]): QualityGroup[] {
  const byCode = new Map(counts.map((row) => [row.code, row]))
  return qualityChecks.map(({ code, family, recordKind, field, message }) => {
    const { count = 0, of = 0 } = byCode.get(code) ?? {}
    return { code, family, metric: metricOf[family], recordKind, field, message, count, of }
  })
}

/** A page of exactly the records that a group counts. */
export async function qualityRecordsPage(
  scope: Scope,
  copies: Copies,
  { params, query }: EndpointParsed<typeof listQualityRecords>,
): Promise<EndpointAnswer<typeof listQualityRecords>> {
  const { code } = params
  if (code.startsWith(flagPrefix)) return flagsPage(scope, code.slice(flagPrefix.length), query)
  const origin = code.startsWith(unmappedPrefix) ? code.slice(unmappedPrefix.length) : undefined
  const check = qualityChecks.find((each) => each.code === code)
  if (check === undefined && origin === undefined) throw notFound('group of records')
  const [after] = readCursor(query.cursor, z.tuple([z.uuid()])) ?? []
  const { rows } = await copies.ask(scope.workspaceId, {
    size: ask(qualityRecordsCount, { code, origin }),
    records: ask(qualityRecords, { code, origin, after, limit: query.limit + 1 }),
  })
  const ids = rows.records.slice(0, query.limit).map(({ id }) => id)
  const last = ids.at(-1)
  const kind = check?.recordKind ?? 'lead'
  const names = await namesOf(
    scope,
    ids.map((id) => ({ kind, id })),
  )
  return {
    items: ids.map((id) =>
      recordOf({ kind, id, name: names.get(id), field: check?.field ?? null, value: origin ?? null }),
    ),
    nextCursor: rows.records.length > query.limit && last !== undefined ? writeCursor([last]) : null,
    total: rows.size[0]?.total ?? 0,
    totalIsEstimate: false,
  }
}

type Found = {
  readonly kind: QualityRecord['recordKind']
  readonly id: string
  readonly name: string | undefined
  readonly field: string | null
  readonly value: string | null
}

function recordOf({ kind, id, name, field, value }: Found): QualityRecord {
  const unflagged = { message: null, flagId: null, importId: null, foundAt: null }
  return { recordKind: kind, recordId: id, name: name || 'Unnamed', field, value, ...unflagged }
}

async function flagsPage(
  scope: Scope,
  code: string,
  { cursor, limit }: EndpointParsed<typeof listQualityRecords>['query'],
): Promise<EndpointAnswer<typeof listQualityRecords>> {
  const [after = 0] = readCursor(cursor, z.tuple([z.number().int()])) ?? []
  const rows = await selectFlags(scope, { code, after, limit: limit + 1 })
  const page = rows.slice(0, limit)
  const last = page.at(-1)
  const flagged = page.map((row) => ({ ...row, kind: oneOf(qualityRecordKinds, row.record_kind) }))
  const names = await namesOf(
    scope,
    flagged.map(({ kind, record_id: id }) => ({ kind, id })),
  )
  return {
    items: flagged.map((row) => ({
      ...recordOf({
        kind: row.kind,
        id: row.record_id,
        name: names.get(row.record_id),
        field: row.field,
        value: row.value,
      }),
      message: row.message,
      flagId: row.id,
      importId: row.import_id,
      foundAt: row.found_at.toISOString(),
    })),
    nextCursor: rows.length > limit && last !== undefined ? writeCursor([last.id]) : null,
    total: await countFlags(scope, code),
    totalIsEstimate: false,
  }
}

/** Settles a flag: somebody looked. Refuses `not-allowed`, `not-found`, `not-possible-now`. */
export async function settle(scope: Scope, id: number): Promise<EndpointAnswer<typeof settleFlag>> {
  const flag = await flagToChange(scope, id)
  if (flag.settled_at !== null)
    throw new Refusal('not-possible-now', { message: 'This flag is settled already.' })
  await setSettled(scope, id, { at: scope.now, byId: scope.actor.memberId })
  await record(scope, {
    kind: 'flag.settled',
    subjectKind: 'flag',
    subjectId: id,
    payload: { code: flag.code },
  })
  return { id, settledAt: scope.now.toISOString() }
}

/** Opens a settled flag again. Refuses `not-allowed`, `not-found`, `not-possible-now`. */
export async function reopen(scope: Scope, id: number): Promise<undefined> {
  const flag = await flagToChange(scope, id)
  if (flag.settled_at === null)
    throw new Refusal('not-possible-now', { message: 'This flag is open already.' })
  await setSettled(scope, id, { at: null, byId: null })
  await record(scope, {
    kind: 'flag.reopened',
    subjectKind: 'flag',
    subjectId: id,
    payload: { code: flag.code },
  })
}

async function flagToChange(scope: Scope, id: number) {
  if (!canSettleFlags(scope.actor)) throw new Refusal('not-allowed')
  const flag = await lockFlag(scope, id)
  if (flag === undefined) throw notFound('flag')
  return flag
}
