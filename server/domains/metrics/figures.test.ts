import { beforeAll, describe, expect, test } from 'vitest'
import { dealGroupings } from '../../../contract/figures.ts'
import { funnelGroupings } from '../../../contract/funnel.ts'
import type { FunnelView } from '../../../contract/funnel.ts'
import { metricDefinitions } from '../../../contract/metric-definitions.ts'
import type { Figure } from '../../../contract/metrics.ts'
import { analyticsInTest } from '../../../test/analytics.ts'
import { plainCampaigns, plainFunnel, plainPipeline } from '../../../test/plain-figures.ts'
import { openWorld, type World } from '../../../test/world.ts'
import { crowd } from '../../../test/crowd.ts'

let world: World
const analytics = analyticsInTest()

beforeAll(async () => {
  world = await openWorld({ web: { analytics } })
  await analytics.openOn(world.database.app)
  await crowd(world.database.ownerPool, world.home)
})

const get = async (path: string) => {
  const answer = await world.as('theo').get(`/api/v1${path}`)
  expect(answer.status, `${path}: ${answer.text.slice(0, 300)}`).toBe(200)
  return answer.body
}

const byKey = <Row extends { readonly key: string | null }>(rows: readonly Row[]) =>
  new Map(rows.map((row) => [row.key, row]))
const value = (figure: Figure) => figure.value

/** Sums of floats may differ in their last digits by the order in which they were added. */
function near(actual: number | null, expected: number | null): void {
  if (expected === null || actual === null) return expect(actual).toBe(expected)
  expect(Math.abs(actual - expected)).toBeLessThanOrEqual(1e-9 * Math.max(1, Math.abs(expected)))
}

describe.each(funnelGroupings)('the funnel by %s', (group) => {
  test('equals the same figures in plain PostgreSQL', async () => {
    const view: FunnelView = await get(`/funnel?group=${group}`)
    const plain = byKey(await plainFunnel(world.database.ownerPool, world.home, group))
    expect(new Set(view.groups.map(({ key }) => key))).toEqual(new Set(plain.keys()))
    for (const { key, figures, stages } of view.groups) {
      const row = plain.get(key)!
      expect(value(figures['leads-entered'])).toBe(row.entered)
      expect(value(figures['leads-won'])).toBe(row.won)
      expect(value(figures['leads-won-within-30-days'])).toBe(row.won30)
      expect(value(figures['leads-won-within-90-days'])).toBe(row.won90)
      near(value(figures['days-to-win-mean']), row.win_mean)
      near(value(figures['days-to-win-median']), row.win_median)
      near(value(figures['days-to-win-p90']), row.win_p90)
      near(value(figures['lead-revenue']), row.revenue)
      for (const [index, { figures: at }] of stages.entries()) {
        const stage = row.stages[index]!
        expect(value(at['leads-reached'])).toBe(stage.reached)
        expect(value(at['stage-lags-measured'])).toBe(stage.lags)
        expect(value(at['negative-lags'])).toBe(stage.negative)
        near(value(at['stage-lag-mean']), stage.mean)
        near(value(at['stage-lag-median']), stage.median)
        near(value(at['stage-lag-p90']), stage.p90)
        const before = index === 0 ? row.entered : row.stages[index - 1]!.reached
        near(value(at['stage-conversion']), before === 0 ? null : stage.reached / before)
        near(value(at['conversion-from-entry']), stage.reached / row.entered)
      }
    }
  })

  test('opens every count to exactly that many leads', async () => {
    const view: FunnelView = await get(`/funnel?group=${group}`)
    const key = (text: string | null) => (group === 'none' ? '' : `&key=${encodeURIComponent(text ?? '')}`)
    const [first, ...rest] = view.groups
    for (const one of [first!, ...rest.filter(({ key: text }) => text === null)]) {
      const size = async (cell: string) =>
        (await leadsOf(`group=${group}${key(one.key)}&cell=${cell}`)).length
      expect(await size('entered')).toBe(value(one.figures['leads-entered']))
      expect(await size('won')).toBe(value(one.figures['leads-won']))
      expect(await size('won-within-30-days')).toBe(value(one.figures['leads-won-within-30-days']))
      expect(await size('censored')).toBe(value(one.figures['leads-censored']))
      for (const { stageId, figures } of one.stages) {
        expect(await size(`reached&stage=${stageId}`)).toBe(value(figures['leads-reached']))
        expect(await size(`stopped&stage=${stageId}`)).toBe(value(figures['leads-stopped']))
        expect(await size(`lag-measured&stage=${stageId}`)).toBe(value(figures['stage-lags-measured']))
        expect(await size(`lag-negative&stage=${stageId}`)).toBe(value(figures['negative-lags']))
      }
    }
  })
})

