import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { rapport, rapportJson, serveForTests } from '../test/command-line.ts'
import { processesUsing, saying, startProgram } from '../test/processes.ts'

/** Whole programs are started here, one after the other. */
vi.setConfig({ testTimeout: 240_000, hookTimeout: 240_000 })

const people =
  'Name,Email,Company\nAda Lovelace,ada@engines.test,Engines\nAlan Turing,alan@tapes.test,Tapes\n'

let folder: string
let dataDir: string
let file: string

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'rapport-cli-'))
  dataDir = mkdtempSync(join(tmpdir(), 'rapport-cli-data-'))
  file = join(folder, 'people.csv')
  writeFileSync(file, people)
})
afterAll(() => {
  for (const path of [folder, dataDir]) rmSync(path, { recursive: true, force: true, maxRetries: 5 })
})

const admin = ['--admin', 'Aylin Demir', '--email', 'aylin@nordwind.test']

describe('while Rapport does not run', () => {
  test('the command line starts it for one command, and nothing stays behind', async () => {
    const founded = await rapportJson(dataDir, 'workspace', 'found', 'Nordwind', ...admin)
    expect(founded).toMatchObject({ slug: 'nordwind', name: 'Nordwind', currency: 'EUR' })
    expect(founded.password.length).toBeGreaterThanOrEqual(16)
    expect(processesUsing(dataDir)).toEqual([])
    expect(existsSync(join(dataDir, 'run.json'))).toBe(false)
  })

  test('a file is imported and its people are there afterwards', async () => {
    const [view] = await rapportJson(dataDir, 'import', file)
    expect(view).toMatchObject({
      kind: 'contact',
      state: 'finished',
      counts: { rows: 2, created: 2, refused: 0 },
    })
    const listed = await rapportJson(dataDir, 'people', '--q', 'engines')
    expect(listed).toMatchObject({ total: 1, items: [{ name: 'Ada Lovelace', email: 'ada@engines.test' }] })
    expect(processesUsing(dataDir)).toEqual([])
  })

  test('a failure still stops what was started', async () => {
    const { code, output } = await rapport(dataDir, 'people', '--workspace', 'nowhere')
    expect(code).toBe(1)
    expect(output.trim().split('\n')).toHaveLength(1)
    expect(processesUsing(dataDir)).toEqual([])
  })
})

