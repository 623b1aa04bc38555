/**
 * A second workspace cannot see a byte of the first, with either wall removed. Every route is taken from the served
 * description and every table from the catalogs, so that neither a new route nor a new table can escape.
 */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { analyticsInTest } from './analytics.ts'
import { Client } from './client.ts'
import type { Answer } from './client.ts'
import { fingerprint, plant, secretMarks } from './planting.ts'
import type { Planted } from './planting.ts'
import { sample } from './sampling.ts'
import type { JsonSchema } from './sampling.ts'
import { mailOf, openWorld, password } from './world.ts'
import type { World, WorldOptions } from './world.ts'

const streamOpenMs = 250
const requestsAtOnce = 8
/** Each address may ask only so often, and an answer that says so proves nothing. */
const requestsOfAddressMax = 1000
/** Every route with every id is some thousand requests, and other tests run beside them. */
const probingMsMax = 180_000
/** What a foreign key says: the request was understood, and what it refers to is not in this workspace. */
const refersNowhere = 'This refers to something that does not exist.'

/** The wall turns once everybody has signed in, for signing in reads one's own workspace too. */
let turned = false

type Operation = {
  readonly operationId: string
  readonly method: string
  readonly path: string
  readonly open: boolean
  readonly tag: string
  readonly parameters: readonly { name: string; in: string; schema: JsonSchema }[]
  readonly body: JsonSchema | undefined
  readonly streams: boolean
}

const walls: Record<string, WorldOptions> = {
  'with both walls': {},
  'with row-level security removed': { withoutRowSecurity: true },
  'with the wall of row-level security around the rival instead': {
    wall:
      ({ home, rival }) =>
      (id) =>
        turned && id === home ? rival : id,
  },
}

describe.each(Object.entries(walls))('%s', (_name, options) => {
  let world: World
  let planted: Planted
  let operations: Operation[]

  beforeAll(async () => {
    const analytics = analyticsInTest()
    world = await openWorld({ ...options, settings: { TRUST_PROXY: true }, web: { analytics } })
    await analytics.openOn(options.withoutRowSecurity === true ? world.database.owner : world.database.app)
    planted = await plant(world.database.ownerPool, world.rival)
    operations = await describedOperations(world)
    turned = false
  })
  afterAll(() => world.close())

  test(
    'no answer holds anything of the rival, and nothing of the rival changes',
    { timeout: probingMsMax },
    async () => {
      const before = await fingerprint(world.database.ownerPool, world.rival)
      const failures = await probeAll(world, operations, planted)
      expect(failures.leaks).toEqual([])
      if (options.wall === undefined) expect(failures.crashes).toEqual([])
      expect([...failures.misunderstood].filter(([id]) => !failures.understood.has(id))).toEqual([])
      expect(await fingerprint(world.database.ownerPool, world.rival)).toEqual(before)
    },
  )

  test('the rival sees what was planted, so that the test would notice', async () => {
    if (options.wall !== undefined) return
    const answers = await Promise.all(
      ['members', 'invitations', 'views', 'mails', 'events', 'keys'].map((list) =>
        world.as('rita').get(`/api/v1/${list}`),
      ),
    )
    expect(answers.map(holdsSecret)).toEqual(answers.map(() => true))
  })
})

describe('row-level security alone', () => {
  let world: World
  let planted: Planted

  beforeAll(async () => {
    world = await openWorld()
    planted = await plant(world.database.ownerPool, world.rival)
  })

  test('hides every row of every table from a query that forgot to name its workspace', async () => {
    expect(planted.tables.length).toBeGreaterThan(20)
    const seen = await world.scope('aylin', async ({ client }) => {
      const tables: string[] = []
      for (const table of planted.tables) {
        const { rows } = await client.query(`select 1 from ${table} where workspace_id <> $1 limit 1`, [
          world.home,
        ])
        if (rows.length > 0) tables.push(table)
      }
      return tables
    })
    expect(seen).toEqual([])
  })

  test('shows nothing at all before a workspace is known', async () => {
    const counts = await Promise.all(
      planted.tables.map((table) => world.database.appPool.query(`select 1 from ${table} limit 1`)),
    )
    expect(counts.filter(({ rows }) => rows.length > 0)).toEqual([])
  })

  test('lets no row be written into another workspace', async () => {
    const moved = world.scope('aylin', ({ client }) =>
      client.query('update members set workspace_id = $1 where id = $2', [world.rival, world.ids.theo]),
    )
    await expect(moved).rejects.toThrow('row-level security')
  })
})

