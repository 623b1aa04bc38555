import { beforeAll, describe, expect, test } from 'vitest'
import { act, layGround, oneOf, rowsOf, upload } from '../../../test/conformance/company.ts'
import { noon, openWorld } from '../../../test/world.ts'
import type { World } from '../../../test/world.ts'
import { freezeClock } from '../../platform/clock.ts'
import { createLog } from '../../platform/log.ts'
import { systemActor } from '../../platform/scope.ts'
import { takeTurn } from '../../platform/turn.ts'
import { readSettings } from '../../platform/settings.ts'
import { doorOf } from './index.ts'
import { intakeJobs, intakeTimetable } from './jobs.ts'
import { purge } from './purge.ts'

const people = `Record ID,First Name,Last Name,Email,Create Date
1,Ada,Lund,ada@fjord.test,2025-01-02 10:00
2,Bo,Berg,bo(at)fjord.test,2025-01-03 10:00
`
const dayMs = 86_400_000

let world: World

beforeAll(async () => {
  world = await openWorld()
  await layGround(world)
})

const theo = () => world.as('theo')
const path = (id: number, noun = '') => `/api/v1/imports/${id}${noun}`
const view = async (id: number) => (await theo().get(path(id))).body
const partsOf = async (id: number) =>
  (
    await oneOf<{ parts: number }>(
      world,
      'select count(*)::int as parts from import_parts where import_id = $1',
      [id],
    )
  ).parts
const imported = async () => {
  const { id } = await upload(theo(), 'people.csv', people)
  await act(world, theo(), id, 'run')
  return id
}

/** Purges the home workspace as if so many days had gone by. */
function purgeAfter(days: number) {
  const then = new Date(noon.getTime() + days * dayMs)
  return purge(doorOf(world.app, { workspaceId: world.home, actor: systemActor, now: () => then }))
}

describe('the file of an import', () => {
  test('is removed thirty days after it was last used, and not earlier', async () => {
    const id = await imported()
    await purgeAfter(29.9)
    expect(await partsOf(id)).toBe(1)
    expect((await purgeAfter(30.1)).files).toBeGreaterThan(0)
    expect(await partsOf(id)).toBe(0)
    expect(await view(id)).toMatchObject({ state: 'finished', fileRemovedAt: '2026-06-10T14:24:00.000Z' })
    const events = await theo().get(`/api/v1/events?subjectKind=import&subjectId=${id}`)
    expect(events.body.items[0]).toMatchObject({
      kind: 'import.file-removed',
      actor: { kind: 'system' },
      payload: { fileName: 'people.csv', bytes: people.length },
    })
  })

  test('is removed once', async () => {
    await imported()
    await purgeAfter(31)
    expect(await purgeAfter(32)).toEqual({ files: 0, uploads: 0 })
  })

  test('is not needed to undo what was imported from it', async () => {
    const id = await imported()
    await purgeAfter(31)
    expect((await view(id)).can).toEqual({
      map: false,
      check: false,
      run: false,
      cancel: false,
      resume: false,
      undo: true,
    })
    expect((await act(world, theo(), id, 'undoing')).state).toBe('undone')
    expect(
      await rowsOf(world, `select 1 from contacts where import_id = $1 and deleted_at is null`, [id]),
    ).toEqual([])
  })

  test('leaves its problems, without the original cells', async () => {
    const id = await imported()
    const before = (await theo().get(path(id, '/problems.csv'))).text
    expect(before).toContain('Record ID')
    await purgeAfter(31)
    const { status, text } = await theo().get(path(id, '/problems.csv'))
    expect(status).toBe(200)
    expect(text.split('\r\n')[0]).toBe('line,column,value,severity,code,message,remedy')
    expect(text.split('\r\n')[1]).toMatch(/^3,Email,bo\(at\)fjord\.test,flagged,invalid-email,/)
  })

  test('is missed by whatever would read it, which says since when and what to do', async () => {
    const { id, mapping } = await upload(theo(), 'people.csv', people)
    await purgeAfter(31)
    const answers = await Promise.all([
      theo().post(path(id, '/run')),
      theo().post(path(id, '/check')),
      theo().put(path(id, '/mapping'), { mapping }),
      theo().put(path(id, '/reading'), {}),
      theo().get(path(id, '/preview')),
      theo().get(path(id, '/proposal?kind=lead')),
    ])
    const refusal = {
      code: 'not-possible-now',
      message: 'The file of this import was removed on 2026-06-11, 30 days after its last use.',
      remedy: 'Upload the file again. What was imported from it stays, and can still be undone.',
    }
    expect(answers.map(({ body }) => body.error)).toEqual(answers.map(() => refusal))
  })

  test('of a cancelled run is kept as long, and then resuming is refused', async () => {
    const id = await imported()
    await world.database.ownerPool.query(
      'update imports set finished_at = null, cancelled_at = $2 where id = $1',
      [id, new Date(noon.getTime() + 10 * dayMs)],
    )
    await purgeAfter(31)
    expect(await partsOf(id)).toBe(1)
    await purgeAfter(41)
    expect((await theo().post(path(id, '/resumption'))).body.error.message).toMatch(/was removed on/)
    expect((await view(id)).can.undo).toBe(true)
  })

  test('stays while a run that takes long reads it', async () => {
    const id = await imported()
    await world.database.ownerPool.query('update imports set finished_at = null where id = $1', [id])
    await purgeAfter(60)
    expect(await partsOf(id)).toBe(1)
    await world.database.ownerPool.query('update imports set finished_at = $2 where id = $1', [id, noon])
  })
})