/** All pages, small ones; every lead once, newest entry first. */
async function leadsOf(query: string): Promise<{ id: string; enteredAt: string }[]> {
  const all: { id: string; enteredAt: string }[] = []
  for (let cursor: string | null = ''; cursor !== null;) {
    const page = await get(`/funnel/leads?${query}&limit=130${cursor === '' ? '' : `&cursor=${cursor}`}`)
    all.push(...page.items)
    cursor = page.nextCursor
    expect(page.total).toBeGreaterThanOrEqual(all.length)
    if (cursor === null) expect(page.total).toBe(all.length)
  }
  expect(new Set(all.map(({ id }) => id)).size).toBe(all.length)
  const instants = all.map(({ enteredAt }) => Date.parse(enteredAt))
  expect(instants).toEqual(instants.toSorted((one, other) => other - one))
  return all
}

describe('the numbers of records', () => {
  beforeAll(async () => {
    for (const [recordKind, key, type] of [
      ['lead', 'seats', 'number'],
      ['lead', 'declared', 'money'],
      ['lead', 'note', 'text'],
      ['lead', 'unused', 'number'],
      ['deal', 'declared', 'number'],
    ]) {
      const answer = await world.as('aylin').post('/api/v1/fields', { recordKind, key, label: key, type })
      expect(answer.status, answer.text).toBe(201)
    }
  })

  type Asked = { path: string; table: 'leads' | 'deals'; condition: string }

  async function equalsPlain({ path, table, condition }: Asked, fields: readonly string[]): Promise<void> {
    const { items } = await get(path)
    expect(items.map(({ key }: { key: string }) => key)).toEqual(fields)
    for (const { key, figures } of items) {
      const { rows } = await world.database.ownerPool.query(
        `select count(v)::int as known, count(*) filter (where v <> 0)::int as not_zero, sum(v)::float8 as sum
         from (select (custom ->> $2)::numeric as v from ${table}
               where workspace_id = $1 and deleted_at is null and ${condition}) r`,
        [world.home, key],
      )
      expect(value(figures['attribute-known'])).toBe(rows[0].known)
      expect(value(figures['attribute-not-zero'])).toBe(rows[0].not_zero)
      near(value(figures['attribute-sum']), rows[0].sum)
    }
  }

  test.each([
    ['', 'true'],
    ['group=landing-page&key=/demo', `landing_page = '/demo'`],
    ['group=landing-page&key=', `coalesce(landing_page, '') = ''`],
    ['origin=social', `origin = 'social'`],
  ])('of the leads of a figure equal plain PostgreSQL: %s', async (query, condition) => {
    const path = `/funnel/leads/numbers?${query}`
    await equalsPlain({ path, table: 'leads', condition }, ['seats', 'declared'])
  })

  test.each([
    ['', 'true'],
    ['group=none&cell=won', `outcome = 'won'`],
  ])('of the deals of a figure equal plain PostgreSQL: %s', async (query, condition) => {
    const path = `/pipeline/figures/deals/numbers?${query}`
    await equalsPlain({ path, table: 'deals', condition }, ['declared'])
  })

  test('are none where no record carries a value', async () => {
    expect((await get('/funnel/leads/numbers?from=1990-01-01&to=1990-12-31')).items).toEqual([])
  })
})

describe('filters', () => {
  test('narrow the funnel to what its group by the same field says', async () => {
    for (const field of ['origin', 'segment', 'region', 'campaign', 'owner', 'channel']) {
      const grouped: FunnelView = await get(`/funnel?group=${field}`)
      for (const one of grouped.groups) {
        const alone: FunnelView = await get(
          `/funnel?group=none&${field}=${encodeURIComponent(one.key ?? '')}`,
        )
        expect(alone.total.figures).toEqual(one.figures)
        expect(alone.total.stages).toEqual(one.stages)
      }
    }
  })

  test('several values of one field add up', async () => {
    const two: FunnelView = await get('/funnel?group=origin&origin=social&origin=')
    expect(new Set(two.groups.map(({ key }) => key))).toEqual(new Set(['social', null]))
  })

  test('a period includes both its days', async () => {
    const { total } = await get('/funnel?from=2025-01-31&to=2025-01-31')
    const { rows } = await world.database.ownerPool.query(
      `select count(*)::int as n from leads where workspace_id = $1 and deleted_at is null and (entered_at at time zone 'UTC')::date = '2025-01-31'`,
      [world.home],
    )
    expect(rows[0].n).toBeGreaterThan(0)
    expect(total.figures['leads-entered'].value).toBe(rows[0].n)
  })
})

