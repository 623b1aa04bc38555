import fc from 'fast-check'
import { beforeAll, describe, expect, test } from 'vitest'
import type { ImportCounts } from '../../../../contract/imports.ts'
import { rowsOf } from '../../../../test/conformance/company.ts'
import { stateOf } from '../../../../test/conformance/state.ts'
import type { State } from '../../../../test/conformance/state.ts'
import { openWorld } from '../../../../test/world.ts'
import type { World } from '../../../../test/world.ts'
import { inScope, systemActor } from '../../../platform/scope.ts'
import { layStages } from '../../leads/index.ts'
import { layPipeline } from '../../pipeline/index.ts'
import { askRun, askUndo, readImport, receiveFile, runImport, undoImport } from '../index.ts'
import type { Bench, Door } from '../index.ts'

const at = new Date('2026-05-11T12:00:00.000Z')
const log = { info: () => {}, warn: () => {}, error: () => {} }
let world: World

beforeAll(async () => {
  world = await openWorld({ empty: true })
})

/** A workspace of its own, with stages and a pipeline. */
async function freshWorkspace(): Promise<{ id: number; door: Door }> {
  const [row] = await rowsOf<{ id: number }>(
    world,
    `select rapport_found_workspace('w' || gen_random_uuid(), 'W', 'EUR', 'UTC', false) as id`,
  )
  const id = row?.id ?? 0
  const door: Door = (work) => inScope(world.app, { workspaceId: id, actor: systemActor, now: at }, work)
  await door(async (scope) => {
    await layStages(scope)
    await layPipeline(scope)
  })
  return { id, door }
}

type Interruptions = { readonly chunkRows: number; readonly killAt: readonly number[] }

class Killed extends Error {}

/** A door that dies in the middle of its nth transaction, as a process would. */
function dyingDoor(door: Door, killAt: number): Door {
  let opened = 0
  return (work, options) => {
    opened += 1
    if (opened !== killAt) return door(work, options)
    return door(async (scope) => {
      await work(scope)
      throw new Killed()
    }, options)
  }
}

/** Takes a file in and runs it, dying and beginning again as told. */
async function importFile(
  door: Door,
  text: string,
  { chunkRows, killAt }: Interruptions,
): Promise<{ id: number; counts: ImportCounts }> {
  const stream = (async function* () {
    yield Buffer.from(text)
  })()
  const { id } = await receiveFile(door, { fileName: 'file.csv', stream, wasCut: () => false })
  await door((scope) => askRun(scope, id))
  const bench = (ofDoor: Door): Bench => ({
    door: ofDoor,
    log,
    stopping: new AbortController().signal,
    chunkRows,
  })
  for (const kill of killAt) {
    await runImport(bench(dyingDoor(door, kill)), id).catch((error: unknown) => {
      if (!(error instanceof Killed)) throw error
    })
  }
  await runImport(bench(door), id)
  const view = await door((scope) => readImport(scope, id))
  expect(view.state).toBe('finished')
  return { id, counts: view.counts }
}

const word = fc.constantFrom('', 'Ada', 'Bo', 'Cy')
const day = fc.integer({ min: 10, max: 28 }).map((of) => `2025-03-${of}`)
const number = fc.integer({ min: 1, max: 12 })

/** Files whose rows repeat and contradict each other on purpose. */
const contactsFile = fc
  .array(
    fc.record({ id: number, name: word, mail: fc.integer({ min: 0, max: 8 }), company: word, city: word }),
    { minLength: 1, maxLength: 25 },
  )
  .map((rows) =>
    csv(
      'Record ID,First Name,Last Name,Email,Company Name,City,Lifecycle Stage,Create Date',
      rows.map(({ id, name, mail, company, city }) => [
        id,
        name,
        'Li',
        mail === 0 ? '' : `p${mail}@example.com`,
        company,
        city,
        'lead',
        '2025-01-02 10:00',
      ]),
    ),
  )

const leadsFile = fc
  .array(fc.record({ id: number, first: day, origin: word, page: word }), { minLength: 1, maxLength: 25 })
  .map((rows) =>
    csv(
      'mql_id,first_contact_date,landing_page_id,origin',
      rows.map(({ id, first, origin, page }) => [`m${id}`, first, page, origin]),
    ),
  )

const winsFile = fc
  .array(fc.record({ id: number, won: day, sdr: word, rep: word, revenue: number }), {
    minLength: 1,
    maxLength: 12,
  })
  .map((rows) =>
    csv(
      'mql_id,seller_id,sdr_id,sr_id,won_date,business_segment,declared_monthly_revenue',
      rows.map(({ id, won, sdr, rep, revenue }) => [
        `m${id}`,
        `s${id}`,
        sdr,
        rep,
        `${won} 10:00:00`,
        'pet',
        revenue,
      ]),
    ),
  )

