import { sql } from 'kysely'
import type { Scope } from '../../../platform/database.ts'
import { errorCode } from '../../../platform/start-failure.ts'
import type { Criteria } from '../../../../contract/criteria.ts'
import { criteriaMaskSql, criteriaSql } from './query.ts'
import type { Question } from './query.ts'

const queryCancelled = '57014'
/** A pass sorts after its person's other passes; who has none comes first. */
const noPass = '00000000-0000-0000-0000-000000000000'

export type MatchRow = {
  readonly contact_id: string
  readonly contact_name: string
  readonly lead_id: string | null
  readonly stage_id: number | null
}

export type PageAsked = {
  readonly after?: { readonly contactId: string; readonly leadId: string | null }
  readonly limit: number
  readonly secondsMax: number
}

export type Matched = { readonly matches: number; readonly people: number; readonly rows: MatchRow[] }

/** How many fulfil criteria, and a page of them; null where that takes longer than it may. */
export async function selectMatches(
  scope: Scope,
  question: Omit<Question, 'scores'>,
  page: PageAsked,
): Promise<Matched | null> {
  const found = await withinSeconds(scope, page.secondsMax, () =>
    pageSql(scope, question, page).execute(scope.tx),
  )
  if (found === null) return null
  const counts = found.rows[0] ?? { matches: 0, people: 0 }
  return { ...counts, rows: found.rows.flatMap(({ row }) => row ?? []) }
}

/** What a query answers; null where it takes longer than it may, after which the transaction answers nothing more. */
export async function withinSeconds<Answer>(
  { tx }: Scope,
  secondsMax: number,
  query: () => Promise<Answer>,
): Promise<Answer | null> {
  await sql`select set_config('statement_timeout', ${String(secondsMax * 1000)}, true)`.execute(tx)
  try {
    return await query()
  } catch (error) {
    if (errorCode(error) === queryCancelled) return null
    throw error
  }
}

/** Everybody who fulfils any of many criteria now, and which, as a query to count with; see `criteriaMaskSql`. */
export function fulfilledSql(
  scope: Scope,
  asked: Omit<Question, 'scores' | 'criteria'> & { readonly many: readonly Criteria[] },
) {
  return criteriaMaskSql(scope, { ...asked, scores: scoresSql(scope) })
}

function pageSql(scope: Scope, question: Omit<Question, 'scores'>, { after, limit }: PageAsked) {
  const ws = scope.workspaceId
  const scores = scoresSql(scope)
  const key = sql`(m.contact_id, coalesce(m.lead_id, ${noPass}::uuid))`
  const beyond =
    after === undefined
      ? sql`true`
      : sql`${key} > (${after.contactId}::uuid, ${after.leadId ?? noPass}::uuid)`
  // The counts stand beside every row of the page, and alone where the page is empty.
  return sql<{ readonly matches: number; readonly people: number; readonly row: MatchRow | null }>`
    with found as materialized (${criteriaSql(scope, { ...question, scores })}),
    counted as (select count(*) as matches, count(distinct contact_id) as people from found),
    page as (select m.contact_id, m.lead_id from found m where ${beyond} order by ${key} limit ${limit})
    select n.matches, n.people, to_jsonb(s) as row from counted n left join lateral (
      select m.contact_id, coalesce(nullif(c.full_name, ''), c.email, 'Unnamed contact') as contact_name, m.lead_id, l.stage_id
      from page m join contacts c on c.workspace_id = ${ws} and c.id = m.contact_id
      left join leads l on l.workspace_id = ${ws} and l.id = m.lead_id
      order by ${key}) s on true`
}

function scoresSql({ workspaceId }: Scope) {
  return sql`select contact_id, fit * 1000::bigint as fit, engagement * 1000::bigint as engagement
    from contact_scores where workspace_id = ${workspaceId}`
}