describe('the flow', () => {
  test.each(['channel', 'origin', 'campaign'])(
    'from %s loses nobody: what flows into a stage flows out of it',
    async (source) => {
      const { nodes, links } = await get(`/funnel/flow?source=${source}`)
      const into = (id: string) => links.filter((link: { to: string }) => link.to === id)
      const outOf = (id: string) => links.filter((link: { from: string }) => link.from === id)
      const sum = (some: { leads: number }[]) => some.reduce((all, { leads }) => all + leads, 0)
      for (const node of nodes) {
        if (node.kind !== 'source') expect(sum(into(node.id))).toBe(node.leads)
        if (node.kind === 'source' || node.kind === 'stage') expect(sum(outOf(node.id))).toBe(node.leads)
      }
    },
  )

  test('opens each node to exactly its leads', async () => {
    const { nodes } = await get('/funnel/flow?source=origin')
    for (const node of nodes) {
      const keys = node.keys.map((key: string) => `origin=${encodeURIComponent(key)}`).join('&')
      const place = node.kind === 'stage' ? `cell=reached&stage=${node.stageId}` : `cell=${node.kind}`
      const query = node.kind === 'source' ? keys : place
      expect(await leadsOf(`group=none&${query}`)).toHaveLength(node.leads)
    }
  })
})

describe.each(dealGroupings)('the pipeline by %s', (group) => {
  test('equals the same figures in plain PostgreSQL', async () => {
    const view = await get(`/pipeline/figures?group=${group}`)
    const plain = byKey(await plainPipeline(world.database.ownerPool, world.home, group))
    expect(new Set(view.groups.map(({ key }: { key: string | null }) => key))).toEqual(new Set(plain.keys()))
    for (const { key, figures } of view.groups) {
      const row = plain.get(key)!
      expect(value(figures['deals-counted'])).toBe(row.counted)
      expect(value(figures['deals-open'])).toBe(row.open)
      expect(value(figures['deals-won'])).toBe(row.won)
      expect(value(figures['deals-lost'])).toBe(row.lost)
      near(value(figures.revenue), row.revenue)
      near(value(figures['average-won-deal']), row.average_won)
      near(value(figures['win-rate-by-count']), row.win_rate)
      near(value(figures['win-rate-by-value']), row.win_rate_by_value)
      near(value(figures['open-pipeline-value']), row.open_value)
      near(value(figures['won-cycle-mean']), row.won_cycle_mean)
      near(value(figures['won-cycle-median']), row.won_cycle_median)
      near(value(figures['lost-cycle-mean']), row.lost_cycle_mean)
      near(value(figures['lost-cycle-median']), row.lost_cycle_median)
      const { average_won: size, win_rate: rate, won_cycle_mean: days, open } = row
      near(
        value(figures['pipeline-velocity']),
        size && rate && days && open ? (open * size * rate) / days : null,
      )
    }
  })

  test('opens every count to exactly that many deals', async () => {
    const view = await get(`/pipeline/figures?group=${group}`)
    for (const { key, figures } of view.groups) {
      const of = group === 'none' ? '' : `&key=${encodeURIComponent(key ?? '')}`
      for (const [cell, id] of [
        ['counted', 'deals-counted'],
        ['won', 'deals-won'],
        ['lost', 'deals-lost'],
        ['open', 'deals-open'],
        ['other-currency', 'deals-in-other-currencies'],
      ] as const) {
        const page = await get(`/pipeline/figures/deals?group=${group}${of}&cell=${cell}&limit=200`)
        expect(page.total).toBe(value(figures[id]))
        expect(page.items).toHaveLength(Math.min(200, page.total))
      }
    }
  })
})

test('campaign figures equal the same in plain PostgreSQL', async () => {
  const view = await get('/campaigns/figures')
  const plain = byKey(await plainCampaigns(world.database.ownerPool, world.home))
  expect(view.groups).toHaveLength(plain.size)
  for (const { key, figures } of view.groups) {
    const row = plain.get(key)!
    near(value(figures['campaign-spend']), row.spend)
    expect(value(figures['campaign-touches'])).toBe(row.touches)
    expect(value(figures['campaign-people'])).toBe(row.people)
    expect(value(figures['campaign-leads'])).toBe(row.leads)
    expect(value(figures['campaign-leads-won'])).toBe(row.won)
    near(value(figures['campaign-revenue']), row.revenue)
    near(
      value(figures['cost-per-lead']),
      row.spend === null || row.leads === 0 ? null : row.spend / row.leads,
    )
  }
})

describe('the registry', () => {
  const endpoints = [
    '/funnel',
    '/funnel/flow',
    '/funnel/leads/numbers',
    '/pipeline/figures',
    '/campaigns/figures',
    '/data-quality',
  ]

  test('knows every figure that any endpoint answers with', async () => {
    const { items } = await get('/metrics')
    const known = new Set(items.map(({ id }: { id: string }) => id))
    const seen = new Set<string>()
    for (const path of endpoints) for (const id of figureIds(await get(path))) seen.add(id)
    expect(seen.size).toBeGreaterThan(30)
    expect([...seen].filter((id) => !known.has(id))).toEqual([])
  })

  test('lists every definition with its formula, unit, owner and version', async () => {
    const { items } = await get('/metrics')
    expect(items).toEqual(
      Object.entries(metricDefinitions).map(([id, definition]) => ({ id, ...definition })),
    )
  })
})

