import { beforeAll, describe, expect, test } from 'vitest'
import { act, checkAndRun, layGround, oneOf, rowsOf, upload } from '../../../test/conformance/company.ts'
import { openWorld } from '../../../test/world.ts'
import type { World } from '../../../test/world.ts'

let world: World

beforeAll(async () => {
  world = await openWorld()
  await layGround(world)
})

const people = `Record ID,First Name,Last Name,Email,Company Name,Lifecycle Stage,Create Date
1,Ada,Lund,ada@fjord.test,Fjord,lead,2025-01-02 10:00
2,Bo,Berg,bo(at)fjord.test,Fjord,lead,2025-01-03 10:00
2,Bo,Berg,bo@fjord.test,Fjord,lead,2025-01-03 10:00
`

const leads = (rows: string) => `mql_id,first_contact_date,landing_page_id,origin\n${rows}`
const wins = (rows: string) =>
  `mql_id,seller_id,sdr_id,sr_id,won_date,business_segment,lead_type,declared_monthly_revenue\n${rows}`
const deals = (rows: string) =>
  `opportunity_id,sales_agent,product,account,deal_stage,engage_date,close_date,close_value\n${rows}`

describe('uploading', () => {
  test('recognises a file and proposes where each column goes', async () => {
    const view = await upload(world.as('theo'), 'people.csv', people)
    expect(view).toMatchObject({
      state: 'uploaded',
      kind: 'contact',
      origin: 'hubspot',
      fileName: 'people.csv',
    })
    expect(view.recognition?.proposal?.columns[3]).toMatchObject({
      column: 'Email',
      samples: ['ada@fjord.test', 'bo(at)fjord.test', 'bo@fjord.test'],
    })
    expect(view.mapping?.columns[3]?.target).toEqual({ to: 'field', field: 'email' })
  })

  test('refuses what is no table and keeps nothing of it', async () => {
    const form = new FormData()
    form.set(
      'file',
      new Blob([new Uint8Array([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10, 0, 0, 0, 0])]),
      'logo.csv',
    )
    const before = await oneOf(world, 'select count(*)::int as imports from imports')
    const answer = await world.as('theo').request('POST', '/api/v1/imports', { body: form })
    expect(answer).toMatchObject({ status: 422, body: { error: { code: 'unreadable-file' } } })
    expect(await oneOf(world, 'select count(*)::int as imports from imports')).toEqual(before)
  })

  test('refuses a request without a file', async () => {
    const answer = await world.as('theo').request('POST', '/api/v1/imports', { body: new FormData() })
    expect(answer).toMatchObject({ status: 400, body: { error: { code: 'invalid-input', place: 'file' } } })
  })

  test('is not for viewers, and not for strangers', async () => {
    const form = new FormData()
    form.set('file', new Blob([people]), 'people.csv')
    expect((await world.as('noor').request('POST', '/api/v1/imports', { body: form })).status).toBe(403)
    expect((await world.stranger().request('POST', '/api/v1/imports', { body: form })).status).toBe(401)
  })
})

describe('an import of another workspace', () => {
  test.each([
    ['GET', ''],
    ['GET', '/problems'],
    ['GET', '/problems.csv'],
    ['GET', '/proposal?kind=contact'],
    ['POST', '/check'],
    ['POST', '/run'],
    ['POST', '/cancellation'],
    ['POST', '/resumption'],
    ['POST', '/undoing'],
  ])('answers %s %s as if it did not exist', async (method, noun) => {
    const { id } = await upload(world.as('theo'), 'people.csv', people)
    const answer = await world.as('rita').request(method, `/api/v1/imports/${id}${noun}`)
    expect(answer).toMatchObject({ status: 404, body: { error: { code: 'not-found' } } })
  })

  test.each(['', '/problems', '/problems.csv'])('shows nothing to somebody signed out: %s', async (noun) => {
    const { id } = await upload(world.as('theo'), 'people.csv', people)
    expect((await world.stranger().get(`/api/v1/imports/${id}${noun}`)).status).toBe(401)
  })
})

