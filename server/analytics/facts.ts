import type { Duck } from './duck.ts'
import { LAG_STAGES_MAX } from './shape.ts'

/**
 * The summary of each lead, kept in the copy: when it entered, how far it came, how long each step took, what it
 * brought. Every formula stands here once and serves both the whole and the part that changed, so that the kept
 * summary and a new computation cannot differ but by a fault in following what changed; a test compares them.
 */

/** The main line as the formulas need it: its stages in order, the first of rank 1. */
export type MainLine = {
  readonly stageIds: readonly number[]
  readonly stages: number
  readonly wonRank: number
}

export async function readMainLine(duck: Duck): Promise<MainLine> {
  const rows = await duck.rows({ text: 'select stage_id, won from ranks order by rank' })
  const stageIds = rows.map((row) => Number(row['stage_id']))
  const won = rows.findIndex((row) => row['won'] === true)
  // Without a won stage nothing can reach it.
  return { stageIds, stages: stageIds.length, wonRank: won === -1 ? stageIds.length + 1 : won + 1 }
}

/** Reads the order of the main line from the stages. */
export async function rankStages(duck: Duck): Promise<void> {
  await duck.run('delete from ranks')
  await duck.run(
    `insert into ranks select id, row_number() over (order by position, id), won from stages where line = 'main'`,
  )
}

/** Computes every summary anew. */
export async function summariseAll(duck: Duck): Promise<void> {
  await duck.run('delete from first_touches')
  await duck.run(`insert into first_touches ${firstTouches('')}`)
  await duck.run('delete from lead_facts')
  await duck.run(`insert into lead_facts ${leadFacts(await readMainLine(duck))}`)
}

/** Computes anew the summaries of the leads in the temporary table `changed_leads`. */
export async function summariseChanged(duck: Duck): Promise<void> {
  const changed = 'select id from changed_leads'
  await duck.run(`delete from lead_facts where lead_id in (${changed})`)
  await duck.run(`insert into lead_facts ${leadFacts(await readMainLine(duck), changed)}`)
}

/**
 * The first touch of each contact by itself; families of merged contacts share the first of theirs. Instant, id
 * and channel stand in one number, in this order, so that the smallest is the first and carries its channel.
 */
export function firstTouches(condition: string): string {
  return `select contact_no, min(${firstKey}) as first_key from touches ${condition} group by contact_no`
}

const ID_SHIFT = 2 ** 16
// Two to the power of 56, beyond what a JavaScript number prints exactly.
const INSTANT_SHIFT = '72057594037927936::hugeint'
const firstKey = `epoch_us(occurred_at)::hugeint * ${INSTANT_SHIFT} + id * ${ID_SHIFT} + coalesce(channel_id + 1, 0)`
/** Channels count from 0 here, for touches that name none. */
const channelOf = (key: string) => `nullif((${key} & ${ID_SHIFT - 1})::integer, 0) - 1`

const MICROSECONDS_A_DAY = '86400e6'

/** Days between two instants. */
const days = (from: string, to: string) => `(epoch_us(${to}) - epoch_us(${from})) / ${MICROSECONDS_A_DAY}`

/**
 * One row a lead that is not in the trash. A lead reached the furthest main-line stage that it was ever recorded
 * in. Its entry into a stage is the first one recorded; the lag into it counts from its entry into the nearest
 * earlier stage of the line that was recorded, in whatever order the two happened.
 */
export function leadFacts({ stages, wonRank }: MainLine, only?: string): string {
  const among = (column: string) => (only === undefined ? '' : `and ${column} in (${only})`)
  const ranks = Array.from({ length: Math.min(stages, LAG_STAGES_MAX) }, (_, index) => index + 1)
  const lags = lagColumns(ranks.length).map((lag, index) => `${lag} as lag_${index + 1}`)
  const entries = ranks.map((rank) => `min(s.moved_at) filter (r.rank = ${rank}) as entry_${rank}`)
  return `
    with progress as (
      select s.lead_id, max(r.rank) as reached, min(s.moved_at) filter (r.rank = ${wonRank}) as won_at, ${entries.join(', ')}
      from stage_changes s join ranks r on r.stage_id = s.to_stage_id
      where true ${among('s.lead_id')}
      group by s.lead_id
    ), sales as (
      select lead_id, sum(amount)::decimal(18,2) as won_amount from deals
      where lead_id is not null and outcome = 'won' and not deleted and currency = (select currency from workspace)
      ${among('lead_id')}
      group by lead_id
    ), concerned as (
      select l.*, coalesce(c.merged_into_id, c.id) as person_id
      from leads l join contacts c on c.id = l.contact_id
      where not l.deleted ${among('l.id')}
    ), arrivals as (
      select coalesce(c.merged_into_id, c.id) as person_id, min(f.first_key) as first_key
      from first_touches f join contacts c on c.no = f.contact_no
      ${only === undefined ? '' : 'where coalesce(c.merged_into_id, c.id) in (select person_id from concerned)'}
      group by 1
    ), facts as (
    select l.id, l.entered_at, date_trunc('month', l.entered_at)::date, l.origin, l.campaign_id, l.segment, l.owner_id,
           ${channelOf('a.first_key')}, coalesce(p.reached, 0), coalesce(s.line = 'exit', false), p.won_at,
           ${days('l.entered_at', 'p.won_at')}, d.won_amount,
           ${lags.join(', ')}
    from concerned l
    left join progress p on p.lead_id = l.id
    left join sales d on d.lead_id = l.id
    left join stages s on s.id = l.stage_id
    left join arrivals a on a.person_id = l.person_id
    )
    select *, ${lagNames.map((name) => `coalesce(${name} < 0, false)`).join(' or ')} from facts`
}

const lagNames = Array.from({ length: LAG_STAGES_MAX }, (_, index) => `lag_${index + 1}`)

/** The lag into each stage: from the entry into the nearest earlier stage that was recorded. */
function lagColumns(stages: number): string[] {
  return Array.from({ length: LAG_STAGES_MAX }, (_, index) => {
    const earlier = Array.from({ length: index }, (_unused, back) => `p.entry_${index - back}`)
    if (index === 0 || index >= stages) return 'null::double'
    return days(`coalesce(${earlier.join(', ')})`, `p.entry_${index + 1}`)
  })
}