/** Every id under which an answer carries a figure: keys of `figures`, and values of `metric`. */
function figureIds(answer: unknown): string[] {
  if (Array.isArray(answer)) return answer.flatMap(figureIds)
  if (typeof answer !== 'object' || answer === null) return []
  return Object.entries(answer).flatMap(([name, inner]) => {
    if (name === 'figures') return Object.keys(inner as object)
    return name === 'metric' ? [String(inner)] : figureIds(inner)
  })
}

test('a figure without data is null with a reason, never zero', async () => {
  const { total } = await get('/funnel?from=1990-01-01&to=1990-12-31')
  expect(total.figures['leads-entered']).toEqual({ value: 0, reason: null })
  expect(total.figures['lead-conversion']).toEqual({ value: null, reason: 'no-leads' })
  expect(total.figures['days-to-win-median']).toEqual({ value: null, reason: 'no-wins' })
  const deals = await get('/pipeline/figures?from=1990-01-01&to=1990-12-31')
  expect(deals.total.figures['win-rate-by-count']).toEqual({ value: null, reason: 'no-closed-deals' })
  expect(deals.total.figures['pipeline-velocity']).toEqual({ value: null, reason: 'no-won-deals' })
})

test('cohorts younger than the days to win of nine wins in ten are marked', async () => {
  const { groups, censorDays } = await get('/funnel?group=month')
  expect(censorDays).toBeGreaterThan(0)
  const old = groups[0]
  expect(old.censored).toBe(false)
  const { rows } = await world.database.ownerPool.query(
    `select count(*)::int as n from leads l where workspace_id = $1 and deleted_at is null
       and entered_at > timestamptz '2026-05-11T12:00:00Z' - $2::float8 * interval '1 day'
       and not exists (select from stage_changes s where s.workspace_id = $1 and s.lead_id = l.id and s.to_stage_id = 7)`,
    [world.home, censorDays],
  )
  const all = await get('/funnel?group=none')
  expect(rows[0].n).toBeGreaterThan(0)
  expect(all.total.figures['leads-censored'].value).toBe(rows[0].n)
})

test('the file holds a row for each group and stage', async () => {
  const answer = await world.as('theo').get('/api/v1/funnel.csv?group=origin')
  expect(answer.headers.get('content-type')).toBe('text/csv; charset=utf-8')
  const view: FunnelView = await get('/funnel?group=origin')
  const lines = answer.text.trim().split('\r\n')
  expect(lines).toHaveLength(1 + (1 + view.groups.length) * view.stages.length)
  expect(answer.text).toContain(`'=cmd`)
})

test('what was written a moment ago is in the next answer', async () => {
  const before = await get('/funnel?group=none')
  await world.database.ownerPool.query(
    `update leads set deleted_at = now(), changed_xid = rapport_xid() where workspace_id = $1 and id in (select id from leads where workspace_id = $1 and deleted_at is null limit 3)`,
    [world.home],
  )
  const after = await get('/funnel?group=none')
  expect(after.total.figures['leads-entered'].value).toBe(before.total.figures['leads-entered'].value - 3)
})

test('figures are refused as not ready while the process is down', async () => {
  const alone = await openWorld({ web: { analytics: analyticsInTest() } })
  const answer = await alone.as('theo').get('/api/v1/funnel')
  expect(answer.status).toBe(503)
  expect(answer.body.error.code).toBe('not-ready')
  await alone.close()
})

test('somebody who is signed out sees no figure', async () => {
  const answer = await world.stranger().get('/api/v1/funnel')
  expect(answer.status).toBe(401)
})

test('another workspace has figures of its own', async () => {
  const answer = await world.as('rita').get('/api/v1/funnel?group=none')
  expect(answer.body.total.figures['leads-entered'].value).toBe(0)
})

test('only an admin makes the copy anew, and the figures stay the same', async () => {
  const before = await get('/funnel?group=month')
  expect((await world.as('theo').post('/api/v1/analytics/rebuilds')).status).toBe(403)
  const rebuilt = await world.as('aylin').post('/api/v1/analytics/rebuilds')
  expect(rebuilt.status).toBe(201)
  expect(rebuilt.body.rows).toBeGreaterThan(500)
  const after = await get('/funnel?group=month')
  expect({ ...after, asOf: '' }).toEqual({ ...before, asOf: '' })
})
