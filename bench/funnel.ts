/** The columnar copy at full size: how fast it is made, how fast it answers, how fast it follows, and its memory. */
import { existsSync, statSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'
import { analyticsOver } from '../server/analytics/client.ts'
import { campaignGroups } from '../server/analytics/queries/campaigns.ts'
import { dealGroups } from '../server/analytics/queries/deals.ts'
import { flowCounts } from '../server/analytics/queries/flow.ts'
import { cellLeads, cellSize } from '../server/analytics/queries/leads.ts'
import { qualityCounts } from '../server/analytics/queries/quality.ts'
import { ask, type Question } from '../server/analytics/queries/query.ts'
import { funnel } from '../server/domains/metrics/index.ts'
import { inScope, openDatabase, systemActor } from '../server/platform/database.ts'
import { createLog } from '../server/platform/log.ts'
import { supervise } from '../server/platform/supervise.ts'
import { plainCampaigns, plainFunnel, plainPipeline } from '../test/plain-figures.ts'
import { benchOptions, memoryOf, ms, number, openBenchGround, processorMs, summary, timed } from './ground.ts'

const TURNS = 40
/** Of what counts people over all touches, which takes seconds. */
const TURNS_OF_CAMPAIGNS = 6
const TARGET_MS = 200
const FILTERED_TARGET_MS = 300
const AFTER_CHANGE_TARGET_MS = 400
const CHANGES = 20
const HOUR_MS = 3_600_000

const { alone, keep, only } = benchOptions()
const ground = await openBenchGround()
const { workspaceId, connections, owner } = ground
const context = { dataDir: `${ground.dataDir}/copy`, secret: '', connections }
const copyPath = join(context.dataDir, 'analytics', `${workspaceId}.duckdb`)
const log = createLog({ level: 'warn', process: 'bench' })
const child = supervise(
  { name: 'analytics', entry: new URL('../server/analytics/process.ts', import.meta.url), context },
  log,
)
const analytics = analyticsOver(child)
const database = openDatabase(connections.app)
/** What one lead of the largest groups carries, for filters that leave some. */
const chosen = await chosenFilters()

console.log(`Columnar copy, ${number(ground.volume.leads)} leads, ${number(ground.volume.touches)} touches`)
try {
  await measureMaking()
  tellMemory('made')
  await measureQuestions()
  tellMemory('asked')
  await measureFollowing()
  tellMemory('changed')
} finally {
  await database.close()
  await child.stop()
  await ground.stop()
}

async function measureMaking(): Promise<void> {
  if (keep && existsSync(copyPath)) {
    const startedAt = performance.now()
    await answer(ask(qualityCounts, {}))
    console.log(`\nopened, brought up to date and asked once: ${ms(performance.now() - startedAt)}`)
    return
  }
  const { seconds, rows } = await analytics.rebuild(workspaceId)
  const rate = number(Math.round(rows / seconds))
  console.log(`\nmade anew: ${number(rows)} rows in ${seconds.toFixed(1)} s, ${rate} rows/s`)
}

function tellMemory(since: string): void {
  const { now, highest } = memoryOf(child.pid())
  const file = statSync(copyPath).size / 2 ** 20
  console.log(
    `${since}: ${file.toFixed(0)} MiB on disk; the process holds ${now.toFixed(0)} MiB, at its highest ${highest.toFixed(0)} MiB`,
  )
}

type Filters = Readonly<Partial<Record<'origin' | 'segment' | 'campaign' | 'owner', string[]>>>
type FunnelGroup = 'month' | 'origin' | 'channel' | 'owner' | 'campaign' | 'region'

/** The whole answer of the funnel screen, with its total. Each turn is another hour, so nothing is remembered. */
function funnelBy(group: FunnelGroup, filters: Filters = {}) {
  return (turn: number) => {
    const now = new Date(Date.UTC(2026, 0, 1) + turn * HOUR_MS)
    return inScope(database, { workspaceId, actor: systemActor, now, readOnly: true }, (scope) =>
      funnel(scope, analytics, { group, ...filters }),
    )
  }
}

function answer(question: Question<unknown>) {
  return analytics.ask(workspaceId, { it: question })
}

async function chosenFilters(): Promise<{ segment: string; owner: string; campaign: string }> {
  const { rows } = await owner.query<{ segment: string; owner: string; campaign: string }>(
    `select segment, owner_id as owner, campaign_id as campaign from leads
     where workspace_id = $1 and segment is not null and owner_id is not null and campaign_id is not null limit 1`,
    [workspaceId],
  )
  const [row] = rows
  if (row === undefined) throw new Error('No lead carries a segment, an owner and a campaign.')
  return row
}

async function measureQuestions(): Promise<void> {
  const heads = ['median', 'p95', 'processor', 'again'].map((text) => text.padStart(10))
  console.log(
    '\nwarm: the copy is open and what it read before is in memory; no answer is remembered, except again',
  )
  console.log(`${'answered by'.padEnd(34)} ${heads.join('')} ${'PostgreSQL'.padStart(12)}  ratio`)
  await measureFunnels()
  await measureOthers()
}

async function measureFunnels(): Promise<void> {
  const plain = (group: string) => () => plainFunnel(owner, workspaceId, group)
  const { segment, owner: seller, campaign } = chosen
  for (const group of ['month', 'origin'] as const)
    await measure(`funnel by ${group}`, funnelBy(group), { plain: plain(group), targetMs: TARGET_MS })
  for (const group of ['channel', 'owner', 'campaign', 'region'] as const)
    await measure(`funnel by ${group}`, funnelBy(group), { targetMs: FILTERED_TARGET_MS })
  const targetMs = FILTERED_TARGET_MS
  await measure('by month of a segment', funnelBy('month', { segment: [segment] }), { targetMs })
  await measure('by origin of a campaign', funnelBy('origin', { campaign: [campaign] }), { targetMs })
  const some = { segment: [segment, ''], owner: [seller], origin: ['social', 'email', ''] }
  await measure('by campaign of three filters', funnelBy('campaign', some), { targetMs })
}

async function measureOthers(): Promise<void> {
  const filters = {}
  const at = (turn: number) => new Date(Date.UTC(2026, 0, 1) + turn).toISOString()
  await measure('flow by origin', (turn) =>
    answer(ask(flowCounts, { filters: { from: early(turn) }, source: 'origin' })),
  )
  const cell = { filters, group: 'month', key: '2025-03', cell: 'reached', stage: 3 } as const
  await measure('leads of a figure, counted', (turn) => answer(ask(cellSize, { ...cell, now: at(turn) })))
  await measure('leads of a figure, a page', (turn) =>
    answer(ask(cellLeads, { ...cell, now: at(turn), limit: 51 })),
  )
  const deals = (turn: number) =>
    answer(ask(dealGroups, { filters: { from: early(turn) }, group: 'quarter', limit: 501 }))
  await measure('pipeline by quarter', deals, { plain: () => plainPipeline(owner, workspaceId, 'quarter') })
  const campaigns = (turn: number) => answer(ask(campaignGroups, { from: early(turn), limit: 501 }))
  await measure('campaigns', campaigns, {
    plain: () => plainCampaigns(owner, workspaceId),
    turns: TURNS_OF_CAMPAIGNS,
  })
}

/** A day before all of them, another one each turn, so that no answer is remembered from the turn before. */
function early(turn: number): string {
  return new Date(Date.UTC(2000, 0, 1 + turn)).toISOString().slice(0, 10)
}

type Beside = {
  readonly plain?: () => Promise<unknown>
  readonly targetMs?: number
  readonly turns?: number
}

/** `processor` is what one answer costs, all threads together; `again` is the same answer, remembered. */
async function measure(
  name: string,
  asked: (turn: number) => Promise<unknown>,
  { plain, targetMs, turns = TURNS }: Beside = {},
): Promise<void> {
  if (!name.includes(only)) return
  const before = processorMs(child.pid())
  const { median, p95 } = await timed(turns, asked)
  const processor = (processorMs(child.pid()) - before) / (turns + 1)
  const again = await timed(turns, () => asked(turns))
  const figures = [ms(median), ms(p95), ms(processor), ms(again.median)].map((text) => text.padStart(10))
  const against = plain === undefined || alone ? '' : await ratio(plain, median)
  console.log(`${name.padEnd(34)} ${figures.join('')} ${against}${verdict(p95, targetMs)}`)
}

function verdict(took: number, targetMs: number | undefined): string {
  return targetMs === undefined ? '' : `  ${took <= targetMs ? 'meets' : 'misses'} ${targetMs} ms`
}

/** Once only: over tables of this size plain SQL takes long enough to be told by one run. */
async function ratio(plain: () => Promise<unknown>, copyMs: number): Promise<string> {
  const startedAt = performance.now()
  await plain()
  const took = performance.now() - startedAt
  return `${ms(took).padStart(12)} ${(took / copyMs).toFixed(0).padStart(6)} ×`
}

/**
 * From the moment a change is committed until the funnel by month that holds it stands; the worst of some turns.
 * What is added is taken out again, so that the next run finds the same.
 */
async function measureFollowing(): Promise<void> {
  console.log('\nfrom a change to the funnel by month that holds it')
  const writer = new pg.Client(connections.owner)
  await writer.connect()
  try {
    await followAll(writer)
  } finally {
    await writer.end()
  }
}

async function followAll(writer: pg.Client): Promise<void> {
  const first = 1 + (await lastTouch(writer))
  const many = Math.min(100_000, ground.volume.leads)
  const follow = follower(writer)
  await follow('nothing changed', 'select 1', CHANGES)
  await follow('a touch', addTouches(1), CHANGES)
  await follow('a lead changed', changeLeads(1), CHANGES)
  await follow('a lead moved', moveLead(), CHANGES)
  await follow('1,000 leads changed', changeLeads(1000), 1)
  await follow(`${number(many)} touches added`, addTouches(many), 1)
  await follow(`${number(many)} leads changed`, changeLeads(many), 1)
  await follow('those touches and moves removed', takeBack(first), 1)
}

function follower(writer: pg.Client) {
  let hour = TURNS
  return async (name: string, text: string, turns: number) => {
    if (!name.includes(only)) return
    const taken: number[] = []
    for (let turn = 0; turn < turns; turn++) {
      await writer.query(text)
      const startedAt = performance.now()
      await funnelBy('month')(++hour)
      taken.push(performance.now() - startedAt)
    }
    const { median, worst } = summary(taken)
    const judged = turns > 1 ? verdict(worst, AFTER_CHANGE_TARGET_MS) : ''
    console.log(`${name.padEnd(34)} ${ms(median).padStart(10)} ${ms(worst).padStart(10)} ${judged}`)
  }
}

async function lastTouch(writer: pg.Client): Promise<number> {
  const { rows } = await writer.query<{ id: string | null }>('select max(id)::text as id from touches')
  return Number(rows[0]?.id ?? 0)
}

function addTouches(rows: number): string {
  return `
    insert into touches (workspace_id, contact_id, occurred_at, channel_id, kind, key)
    select ${workspaceId}, id, created_at + interval '200 days', 1, 1, gen_random_uuid() from (
      select id, created_at from contacts where workspace_id = ${workspaceId} order by id limit ${rows}) c`
}

/** As the copy sees it: rows that say that they changed. */
function changeLeads(rows: number): string {
  return `
    update leads set changed_xid = rapport_xid() where workspace_id = ${workspaceId}
    and id in (select id from leads where workspace_id = ${workspaceId} order by id limit ${rows})`
}

function moveLead(): string {
  return `
  insert into stage_changes (workspace_id, lead_id, to_stage_id, at, kind, reason)
  select workspace_id, id, 1, entered_at + interval '1 year', 'backward', 'Bench' from leads
  where workspace_id = ${workspaceId} order by id limit 1`
}

function takeBack(firstTouch: number): string {
  return `
    with gone as (delete from touches where workspace_id = ${workspaceId} and id >= ${firstTouch} returning id)
    insert into removals (workspace_id, relation, row_key) select ${workspaceId}, 'touches', id::text from gone;
    with gone as (delete from stage_changes where workspace_id = ${workspaceId} and reason = 'Bench' returning id)
    insert into removals (workspace_id, relation, row_key) select ${workspaceId}, 'stage_changes', id::text from gone`
}