describe('an upload that never ended', () => {
  const begun = async (): Promise<number> => {
    const { id } = await oneOf<{ id: number }>(
      world,
      `insert into imports (workspace_id, file_name, file_bytes, created_at) values ($1, 'cut.csv', 0, $2) returning id`,
      [world.home, noon],
    )
    await world.database.ownerPool.query(
      `insert into import_parts (workspace_id, import_id, part, bytes) values ($1, $2, 0, 'a,b')`,
      [world.home, id],
    )
    return id
  }

  test('is given a day, and then goes with its parts', async () => {
    const id = await begun()
    await purgeAfter(0.9)
    expect((await view(id)).state).toBe('uploading')
    expect((await purgeAfter(1.1)).uploads).toBe(1)
    expect((await theo().get(path(id))).status).toBe(404)
    expect(await partsOf(id)).toBe(0)
    const events = await theo().get(`/api/v1/events?subjectKind=import&subjectId=${id}`)
    expect(events.body.items).toMatchObject([
      { kind: 'import.upload-abandoned', payload: { fileName: 'cut.csv' } },
    ])
  })
})

/** The night a month later. */
async function night() {
  freezeClock(new Date(noon.getTime() + 31 * dayMs).toISOString())
  await intakeJobs['intake.purge']?.(
    {},
    {
      database: world.app,
      log: createLog({ level: 'silent', process: 'test' }),
      settings: readSettings({}),
      dataDir: '/nonexistent',
      stopping: new AbortController().signal,
    },
  )
  freezeClock(noon)
}

test('every night goes through all workspaces', async () => {
  const [mine, theirs] = [await imported(), (await upload(world.as('rita'), 'people.csv', people)).id]
  expect(intakeTimetable).toMatch(/^41 3 \* \* \* intake\.purge$/m)
  await night()
  expect([await partsOf(mine), await partsOf(theirs)]).toEqual([0, 0])
})

test('a workspace in which somebody imports waits for the next night', async () => {
  const id = await imported()
  await takeTurn({ database: world.app, workspaceId: world.home, to: 'import' }, night)
  expect(await partsOf(id)).toBe(1)
  await night()
  expect(await partsOf(id)).toBe(0)
})