describe('mapping', () => {
  test('is saved for the next file with the same columns, in whatever order', async () => {
    const theo = world.as('theo')
    const first = await upload(theo, 'a.csv', 'Kunde,Ort\nFjord,Oslo\n')
    const mapping = {
      ...first.mapping,
      version: 1,
      kind: 'account',
      origin: 'plain',
      into: 'account',
      columns: [
        { column: 'Kunde', target: { to: 'field', field: 'name' }, transform: { type: 'text' }, blanks: [] },
        { column: 'Ort', target: { to: 'field', field: 'city' }, transform: { type: 'text' }, blanks: [] },
      ],
      constants: {},
      composed: {},
    }
    const set = await theo.put(`/api/v1/imports/${first.id}/mapping`, { mapping, saveAs: 'Kundenliste' })
    expect(set).toMatchObject({
      status: 200,
      body: { kind: 'account', mapping: { columns: [{ column: 'Kunde' }, { column: 'Ort' }] } },
    })
    const next = await upload(theo, 'b.csv', 'Ort,Kunde\nBergen,Vik\n')
    expect(next.recognition?.saved?.name).toBe('Kundenliste')
    expect(next.mapping).toEqual(set.body.mapping)
    const saved = await theo.get('/api/v1/import-mappings')
    expect(saved.body.items).toMatchObject([
      { name: 'Kundenliste', into: 'account', columns: ['Kunde', 'Ort'] },
    ])
    expect((await world.as('noor').delete(`/api/v1/import-mappings/${saved.body.items[0].id}`)).status).toBe(
      403,
    )
    expect((await world.as('rita').delete(`/api/v1/import-mappings/${saved.body.items[0].id}`)).status).toBe(
      404,
    )
    expect((await theo.delete(`/api/v1/import-mappings/${saved.body.items[0].id}`)).status).toBe(204)
  })

  test('that names no record is refused with the fields that would', async () => {
    const theo = world.as('theo')
    const { id, mapping } = await upload(theo, 'people.csv', people)
    const nothing = {
      ...mapping,
      columns: mapping?.columns.map((column) => ({ ...column, target: { to: 'ignore' } })),
      composed: {},
    }
    const answer = await theo.put(`/api/v1/imports/${id}/mapping`, { mapping: nothing })
    expect(answer).toMatchObject({
      status: 400,
      body: { error: { code: 'invalid-input', place: 'mapping.columns' } },
    })
  })

  test('can be proposed for another kind, and its targets listed', async () => {
    const theo = world.as('theo')
    const { id } = await upload(theo, 'people.csv', people)
    const proposal = await theo.get(`/api/v1/imports/${id}/proposal?kind=lead`)
    expect(proposal).toMatchObject({ status: 200, body: { mapping: { kind: 'lead', into: 'lead' } } })
    expect((await theo.get(`/api/v1/imports/${id}/proposal?kind=team`)).status).toBe(409)
    const targets = await theo.get('/api/v1/import-targets?into=lead')
    expect(targets.body.items.map((item: { field: string }) => item.field)).toContain('reachedAt.mql')
  })
})

describe('problems', () => {
  test('are told before the run, row by row, and as a file with the original cells', async () => {
    const theo = world.as('theo')
    const { id } = await upload(theo, 'people.csv', people)
    const checked = await act(world, theo, id, 'check')
    expect(checked).toMatchObject({
      state: 'checked',
      rowsTotal: 3,
      check: { counts: { rows: 3, created: 2, duplicate: 1, flagged: 1 } },
    })
    const page = await theo.get(`/api/v1/imports/${id}/problems?limit=1`)
    expect(page.body).toMatchObject({
      total: 2,
      items: [{ line: 3, column: 'Email', value: 'bo(at)fjord.test', code: 'invalid-email' }],
    })
    const next = await theo.get(`/api/v1/imports/${id}/problems?limit=1&cursor=${page.body.nextCursor}`)
    expect(next.body).toMatchObject({ nextCursor: null, items: [{ line: 4, code: 'duplicate-row' }] })
    const file = await theo.get(`/api/v1/imports/${id}/problems.csv`)
    expect(file.headers.get('content-type')).toContain('text/csv')
    expect(file.text.split('\r\n')[0]).toBe(
      'line,column,value,severity,code,message,remedy,Record ID,First Name,Last Name,Email,Company Name,Lifecycle Stage,Create Date',
    )
    expect(file.text.split('\r\n')[1]).toMatch(
      /^3,Email,bo\(at\)fjord\.test,flagged,invalid-email,.*,2,Bo,Berg,bo\(at\)fjord\.test,Fjord,lead,2025-01-03 10:00$/,
    )
  })

  test('refuse a cursor that is none', async () => {
    const { id } = await upload(world.as('theo'), 'people.csv', people)
    expect((await world.as('theo').get(`/api/v1/imports/${id}/problems?cursor=x`)).status).toBe(400)
  })
})

