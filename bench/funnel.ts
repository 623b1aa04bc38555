/** The columnar copy at full size: how fast it is made, how fast it follows, how fast it answers. */
import pg from 'pg'
import { analyticsOver } from '../server/analytics/client.ts'
import { campaignGroups } from '../server/analytics/queries/campaigns.ts'
import { dealGroups } from '../server/analytics/queries/deals.ts'
import { flowCounts } from '../server/analytics/queries/flow.ts'
import { funnelGroups } from '../server/analytics/queries/funnel.ts'
import { cellLeads, cellSize } from '../server/analytics/queries/leads.ts'
import { qualityCounts } from '../server/analytics/queries/quality.ts'
import { ask, type Question } from '../server/analytics/queries/query.ts'
import { mainStages } from '../server/analytics/queries/standing.ts'
import { createLog } from '../server/platform/log.ts'
import { supervise } from '../server/platform/supervise.ts'
import { plainCampaigns, plainFunnel, plainPipeline } from '../test/plain-figures.ts'
import { benchOptions, memoryOf, ms, number, openBenchGround, processorMs, timed } from './ground.ts'

const TURNS = 15
const TARGET_MS = 200

const { alone } = benchOptions()
const ground = await openBenchGround()
const { workspaceId, connections, owner } = ground
const context = { dataDir: `${ground.dataDir}/copy`, secret: '', connections }
const log = createLog({ level: 'warn', process: 'bench' })
const child = supervise(
  { name: 'analytics', entry: new URL('../server/analytics/process.ts', import.meta.url), context },
  log,
)
const analytics = analyticsOver(child)

console.log(`Columnar copy, ${number(ground.volume.leads)} leads, ${number(ground.volume.touches)} touches`)
try {
  await measureRebuild()
  await measureQuestions()
  await measureFeed()
  const { now, highest } = memoryOf(child.pid())
  console.log(
    `\nmemory of the analytics process: ${now.toFixed(0)} MiB now, ${highest.toFixed(0)} MiB at its highest`,
  )
} finally {
  await child.stop()
  await ground.stop()
}

async function measureRebuild(): Promise<void> {
  const { seconds, rows, bytes } = await analytics.rebuild(workspaceId)
  const rate = number(Math.round(rows / seconds))
  console.log(
    `\nrebuild: ${number(rows)} rows in ${seconds.toFixed(1)} s, ${rate} rows/s, ${(bytes / 2 ** 20).toFixed(0)} MiB on disk`,
  )
}

async function measureQuestions(): Promise<void> {
  const heads = ['copy', 'p95', 'processor', 'again'].map((text) => text.padStart(10))
  console.log(`\n${'answered by'.padEnd(28)} ${heads.join('')} ${'PostgreSQL'.padStart(12)}  ratio`)
  const filters = {}
  const at = (turn: number) => new Date(Date.UTC(2026, 0, 1) + turn).toISOString()
  const funnel = (group: 'month' | 'origin' | 'channel' | 'owner' | 'none') => (turn: number) =>
    ask(funnelGroups, { filters, group, limit: 501, now: at(turn) })
  const plain = (group: string) => () => plainFunnel(owner, workspaceId, group)
  await measure('funnel by month', funnel('month'), { plain: plain('month'), target: true })
  await measure('funnel by origin', funnel('origin'), { plain: plain('origin'), target: true })
  await measure('funnel by channel', funnel('channel'), { plain: plain('channel') })
  await measure('funnel by owner', funnel('owner'))
  await measure('funnel in all', funnel('none'))
  await measure('flow by origin', (turn) =>
    ask(flowCounts, { filters: { from: early(turn) }, source: 'origin' }),
  )
  const cell = { filters, group: 'month', key: '2025-03', cell: 'reached', stage: 3 } as const
  await measure('leads of a figure, counted', (turn) => ask(cellSize, { ...cell, now: at(turn) }))
  await measure('leads of a figure, a page', (turn) => ask(cellLeads, { ...cell, now: at(turn), limit: 51 }))
  const deals = (turn: number) =>
    ask(dealGroups, { filters: { from: early(turn) }, group: 'quarter', limit: 501 })
  await measure('pipeline by quarter', deals, { plain: () => plainPipeline(owner, workspaceId, 'quarter') })
  const campaigns = (turn: number) => ask(campaignGroups, { from: early(turn), limit: 501 })
  await measure('campaigns', campaigns, { plain: () => plainCampaigns(owner, workspaceId) })
  await measure('data quality', () => ask(qualityCounts, {}))
}

/** A day before all of them, another one each turn, so that no answer is remembered from the turn before. */
function early(turn: number): string {
  return new Date(Date.UTC(2000, 0, 1 + turn)).toISOString().slice(0, 10)
}

type Beside = { readonly plain?: () => Promise<unknown>; readonly target?: boolean }

/** `processor` is what one answer costs, all threads together; `again` is the same answer, remembered. */
async function measure(
  name: string,
  question: (turn: number) => Question<unknown>,
  beside: Beside = {},
): Promise<void> {
  const asked = (turn: number) => analytics.ask(workspaceId, { it: question(turn) })
  const before = processorMs(child.pid())
  const { median, p95 } = await timed(TURNS, asked)
  const processor = (processorMs(child.pid()) - before) / (TURNS + 1)
  const again = await timed(TURNS, () => asked(TURNS))
  const figures = [ms(median), ms(p95), ms(processor), ms(again.median)].map((text) => text.padStart(10))
  const against = beside.plain === undefined || alone ? '' : await ratio(beside.plain, median)
  const verdict = beside.target === true ? `  ${p95 <= TARGET_MS ? 'meets' : 'misses'} ${TARGET_MS} ms` : ''
  console.log(`${name.padEnd(28)} ${figures.join('')} ${against}${verdict}`)
}

/** Once only: over tables of this size plain SQL takes long enough to be told by one run. */
async function ratio(plain: () => Promise<unknown>, copyMs: number): Promise<string> {
  const startedAt = performance.now()
  await plain()
  const took = performance.now() - startedAt
  return `${ms(took).padStart(12)} ${(took / copyMs).toFixed(0).padStart(6)} ×`
}

async function measureFeed(): Promise<void> {
  console.log('\nfollowing, until the next answer holds it')
  const freshen = () => analytics.ask(workspaceId, { it: ask(mainStages, {}) })
  const writer = new pg.Client(connections.owner)
  await writer.connect()
  const follow = async (name: string, rows: number, text: string) => {
    await writer.query(text)
    const startedAt = performance.now()
    await freshen()
    const took = performance.now() - startedAt
    console.log(
      `${name.padEnd(28)} ${ms(took).padStart(10)} ${number(Math.round((rows / took) * 1000)).padStart(12)} rows/s`,
    )
  }
  const touches = (rows: number) => `
    insert into touches (workspace_id, contact_id, occurred_at, channel_id, kind, key)
    select ${workspaceId}, id, created_at + interval '200 days', 1, 1, gen_random_uuid() from (
      select id, created_at from contacts where workspace_id = ${workspaceId} order by id limit ${Math.min(rows, ground.volume.leads)}) c`
  const change = (rows: number) => `
    update leads set segment = 'Bench', changed_xid = rapport_xid() where workspace_id = ${workspaceId}
    and id in (select id from leads where workspace_id = ${workspaceId} order by id limit ${rows})`
  await follow('nothing', 0, 'select 1')
  for (const rows of [1, 1000, 100_000]) {
    await follow(`${number(rows)} touches`, rows, touches(rows))
    await follow(`${number(rows)} leads changed`, rows, change(rows))
  }
  await writer.end()
}