describe('signed out', () => {
  let world: World

  beforeAll(async () => {
    world = await openWorld()
  })

  test('every route for members answers 401', async () => {
    const operations = (await describedOperations(world)).filter((operation) => !operation.open)
    const answers = await Promise.all(
      operations.map(async (operation) => {
        const request = requestOf(operation, { id: crypto.randomUUID(), workspaceId: world.home })
        const answer = await world.stranger().request(operation.method, request.path, { body: request.body })
        return `${operation.operationId} ${answer.status}`
      }),
    )
    expect(answers).toEqual(operations.map((operation) => `${operation.operationId} 401`))
  })
})

type Described = {
  readonly operationId: string
  readonly tags?: string[]
  readonly security?: unknown[]
  readonly parameters?: { name: string; in: string; schema: JsonSchema }[]
  readonly requestBody?: { content: Record<string, { schema: JsonSchema }> }
  readonly responses: Record<string, { content?: Record<string, unknown> }>
}

let schemas: Record<string, JsonSchema> = {}

async function describedOperations(world: World): Promise<Operation[]> {
  const { body } = await world.stranger().get('/api/v1/openapi.json')
  schemas = body.components.schemas ?? {}
  const paths = body.paths as Record<string, Record<string, Described>>
  const operations = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, described]) => operationOf(path, method, described)),
  )
  expect(operations.length).toBeGreaterThan(20)
  return operations
}

function operationOf(path: string, method: string, described: Described): Operation {
  const [content] = Object.values(described.requestBody?.content ?? {})
  return {
    operationId: described.operationId,
    method: method.toUpperCase(),
    path,
    open: described.security?.length === 0,
    tag: described.tags?.[0] ?? '',
    parameters: described.parameters ?? [],
    body: content?.schema,
    streams: Object.values(described.responses).some(
      (answer) => 'text/event-stream' in (answer.content ?? {}),
    ),
  }
}

type Filling = { readonly id: string; readonly workspaceId: number }

/** A request with one of the rival's ids wherever an id may stand: in the path, the query and the body. */
function requestOf(operation: Operation, { id, workspaceId }: Filling): { path: string; body: unknown } {
  const samples = { uuid: () => (isUuid(id) ? id : crypto.randomUUID()), schemas }
  const valueOf = ({ name, schema }: Operation['parameters'][number]) => {
    if (name === 'workspaceId') return workspaceId
    if (name !== 'id' && !name.endsWith('Id')) return sample(schema, samples, name)
    if (isUuid(id) === (schema.format === 'uuid')) return id
    return schema.format === 'uuid' ? crypto.randomUUID() : 1
  }
  let { path } = operation
  const query = new URLSearchParams()
  for (const parameter of operation.parameters) {
    const value = String(valueOf(parameter))
    if (parameter.in === 'path') path = path.replace(`{${parameter.name}}`, encodeURIComponent(value))
    else if (parameter.in === 'query' && !unasked(operation, parameter.name))
      query.append(parameter.name, value)
  }
  const body = operation.body === undefined ? undefined : sample(operation.body, samples)
  const shape = shapes[operation.operationId]
  return { path: query.size > 0 ? `${path}?${query}` : path, body: shape === undefined ? body : shape(body) }
}

/** A cursor is only ever one that a list gave, and how to read a file depends on the file. */
function unasked({ operationId }: Operation, parameter: string): boolean {
  return parameter === 'cursor' || operationId === 'createImport'
}

/** Bodies that a JSON schema cannot say. A new operation that answers only 400 here is to be taught in this place. */
const shapes: Record<string, (body: unknown) => unknown> = {
  createAgreement: (body) => ({
    ...(body as object),
    body: { kind: 'term', definition: 'A word.' },
    quiz: [],
  }),
  changeAgreementVersion: (body) => ({ ...(body as object), quiz: [] }),
  draftAgreement: (body) => ({ ...(body as object), quiz: [] }),
  matchCriteria: (body) => ({
    ...(body as object),
    criteria: { kind: 'group', join: 'all', of: [] },
    at: undefined,
  }),
  nameSignatories: () => ({ memberIds: [] }),
  createBulkChange: (body) => ({ ...(body as object), filter: undefined, field: 'city', value: 'Here' }),
  createImport: () => {
    const form = new FormData()
    form.append('file', new Blob(['name,email\nAda,ada@nowhere.test\n'], { type: 'text/csv' }), 'people.csv')
    return form
  },
}

function isUuid(text: string): boolean {
  return /^[0-9a-f]{8}-/.test(text)
}

