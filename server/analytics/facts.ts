import type { Duck } from './duck.ts'
import { LAG_STAGES_MAX, MONTH_ZERO } from './shape.ts'

/**
 * The summary of each lead, kept in the copy: when it entered, how far it came, how long each step took, what it
 * brought, and beside it the numbers of what it is grouped by. Every formula stands here once and serves both the
 * whole and the part that changed, so that the kept summary and a new computation cannot differ but by a fault in
 * following what changed; a test compares them.
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
  for (const table of ['lead_lags', 'lead_facts', ...Object.keys(namedTexts)])
    await duck.run(`delete from ${table}`)
  await addSummaries(duck)
}

/** Computes anew the summaries of the leads in the temporary table `changed_leads`. */
export async function summariseChanged(duck: Duck): Promise<void> {
  if (!(await holds(duck, 'exists (from changed_leads)'))) return
  await duck.run(`
    create or replace temp table replaced as
    select lead_no, origin_no, segment_no from lead_facts where lead_id in (${changed})`)
  for (const table of ['lead_lags', 'lead_facts']) {
    await duck.run(`delete from ${table} where lead_no in (select lead_no from replaced)`)
  }
  await addSummaries(duck, changed)
  await forgetNames(duck)
  await duck.run('drop table replaced')
}

const changed = 'select id from changed_leads'

/** A text that no lead carries any more is not kept; to look through all leads is worth it only where one may be. */
async function forgetNames(duck: Duck): Promise<void> {
  for (const [table, column] of Object.entries(namedTexts)) {
    const number = `${column}_no`
    const vacated = `
      select ${number} from replaced where ${number} is not null
      except select ${number} from lead_facts where lead_id in (${changed})`
    if (!(await holds(duck, `exists (${vacated})`))) continue
    const carried = `select distinct ${number} from lead_facts where ${number} is not null`
    await duck.run(`delete from ${table} where no not in (${carried})`)
  }
}

async function holds(duck: Duck, condition: string): Promise<boolean> {
  const [row] = await duck.rows({ text: `select ${condition} as holds` })
  return row?.['holds'] === true
}

/** The texts that leads carry and are grouped by, in the copy's tables of their numbers. */
const namedTexts: Readonly<Record<string, string>> = { origins: 'origin', segments: 'segment' }

async function addSummaries(duck: Duck, only?: string): Promise<void> {
  const line = await readMainLine(duck)
  for (const [table, column] of Object.entries(namedTexts)) {
    await duck.run(`insert into ${table} ${newNames({ table, column }, only)}`)
  }
  await duck.run(`create or replace temp table progress as ${progress(line, only)}`)
  await duck.run(`insert into lead_facts ${leadFacts(only)}`)
  await duck.run(`insert into lead_lags ${leadLags}`)
  await duck.run('drop table progress')
}

/** Numbers for texts that have none yet; those that have one keep it. */
function newNames({ table, column }: { table: string; column: string }, only?: string): string {
  return `
    select (select coalesce(max(no), 0) from ${table}) + row_number() over (order by ${column}), ${column}
    from (select distinct ${column} from leads
          where ${column} is not null and not deleted ${among('id', only)} and ${column} not in (select name from ${table}))`
}

function among(column: string, only: string | undefined): string {
  return only === undefined ? '' : `and ${column} in (${only})`
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

const microseconds = (from: string, to: string) => `epoch_us(${to}) - epoch_us(${from})`

/**
 * How far each lead came that ever moved on the main line. It reached the furthest stage of the line that it was
 * recorded in. Its entry into a stage is the first one recorded; the lag into it counts from its entry into the
 * nearest earlier stage of the line that was recorded, in whatever order the two happened.
 */
function progress({ stages, wonRank }: MainLine, only?: string): string {
  const ranks = Array.from({ length: Math.min(stages, LAG_STAGES_MAX) }, (_, index) => index + 1)
  const entries = ranks.map((rank) => `min(s.moved_at) filter (r.rank = ${rank}) as entry_${rank},`)
  return `
    select lead_id, reached, won_at, [${ranks.map(lagInto).join(', ')}]::bigint[] as lags
    from (
      select s.lead_id, ${entries.join(' ')} max(r.rank) as reached, min(s.moved_at) filter (r.rank = ${wonRank}) as won_at
      from stage_changes s join ranks r on r.stage_id = s.to_stage_id
      where true ${among('s.lead_id', only)}
      group by s.lead_id)`
}

function lagInto(rank: number): string {
  const earlier = Array.from({ length: rank - 1 }, (_, back) => `entry_${rank - 1 - back}`)
  return rank === 1 ? 'null' : microseconds(`coalesce(${earlier.join(', ')})`, `entry_${rank}`)
}

/** One row a lead that is not in the trash. */
function leadFacts(only?: string): string {
  return `
    with sales as (
      select lead_id, sum(amount)::decimal(18,2) as won_amount from deals
      where lead_id is not null and outcome = 'won' and not deleted and currency = (select currency from workspace)
      ${among('lead_id', only)}
      group by lead_id
    ), concerned as (
      select l.*, coalesce(c.merged_into_id, c.id) as person_id
      from leads l join contacts c on c.id = l.contact_id
      where not l.deleted ${among('l.id', only)}
    ), families as (
      select no, coalesce(merged_into_id, id) as person_id from contacts
      where true ${only === undefined ? '' : 'and coalesce(merged_into_id, id) in (select person_id from concerned)'}
    ), arrivals as (
      select person_id, min(first_key) as first_key from first_touches join families on no = contact_no group by 1
    )
    select l.no, l.id, l.entered_at, date_diff('month', ${MONTH_ZERO}, l.entered_at::date), o.no, g.no, k.no, m.no,
           ${channelOf('a.first_key')}, coalesce(p.reached, 0), coalesce(s.line = 'exit', false), p.won_at,
           ${microseconds('l.entered_at', 'p.won_at')}, d.won_amount, coalesce(list_min(p.lags) < 0, false)
    from concerned l
    left join origins o on o.name = l.origin
    left join segments g on g.name = l.segment
    left join campaigns k on k.id = l.campaign_id
    left join members m on m.id = l.owner_id
    left join progress p on p.lead_id = l.id
    left join sales d on d.lead_id = l.id
    left join stages s on s.id = l.stage_id
    left join arrivals a on a.person_id = l.person_id`
}

/** The lags of the leads in the temporary table `progress`, each beside what its lead is grouped by. */
const leadLags = `
  select * from (
    select f.lead_no, f.entered_at, f.month, f.origin_no, f.segment_no, f.campaign_no, f.owner_no, f.channel_id,
           unnest(range(1, len(p.lags) + 1)) as rank, unnest(p.lags) as lag
    from lead_facts f join progress p on p.lead_id = f.lead_id)
  where lag is not null`