describe('while Rapport runs', () => {
  beforeAll(() => serveForTests(dataDir))

  test('the command line goes through it and leaves it running', async () => {
    const holder = readFileSync(join(dataDir, 'run.json'), 'utf8')
    const { code, output } = await rapport(dataDir, 'workspace')
    expect(code).toBe(0)
    expect(output).toMatch(/^workspace +name +currency +time zone\n[- ]+\nnordwind +Nordwind +EUR +UTC\n$/)
    expect(readFileSync(join(dataDir, 'run.json'), 'utf8')).toBe(holder)
  })

  test('--workspace chooses, before or after the command', async () => {
    await rapportJson(dataDir, 'workspace', 'found', 'Second', '--slug', 'second', ...admin)
    const before = await rapport(dataDir, '--workspace', 'second', '--json', 'workspace')
    expect(JSON.parse(before.output).slug).toBe('second')
    expect((await rapportJson(dataDir, 'workspace', '--workspace', 'second')).slug).toBe('second')
    expect((await rapportJson(dataDir, 'people', '--workspace', 'second')).total).toBe(0)
    expect((await rapportJson(dataDir, 'people', '--workspace', 'nordwind')).total).toBe(2)
  })

  test('import checks without writing, runs again without doubling, and undoes', async () => {
    const chosen = ['--workspace', 'second']
    const [checked] = await rapportJson(dataDir, 'import', file, '--check', ...chosen)
    expect(checked).toMatchObject({ state: 'checked', check: { counts: { created: 2 } } })
    expect((await rapportJson(dataDir, 'people', ...chosen)).total).toBe(0)
    const [first] = await rapportJson(dataDir, 'import', file, ...chosen)
    const [again] = await rapportJson(dataDir, 'import', file, ...chosen)
    expect([first.counts.created, again.counts.created, again.counts.unchanged]).toEqual([2, 0, 2])
    expect((await rapportJson(dataDir, 'people', ...chosen)).total).toBe(2)
    const [undone] = await rapportJson(dataDir, 'import', '--undo', String(first.id), ...chosen)
    expect(undone.state).toBe('undone')
    expect((await rapportJson(dataDir, 'people', ...chosen)).total).toBe(0)
  })

  test('import says what it did as a table', async () => {
    const { code, output } = await rapport(dataDir, 'import', file, '--workspace', 'nordwind')
    expect(code).toBe(0)
    expect(output).toMatch(/import +file +kind +state +rows/)
    expect(output).toContain('people.csv')
  })

  test('import reads a file as it is told to', async () => {
    const report = join(folder, 'report.txt')
    writeFileSync(report, Buffer.from('Person^Place\nFirst Name^Email\nZo\u00EB^zoe@told.test\n', 'latin1'))
    const told = ['--delimiter', '^', '--header-line', '2', '--encoding', 'cp1252']
    const [view] = await rapportJson(dataDir, 'import', report, ...told, '--workspace', 'second')
    expect(view).toMatchObject({
      state: 'finished',
      counts: { created: 1 },
      recognition: { file: { delimiter: '^', headerLine: 2, encoding: 'windows-1252' } },
    })
    const listed = await rapportJson(dataDir, 'people', '--q', 'told', '--workspace', 'second')
    expect(listed.items[0].name).toBe('Zoë')
  })

  test('import names the file, the place and the remedy where a choice does not fit', async () => {
    const tell = async (...told: string[]) =>
      (await rapport(dataDir, 'import', file, ...told, '--workspace', 'second')).output.trim()
    expect(await tell('--header-line', '9')).toBe(
      `${file}: The file ends on line 3, so there is no line 9. Give a line from 1 to 3, or 0 where the file has no column names.`,
    )
    expect(await tell('--sheet', 'May')).toBe(
      `${file}: This file is text and has no sheets. Leave the sheet out.`,
    )
    expect(await tell('--delimiter', 'ab')).toMatch(/^--delimiter takes one character/)
    expect(await tell('--encoding', 'klingon')).toMatch(/^--encoding takes one of utf8,/)
    expect(await tell('--header-line', 'first')).toMatch(/^--header-line takes a line number/)
  })

  test('agreements prints what is in force at a date, as text and as JSON', async () => {
    const chosen = ['--workspace', 'nordwind']
    const { output } = await rapport(dataDir, 'agreements', ...chosen)
    expect(output).toMatch(/^MQL \(stage, version 1, in force since \d{4}-\d\d-\d\d, unsigned\)$/m)
    expect(output).toMatch(/^ {2}When a lead stands here\n {4}fit is at least 60/im)
    const { items } = await rapportJson(dataDir, 'agreements', ...chosen)
    expect(items[0]).toMatchObject({ adopted: true, number: 1, body: {}, clauses: expect.any(Array) })
    const before = await rapport(dataDir, 'agreements', '--at', '2001-01-01', ...chosen)
    expect(before.output).toBe('No agreement was in force.\n')
    const wrong = await rapport(dataDir, 'agreements', '--at', 'someday', ...chosen)
    expect(wrong.output).toContain('someday is no date')
  })

  test('funnel and pipeline print figures as tables and as JSON', async () => {
    const chosen = ['--workspace', 'nordwind']
    expect((await rapport(dataDir, 'funnel', ...chosen)).output).toMatch(/^month +leads/)
    expect((await rapport(dataDir, 'pipeline', ...chosen)).output).toMatch(/^none +deals +open +won/)
    expect((await rapportJson(dataDir, 'funnel', '--group', 'origin', ...chosen)).group).toBe('origin')
    const figures = await rapportJson(dataDir, 'pipeline', '--group', 'quarter', ...chosen)
    expect(figures.total.figures['deals-counted'].value).toBe(0)
  })

  test('analytics rebuild makes the copy of the chosen workspace anew', async () => {
    const chosen = ['--workspace', 'nordwind']
    const copy = join(
      dataDir,
      'analytics',
      `${(await rapportJson(dataDir, 'workspace', ...chosen)).id}.duckdb`,
    )
    const before = statSync(copy).ino
    const { code, output } = await rapport(dataDir, 'analytics', 'rebuild', ...chosen)
    expect({ code, output }).toEqual({
      code: 0,
      output: expect.stringMatching(/^Made the copy anew: \d+ rows in [\d.]+ s, [\d.]+ MiB on disk\.\n$/),
    })
    expect(statSync(copy).ino).not.toBe(before)
    const view = await rapportJson(dataDir, 'analytics', 'rebuild', ...chosen)
    expect(view).toEqual({
      seconds: expect.any(Number),
      rows: expect.any(Number),
      bytes: statSync(copy).size,
    })
    expect(view.rows).toBeGreaterThan(0)
  })

  test('export writes CSV, JSON lines, or a file', async () => {
    const chosen = ['--workspace', 'nordwind']
    const { output } = await rapport(dataDir, 'export', 'people', ...chosen)
    expect(output.split('\r\n').filter((line) => line !== '')).toHaveLength(3)
    expect(output).toContain('Ada Lovelace')
    const lines = (await rapport(dataDir, 'export', 'people', '--json', ...chosen)).output.trim().split('\n')
    expect(lines.map((line) => JSON.parse(line).email).toSorted()).toEqual([
      'ada@engines.test',
      'alan@tapes.test',
    ])
    const out = join(folder, 'companies.csv')
    expect((await rapport(dataDir, 'export', 'companies', '--out', out, ...chosen)).output).toBe('')
    expect(readFileSync(out, 'utf8')).toMatch(/^id,name,domain/)
    expect((await rapport(dataDir, 'export', 'funnel', ...chosen)).output).toContain(',')
  })

  test('the sample company is shown, and a missing one is not removed', async () => {
    expect(await rapportJson(dataDir, 'sample')).toEqual({ state: 'none', slug: null })
    expect(await rapport(dataDir, 'sample', 'remove')).toEqual({
      code: 1,
      output: 'There is no sample company.\n',
    })
  })

  test('a back-test prints what a version would have done, in words or as JSON', async () => {
    const { items } = await rapportJson(dataDir, 'agreements', '--workspace', 'nordwind')
    const mql = items.find((item: { agreement: { name: string } }) => item.agreement.name === 'MQL')
    const asked = ['back-test', String(mql.id), '--from', '2026-01-01', '--workspace', 'nordwind']
    const told = await rapportJson(dataDir, ...asked)
    expect(told).toMatchObject({ state: 'finished', stage: { key: 'mql' }, from: '2026-01-01T00:00:00.000Z' })
    expect(told.result.replayed.leads).toBe(0)
    const { code, output } = await rapport(dataDir, ...asked)
    expect(code, output).toBe(0)
    expect(output).toContain('would have qualified 0 leads as MQL')
    expect(output).toMatch(/month +in force +proposed +gained/)
  })

  test.each([
    ['a workspace that is not there', ['people', '--workspace', 'nowhere']],
    ['a grouping that is not there', ['funnel', '--group', 'weather']],
    ['a grouping of deals that is not there', ['pipeline', '--group', 'weather']],
    ['a list that is not there', ['export', 'weather']],
    ['a file that is not there', ['import', 'nowhere.csv']],
    ['no file at all', ['import']],
    ['a mapping that is not there', ['import', 'package.json', '--mapping', 'nowhere.json']],
    ['an import that is not there', ['import', '--undo', '4711']],
    ['an import that is no number', ['import', '--undo', 'abc']],
    ['a version that is not there', ['back-test', '4711']],
    ['a version that is no number', ['back-test', 'mql']],
    ['more rows than a page holds', ['people', '--limit', '1000']],
    ['a folder that cannot be written', ['export', 'people', '--out', '/nowhere/people.csv']],
    ['a short name that is taken', ['workspace', 'found', 'Other', '--slug', 'second', ...admin]],
  ])('%s is one sentence and exit code 1', async (_, args) => {
    const { code, output } = await rapport(dataDir, ...args)
    expect(code, output).toBe(1)
    expect(output.trim().split('\n'), output).toHaveLength(1)
    expect(output).not.toMatch(/Error|at .*:\d+/)
  })
})

test('a data folder that another program fills is refused in one sentence', async () => {
  const taken = join(folder, 'taken')
  writeFileSync(taken, '')
  const { code, output } = await rapport(taken, 'people')
  expect(code).toBe(1)
  expect(output.trim().split('\n')).toHaveLength(1)
})

test('help says what there is', async () => {
  const started = startProgram(['cli/main.ts', '--help'])
  await saying(started, 'export')
  expect(await started.ended).toBe(0)
  for (const command of ['import', 'funnel', 'pipeline', 'people', 'workspace', 'sample', 'analytics'])
    expect(started.output()).toContain(command)
})