/** What went wrong, and which operations were asked in a way that they understood. */
type Failures = {
  leaks: string[]
  crashes: string[]
  understood: Set<string>
  misunderstood: Map<string, string>
}

/** Asks every operation: as it is, and with each of the rival's ids where it takes one. */
async function probeAll(world: World, operations: Operation[], planted: Planted): Promise<Failures> {
  const failures: Failures = { leaks: [], crashes: [], understood: new Set(), misunderstood: new Map() }
  const ids = [...new Set(planted.ids)]
  const probes = operations.flatMap((operation) =>
    idsFor(operation, ids).map((id) => ({ operation, id, workspaceId: world.rival })),
  )
  // Whoever signs out or changes their password ends the session that the next question needs.
  const [ending, asking] = split(
    probes,
    ({ operation }) => operation.tag === 'Sign-in' && operation.method !== 'GET',
  )
  const leaving: Client[] = []
  // One after the other: many at once look like somebody who guesses a password.
  while (leaving.length < ending.length)
    leaving.push(await signedIn(new Client(world.address, { email: mailOf('carl'), password })))
  const asker = await signedIn(world.as('aylin'))
  turned = true
  for (let at = 0; at < asking.length; at += requestsAtOnce) {
    const batch = asking.slice(at, at + requestsAtOnce)
    await Promise.all(batch.map((probe) => ask(asker, { ...probe, failures })))
  }
  for (const probe of ending) await ask(leaving.pop()!, { ...probe, failures })
  return failures
}

async function signedIn(client: Client): Promise<Client> {
  await client.get('/healthz')
  return client
}

/** Each of the rival's ids that the operation would take for an id, or one where it takes none. */
function idsFor({ parameters }: Operation, ids: readonly string[]): readonly string[] {
  const forIds = parameters.filter(({ name }) => name === 'id' || name.endsWith('Id'))
  if (forIds.length === 0) return ids.slice(0, 1)
  return ids.filter((id) => forIds.some(({ schema }) => isUuid(id) === (schema.format === 'uuid')))
}

function split<T>(items: readonly T[], belongs: (item: T) => boolean): [T[], T[]] {
  return [items.filter(belongs), items.filter((item) => !belongs(item))]
}

type Probe = {
  readonly operation: Operation
  readonly id: string
  readonly workspaceId: number
  readonly failures: Failures
}

async function ask(client: Client, { operation, id, workspaceId, failures }: Probe): Promise<void> {
  // With ids in the query a list may be empty for that reason alone, so it is also asked without.
  const filled = requestOf(operation, { id, workspaceId })
  const bare = { ...filled, path: filled.path.split('?')[0] ?? '' }
  for (const { path, body } of operation.method === 'GET' && filled.path !== bare.path
    ? [bare, filled]
    : [filled]) {
    const answer = operation.streams
      ? await listen(client, path)
      : await client.request(operation.method, path, { body, headers: fromSomewhere() })
    const label = `${operation.operationId} ${path} answered ${answer.status}`
    if (holdsSecret(answer)) failures.leaks.push(`${label}: ${answer.text.slice(0, 300)}`)
    if (answer.status === 400 && !answer.text.includes(refersNowhere))
      failures.misunderstood.set(operation.operationId, answer.text.slice(0, 300))
    else failures.understood.add(operation.operationId)
    // Doors that are open to everybody refuse whoever knocks too often; all others have to answer.
    if (answer.status >= 500 || (answer.status === 429 && !operation.open))
      failures.crashes.push(`${label}: ${answer.text.slice(0, 300)}`)
  }
}

let asked = 0

/** As if the questions came through a proxy, from another address after some. */
function fromSomewhere(): Record<string, string> {
  const address = Math.floor(asked++ / requestsOfAddressMax)
  return { 'x-forwarded-for': `10.0.0.${address}` }
}

/** A stream never ends, so what it says in its first moments has to do. */
async function listen(client: Client, path: string): Promise<Answer> {
  const abort = new AbortController()
  const answer = await client.open('GET', path, { signal: abort.signal })
  setTimeout(() => abort.abort(), streamOpenMs)
  const decoder = new TextDecoder()
  let text = ''
  try {
    for await (const chunk of answer.body ?? []) text += decoder.decode(chunk, { stream: true })
  } catch {
    // The time is over, which is how listening ends.
  }
  return { status: answer.status, headers: answer.headers, text, body: undefined }
}

function holdsSecret(answer: Answer): boolean {
  const everything = answer.text + JSON.stringify([...answer.headers])
  return secretMarks.some((mark) => everything.includes(mark))
}