describe('rows that the source has deleted', () => {
  test('are refused with that reason, and what is alive is imported', async () => {
    const theo = world.as('theo')
    const companies = `id,is_deleted,property_name,property_city,property_country
81,false,Alive Ltd,Oslo,Norway
82,true,Gone Ltd,Oslo,Norway
`
    const uploaded = await upload(theo, 'company_data.csv', companies)
    const { check, run } = await checkAndRun(world, theo, uploaded)
    expect(check.check?.firstProblems).toMatchObject([
      { line: 3, column: 'is_deleted', code: 'deleted-at-source', severity: 'refused' },
    ])
    expect(run.counts).toMatchObject({ created: 1, refused: 1 })
    expect(await rowsOf(world, `select name from accounts where name like '% Ltd'`)).toEqual([
      { name: 'Alive Ltd' },
    ])
  })
})

describe('acts out of turn', () => {
  test('are refused: to cancel, resume or undo what has not begun, to run twice, to map what ran', async () => {
    const theo = world.as('theo')
    const { id, mapping } = await upload(
      theo,
      'deals.csv',
      deals('z1,Moses,MG,Acme,Won,2025-01-01,2025-02-01,10\n'),
    )
    for (const noun of ['cancellation', 'resumption', 'undoing']) {
      expect(await theo.post(`/api/v1/imports/${id}/${noun}`)).toMatchObject({
        status: 409,
        body: { error: { code: 'not-possible-now' } },
      })
    }
    await act(world, theo, id, 'run')
    for (const noun of ['run', 'check', 'resumption'])
      expect((await theo.post(`/api/v1/imports/${id}/${noun}`)).status).toBe(409)
    expect((await theo.put(`/api/v1/imports/${id}/mapping`, { mapping })).status).toBe(409)
    expect((await world.as('noor').post(`/api/v1/imports/${id}/undoing`)).status).toBe(403)
    await act(world, theo, id, 'undoing')
  })

  test('a cancelled run keeps what it wrote, and can be resumed', async () => {
    const theo = world.as('theo')
    const { id } = await upload(theo, 'mql.csv', leads('c1,2025-01-01,p,social\n'))
    await theo.post(`/api/v1/imports/${id}/run`)
    const asked = await theo.post(`/api/v1/imports/${id}/cancellation`)
    expect(asked).toMatchObject({ status: 202, body: { state: 'cancelling' } })
    await world.runJobs()
    expect((await theo.get(`/api/v1/imports/${id}`)).body).toMatchObject({
      state: 'cancelled',
      rowsDone: 0,
      can: { resume: true, undo: true },
    })
    const resumed = await act(world, theo, id, 'resumption')
    expect(resumed).toMatchObject({ state: 'finished', counts: { created: 1 }, rowsDone: 1 })
    await act(world, theo, id, 'undoing')
  })

  test('an interrupted run is found and finished by the job that looks for them', async () => {
    const theo = world.as('theo')
    const { id } = await upload(theo, 'mql.csv', leads('i1,2025-01-01,p,social\n'))
    await theo.post(`/api/v1/imports/${id}/run`)
    await world.database.ownerPool.query(`delete from graphile_worker._private_jobs`)
    await world.database.ownerPool.query(`select graphile_worker.add_job('intake.recover', '{}')`)
    await world.runJobs()
    expect((await theo.get(`/api/v1/imports/${id}`)).body).toMatchObject({
      state: 'finished',
      counts: { created: 1 },
    })
    await act(world, theo, id, 'undoing')
  })
})

describe('the list', () => {
  test('shows the newest first, page by page', async () => {
    const rita = world.as('rita')
    const ids: number[] = []
    for (const name of ['a.csv', 'b.csv', 'c.csv']) ids.push((await upload(rita, name, people)).id)
    const first = await rita.get('/api/v1/imports?limit=2')
    expect(first.body.items.map((item: { id: number }) => item.id)).toEqual([ids[2], ids[1]])
    const second = await rita.get(`/api/v1/imports?limit=2&cursor=${first.body.nextCursor}`)
    expect(second.body).toMatchObject({ nextCursor: null, items: [{ id: ids[0] }] })
  })
})