const dealsFile = fc
  .array(
    fc.record({
      id: number,
      agent: word,
      product: fc.constantFrom('GTX Pro', 'GTXPro', 'MG'),
      account: word,
      stage: fc.constantFrom('Won', 'Lost', 'Engaging', 'Prospecting'),
      opened: day,
      value: number,
    }),
    { minLength: 1, maxLength: 25 },
  )
  .map((rows) =>
    csv(
      'opportunity_id,sales_agent,product,account,deal_stage,engage_date,close_date,close_value',
      rows.map((row) => [
        `d${row.id}`,
        row.agent,
        row.product,
        row.account,
        row.stage,
        row.opened,
        row.stage === 'Won' || row.stage === 'Lost' ? '2025-04-01' : '',
        row.value,
      ]),
    ),
  )

const spendFile = fc
  .array(fc.record({ day, source: fc.constantFrom('adwords', 'bing'), campaign: word, spend: number }), {
    minLength: 1,
    maxLength: 20,
  })
  .map((rows) =>
    csv(
      'date_day,utm_source,utm_medium,utm_campaign,spend',
      rows.map((row) => [row.day, row.source, 'cpc', row.campaign, row.spend]),
    ),
  )

const files = fc.array(fc.oneof(contactsFile, leadsFile, winsFile, dealsFile, spendFile), {
  minLength: 1,
  maxLength: 3,
})
const interruptions = fc.record({
  chunkRows: fc.integer({ min: 1, max: 30 }),
  killAt: fc.array(fc.integer({ min: 3, max: 12 }), { maxLength: 3 }),
})

function csv(head: string, rows: readonly (readonly (string | number)[])[]): string {
  return `${[head, ...rows.map((row) => row.join(','))].join('\n')}\n`
}

async function importAll(
  texts: readonly string[],
  how: Interruptions,
): Promise<{ id: number; door: Door; ids: number[]; counts: ImportCounts[] }> {
  const workspace = await freshWorkspace()
  const done: { id: number; counts: ImportCounts }[] = []
  for (const text of texts) done.push(await importFile(workspace.door, text, how))
  return { ...workspace, ids: done.map(({ id }) => id), counts: done.map(({ counts }) => counts) }
}

const inOnePiece: Interruptions = { chunkRows: 1_000, killAt: [] }

describe('a run', () => {
  test('ends in the same state whatever the size of its chunks and wherever it was killed', async () => {
    await fc.assert(
      fc.asyncProperty(files, interruptions, async (texts, how) => {
        const plain = await importAll(texts, inOnePiece)
        const broken = await importAll(texts, how)
        expect(broken.counts).toEqual(plain.counts)
        expect(await stateOf(world, broken.id)).toEqual(await stateOf(world, plain.id))
      }),
      { numRuns: 8, plugins: [fc.interruptAfterTimeLimit(40_000)] },
    )
  }, 120_000)

  test('loses no row: each is created, changed, unchanged, duplicate or refused', async () => {
    await fc.assert(
      fc.asyncProperty(files, async (texts) => {
        const { counts } = await importAll(texts, { chunkRows: 7, killAt: [] })
        for (const [at_, text] of texts.entries()) {
          const { rows, created, changed, unchanged, duplicate, refused } = counts[at_] ?? {
            rows: -1,
            created: 0,
            changed: 0,
            unchanged: 0,
            duplicate: 0,
            refused: 0,
          }
          expect(rows).toBe(text.trim().split('\n').length - 1)
          expect(created + changed + unchanged + duplicate + refused).toBe(rows)
        }
      }),
      { numRuns: 6, plugins: [fc.interruptAfterTimeLimit(30_000)] },
    )
  }, 60_000)

  test('of the same file again changes nothing', async () => {
    await fc.assert(
      fc.asyncProperty(fc.oneof(contactsFile, leadsFile, dealsFile, spendFile), async (text) => {
        const first = await importAll([text], inOnePiece)
        const before = await stateOf(world, first.id)
        const { counts } = await importFile(first.door, text, { chunkRows: 5, killAt: [] })
        expect(counts.created + counts.changed).toBe(0)
        expect(await stateOf(world, first.id)).toEqual(before)
      }),
      { numRuns: 6, plugins: [fc.interruptAfterTimeLimit(30_000)] },
    )
  }, 60_000)

  test('leaves what stood before when it is undone', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.oneof(contactsFile, leadsFile, winsFile, dealsFile, spendFile), {
          minLength: 2,
          maxLength: 2,
        }),
        async ([first = '', second = '']) => {
          const standing = await importAll([first], inOnePiece)
          const before = await stateOf(world, standing.id)
          const { id } = await importFile(standing.door, second, inOnePiece)
          await standing.door((scope) => askUndo(scope, id))
          await undoImport({ door: standing.door, log, stopping: new AbortController().signal }, id)
          expect(withoutEmpty(await stateOf(world, standing.id))).toEqual(withoutEmpty(before))
        },
      ),
      { numRuns: 8, plugins: [fc.interruptAfterTimeLimit(40_000)] },
    )
  }, 120_000)
})

/** Flags that a later file found again on a standing record stay with it. */
function withoutEmpty(state: State): State {
  const { flags: _flags, ...rest } = state
  return rest
}
