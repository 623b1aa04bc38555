/** What is missing or cannot be right in the records themselves. Each check counts, and opens to what it counts. */
import { z } from 'zod'
import { query } from './query.ts'

export type QualityCheck = {
  readonly code: string
  readonly family: 'negative-lag' | 'without-owner' | 'without-next-step' | 'blank'
  readonly recordKind: 'contact' | 'account' | 'lead' | 'deal'
  readonly field: string | null
  readonly message: string
  /** Which rows of the kind's table, as `r`, it concerns; leads also have their summary as `f`. */
  readonly condition: string
}

type Kind = QualityCheck['recordKind']

/** The rows that a kind of record is counted over. */
const populations: Readonly<Record<Kind, string>> = {
  contact: 'contacts r where not r.deleted and r.merged_into_id is null',
  account: 'accounts r where not r.deleted and r.merged_into_id is null',
  lead: 'leads r join lead_facts f on f.lead_id = r.id where true',
  deal: 'deals r where not r.deleted',
}

const openLead = 'f.won_at is null and not f.left_line'
const openDeal = `r.outcome = 'open'`

function blank(recordKind: Kind, field: string, condition: string): QualityCheck {
  const code = `blank.${recordKind}.${field}`
  return { code, family: 'blank', recordKind, field, message: `The ${field} is blank.`, condition }
}

export const qualityChecks: readonly QualityCheck[] = [
  {
    code: 'negative-lag.lead',
    family: 'negative-lag',
    recordKind: 'lead',
    field: null,
    message: 'A later stage is dated before an earlier one, or the win before the first contact.',
    condition: 'f.has_negative_lag or f.win_microseconds < 0',
  },
  {
    code: 'without-owner.lead',
    family: 'without-owner',
    recordKind: 'lead',
    field: 'owner',
    message: 'Nobody owns this open lead.',
    condition: `${openLead} and r.owner_id is null`,
  },
  {
    code: 'without-owner.deal',
    family: 'without-owner',
    recordKind: 'deal',
    field: 'owner',
    message: 'Nobody owns this open deal.',
    condition: `${openDeal} and r.owner_id is null`,
  },
  {
    code: 'without-next-step.lead',
    family: 'without-next-step',
    recordKind: 'lead',
    field: 'next step',
    message: 'This open lead has no next step.',
    condition: `${openLead} and not r.has_next_step`,
  },
  {
    code: 'without-next-step.deal',
    family: 'without-next-step',
    recordKind: 'deal',
    field: 'next step',
    message: 'This open deal has no next step.',
    condition: `${openDeal} and not r.has_next_step`,
  },
  blank('lead', 'origin', 'r.origin is null'),
  blank('lead', 'campaign', 'r.campaign_id is null'),
  blank('lead', 'segment', 'r.segment is null'),
  blank('contact', 'name', 'not r.has_name'),
  blank('contact', 'mail', 'not r.has_email'),
  blank('contact', 'phone', 'not r.has_phone'),
  blank('contact', 'country', 'not r.has_country'),
  blank('contact', 'account', 'r.account_id is null'),
  blank('account', 'domain', 'not r.has_domain'),
  blank('account', 'industry', 'not r.has_industry'),
  blank('account', 'country', 'not r.has_country'),
  blank('deal', 'amount', 'r.amount is null'),
  blank('deal', 'account', 'r.account_id is null'),
  blank('deal', 'product', 'r.product_id is null'),
  blank('deal', 'opening date', 'r.opened_at is null'),
]

/** One row a check, with how many records it concerns out of how many. */
export const qualityCounts = query({
  name: 'qualityCounts',
  parameters: z.object({}),
  row: z.object({ code: z.string(), count: z.number().int(), of: z.number().int() }),
  statement: () => ({ text: kinds.map(countsOf).join(' union all ') }),
})

const kinds: readonly Kind[] = ['lead', 'deal', 'contact', 'account']

/** All checks of a kind in one pass over its rows. */
function countsOf(kind: Kind): string {
  const checks = qualityChecks.filter(({ recordKind }) => recordKind === kind)
  const counts = checks.map(({ condition }) => `count(*) filter (${condition})`)
  const codes = checks.map(({ code }) => `'${code}'`)
  return `
    select unnest([${codes.join(', ')}]) as code, unnest(counts) as count, "all" as of
    from (select [${counts.join(', ')}] as counts, count(*) as "all" from ${populations[kind]})`
}

const plainName = (column: string) => `regexp_replace(lower(${column}), '[^\\p{L}\\p{N}]+', '', 'g')`
const unmapped = `
  lead_facts f join (
    select no, name from origins where ${plainName('name')} not in (
      select ${plainName('key')} from channels where key is not null
      union all select ${plainName('name')} from channels where name is not null)) o on o.no = f.origin_no`

/** Origins that are neither the key nor the name of a channel, whatever their case and punctuation. */
export const unmappedOrigins = query({
  name: 'unmappedOrigins',
  parameters: z.object({ limit: z.number().int() }),
  row: z.object({ origin: z.string(), count: z.number().int() }),
  statement: ({ limit }) => ({
    text: `select any_value(o.name) as origin, count(*) as count from ${unmapped} group by o.no order by 2 desc, 1 limit $limit`,
    values: { limit },
  }),
})

const recordsParameters = z.object({ code: z.string(), origin: z.string().optional() })

/** Where the records of a code stand; undefined for a code that is none. */
function recordsOf({ code, origin }: z.infer<typeof recordsParameters>): string {
  if (origin !== undefined) return `(select f.lead_id as id from ${unmapped} where o.name = $origin)`
  const check = qualityChecks.find((each) => each.code === code)
  if (check === undefined) return '(select null::uuid as id where false)'
  return `(select r.id from ${populations[check.recordKind]} and (${check.condition}))`
}

function valuesOf({ origin }: z.infer<typeof recordsParameters>): Record<string, string> {
  return origin === undefined ? {} : { origin }
}

export const qualityRecordsCount = query({
  name: 'qualityRecordsCount',
  parameters: recordsParameters,
  row: z.object({ total: z.number().int() }),
  statement: (parameters) => ({
    text: `select count(*) as total from ${recordsOf(parameters)}`,
    values: valuesOf(parameters),
  }),
})

export const qualityRecords = query({
  name: 'qualityRecords',
  parameters: recordsParameters.extend({ after: z.uuid().optional(), limit: z.number().int() }),
  row: z.object({ id: z.uuid() }),
  statement: ({ after, limit, ...parameters }) => ({
    text: `select id::varchar as id from ${recordsOf(parameters)} as records
           ${after === undefined ? '' : 'where records.id > $after::uuid'} order by records.id limit $limit`,
    values: {
      limit,
      ...(after === undefined ? {} : { after }),
      ...valuesOf(parameters),
    },
  }),
})