describe('a lead', () => {
  test('that is won before its file of leads arrives gets its true entry and origin from it', async () => {
    const theo = world.as('theo')
    const won = await checkAndRun(
      world,
      theo,
      await upload(theo, 'wins.csv', wins('w1,s1,sdr one,rep one,2025-03-01 10:00:00,pet,online,100\n')),
    )
    expect(won.run.counts).toMatchObject({ created: 1, flagged: 1 })
    const known = await checkAndRun(
      world,
      theo,
      await upload(theo, 'mql.csv', leads('w1,2025-01-01,p,social\n')),
    )
    expect(known.run.counts).toMatchObject({ changed: 1 })
    const lead = await oneOf(
      world,
      `select l.entered_at, l.origin, s.key as stage,
      (select jsonb_agg(jsonb_build_array(x.key, c.kind) order by c.at) from stage_changes c join stages x on x.workspace_id = c.workspace_id and x.id = c.to_stage_id where c.lead_id = l.id) as history
      from leads l join stages s on s.workspace_id = l.workspace_id and s.id = l.stage_id where l.external_id = 'w1'`,
    )
    expect(lead).toEqual({
      entered_at: new Date('2025-01-01T00:00:00Z'),
      origin: 'social',
      stage: 'won',
      history: [
        ['mql', 'entry'],
        ['won', 'entry'],
      ],
    })
  })

  test('never moves backward: the file is remarked on and the stage kept', async () => {
    const theo = world.as('theo')
    await checkAndRun(
      world,
      theo,
      await upload(theo, 'leads.csv', 'Lead ID,Email,Status,Created\nb1,b1@x.test,SQL,2025-01-01\n'),
    )
    const again = await checkAndRun(
      world,
      theo,
      await upload(theo, 'leads.csv', 'Lead ID,Email,Status,Created\nb1,b1@x.test,MQL,2025-01-01\n'),
    )
    expect(again.run).toMatchObject({ kind: 'lead', counts: { unchanged: 1, flagged: 1 } })
    expect(again.check.check?.problemCounts).toEqual({ 'stage-backward': 1 })
    const lead = await oneOf(
      world,
      `select s.key from leads l join stages s on s.workspace_id = l.workspace_id and s.id = l.stage_id where l.external_id = 'b1'`,
    )
    expect(lead).toEqual({ key: 'sql' })
  })
})

describe('a changed value', () => {
  test('keeps what stood before in the ledger; a filled blank counts as known from the beginning, assumed', async () => {
    const theo = world.as('theo')
    await checkAndRun(
      world,
      theo,
      await upload(
        theo,
        'a.csv',
        'Record ID,First Name,Last Name,Email,City,Lifecycle Stage,Create Date\n71,Eva,Sol,eva@sol.test,,lead,2025-01-02\n',
      ),
    )
    const change = await checkAndRun(
      world,
      theo,
      await upload(
        theo,
        'b.csv',
        'Record ID,First Name,Last Name,Email,City,Lifecycle Stage,Create Date\n71,Eva,Soland,eva@sol.test,Oslo,lead,2025-01-02\n',
      ),
    )
    expect(change.run.counts).toMatchObject({ changed: 1 })
    const rows = await rowsOf(
      world,
      `select changed, before, assumed, known_from = c.created_at as from_creation from attribute_changes a
      join contacts c on c.workspace_id = a.workspace_id and c.id = a.record_id where c.email = 'eva@sol.test' and a.before <> '{}' order by a.id`,
    )
    expect(rows).toEqual([
      { changed: { city: 'Oslo' }, before: { city: null }, assumed: true, from_creation: true },
      {
        changed: { lastName: 'Soland', fullName: 'Eva Soland' },
        before: { lastName: 'Sol', fullName: 'Eva Sol' },
        assumed: false,
        from_creation: false,
      },
    ])
    const undone = await act(world, theo, change.run.id, 'undoing')
    expect(undone).toMatchObject({ state: 'undone', undo: { restored: 1 } })
    expect(await oneOf(world, `select full_name, city from contacts where email = 'eva@sol.test'`)).toEqual({
      full_name: 'Eva Sol',
      city: null,
    })
  })
})

describe('undo', () => {
  test('keeps what others built on since, and says so', async () => {
    const theo = world.as('theo')
    const { run } = await checkAndRun(
      world,
      theo,
      await upload(
        theo,
        'people.csv',
        'Record ID,First Name,Last Name,Email,Lifecycle Stage,Create Date\n501,Kari,Nord,kari@nord.test,lead,2025-01-02\n502,Liv,Nord,liv@nord.test,lead,2025-01-02\n',
      ),
    )
    const contact = await oneOf<{ id: string }>(
      world,
      `select id from contacts where email = 'kari@nord.test'`,
    )
    await world.scope('theo', ({ tx, workspaceId }) =>
      tx
        .updateTable('deals')
        .set({ contact_id: contact.id })
        .where('workspace_id', '=', workspaceId)
        .execute(),
    )
    await checkAndRun(
      world,
      theo,
      await upload(theo, 'deals.csv', deals('k1,Moses,MG,Acme,Won,2025-01-01,2025-02-01,10\n')),
    )
    await world.scope('theo', ({ tx, workspaceId }) =>
      tx
        .updateTable('deals')
        .set({ contact_id: contact.id })
        .where('workspace_id', '=', workspaceId)
        .where('external_id', '=', 'k1')
        .execute(),
    )
    const undone = await act(world, theo, run.id, 'undoing')
    expect(undone).toMatchObject({
      state: 'undone',
      undo: { removed: { contacts: 1 }, kept: { contacts: 1 } },
    })
    expect(await rowsOf(world, `select email from contacts where email like '%@nord.test'`)).toEqual([
      { email: 'kari@nord.test' },
    ])
  })

  test('takes the channels along that nothing else uses', async () => {
    const theo = world.as('theo')
    const from = (id: string, origin: string) => leads(`${id},2025-01-01,p,${origin}\n`)
    const first = await checkAndRun(world, theo, await upload(theo, 'mql.csv', from('c1', 'billboard')))
    const second = await checkAndRun(
      world,
      theo,
      await upload(theo, 'mql.csv', `${from('c2', 'billboard')}c3,2025-01-01,p,zeppelin\n`),
    )
    const made = () =>
      rowsOf(world, `select key from channels where key in ('billboard', 'zeppelin') order by key`)
    expect(await made()).toEqual([{ key: 'billboard' }, { key: 'zeppelin' }])
    const undone = await act(world, theo, first.run.id, 'undoing')
    expect(undone.undo).toMatchObject({ removed: { leads: 1 }, kept: { channels: 1 } })
    await act(world, theo, second.run.id, 'undoing')
    expect(await made()).toEqual([{ key: 'billboard' }])
  })

  test('tells the analytics copy what is gone', async () => {
    const theo = world.as('theo')
    const { run } = await checkAndRun(
      world,
      theo,
      await upload(theo, 'mql.csv', leads('r1,2025-01-01,p,social\n')),
    )
    const lead = await oneOf<{ id: string }>(world, `select id from leads where external_id = 'r1'`)
    await act(world, theo, run.id, 'undoing')
    const removed = await rowsOf<{ relation: string }>(
      world,
      `select relation from removals where row_key = $1 or relation in ('touches', 'stage_changes') order by id desc limit 3`,
      [lead.id],
    )
    expect(removed.map(({ relation }) => relation).toSorted()).toEqual(['leads', 'stage_changes', 'touches'])
  })
})

describe('a workspace that goes', () => {
  test('takes everything that was imported into it along', async () => {
    const rita = world.as('rita')
    await checkAndRun(world, rita, await upload(rita, 'mql.csv', leads('g1,2025-01-01,p,social\n')))
    await world.database.ownerPool.query('delete from workspaces where id = $1', [world.rival])
    const left = await oneOf(
      world,
      `select (select count(*)::int from leads where workspace_id = $1) as leads,
      (select count(*)::int from contacts where workspace_id = $1) as contacts, (select count(*)::int from touches where workspace_id = $1) as touches`,
      [world.rival],
    )
    expect(left).toEqual({ leads: 0, contacts: 0, touches: 0 })
  })
})
