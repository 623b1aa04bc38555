import pg from 'pg'
import { z } from 'zod'
import type { ConnectionOptions } from './connection.ts'

/** The channel on which committed acts are announced: `{ workspaceId, event }` as JSON. */
export const liveChannel = 'rapport_events'
const reconnectAfterMs = 1000
const keepAliveAfterMs = 10_000

const notice = z.object({ workspaceId: z.number().int(), event: z.object({ id: z.number().int() }).loose() })
export type LiveNotice = z.infer<typeof notice>['event']

export type Subscriber = {
  /** Called for each act of the subscriber's workspace. */
  readonly deliver: (event: LiveNotice) => void
  /** Called when acts may have been missed, or when the program stops: the subscriber has to begin anew. */
  readonly end: () => void
}

/** One listening connection for the whole process, and those who hear only what their own workspace does. */
export type Live = {
  subscribe(workspaceId: number, subscriber: Subscriber): () => void
  /** Calls back for each act of any workspace, also after a lost connection; what was missed in between is not told. */
  follow(deliver: (workspaceId: number) => void): void
  /** Whether announcements arrive at the moment. */
  listening(): boolean
  count(): number
  close(): Promise<void>
}

type Warn = { warn(details: object, message: string): void }

/** Listens for committed acts and hands each to the subscribers of its workspace, and to nobody else. */
export async function openLive(connection: ConnectionOptions, log: Warn): Promise<Live> {
  const hearers: Hearers = { subscribers: new Map(), followers: [] }
  const { subscribers, followers } = hearers
  let client: pg.Client | undefined
  let closed = false

  const endAll = () => {
    for (const subscriber of [...subscribers.values()].flatMap((some) => [...some])) subscriber.end()
    subscribers.clear()
  }
  const lost = (failed: pg.Client, error?: Error) => {
    if (client !== failed || closed) return
    client = undefined
    log.warn({ err: error }, 'the listening connection was lost')
    endAll()
    retry()
  }
  const connect = async () => {
    const opened = await listen(connection, (text) => dispatch(hearers, text))
    if (closed) return opened.end()
    client = opened
    opened.on('error', (error) => lost(opened, error))
    opened.on('end', () => lost(opened))
  }
  const retry = () => {
    setTimeout(() => void (closed || connect().catch(retry)), reconnectAfterMs).unref()
  }

  await connect()
  return {
    subscribe: (workspaceId, subscriber) => join(subscribers, workspaceId, subscriber),
    follow: (deliver) => void followers.push(deliver),
    listening: () => client !== undefined,
    count: () => [...subscribers.values()].reduce((sum, some) => sum + some.size, 0),
    close: async () => {
      closed = true
      endAll()
      await client?.end()
    },
  }
}

async function listen(connection: ConnectionOptions, hear: (text: string) => void): Promise<pg.Client> {
  const client = new pg.Client({
    ...connection,
    application_name: 'rapport live',
    keepAlive: true,
    keepAliveInitialDelayMillis: keepAliveAfterMs,
  })
  // Without a listener an error before the caller adds its own would end the process.
  client.on('error', () => {})
  client.on('notification', ({ payload }) => hear(payload ?? ''))
  await client.connect()
  await client.query(`listen ${liveChannel}`)
  return client
}

type Hearers = {
  readonly subscribers: Map<number, Set<Subscriber>>
  readonly followers: ((workspaceId: number) => void)[]
}

function dispatch({ subscribers, followers }: Hearers, text: string): void {
  const parsed = notice.safeParse(parse(text))
  if (!parsed.success) return
  for (const deliver of followers) deliver(parsed.data.workspaceId)
  for (const subscriber of subscribers.get(parsed.data.workspaceId) ?? []) {
    subscriber.deliver(parsed.data.event)
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function join(all: Map<number, Set<Subscriber>>, workspaceId: number, subscriber: Subscriber): () => void {
  const group = all.get(workspaceId) ?? new Set()
  all.set(workspaceId, group.add(subscriber))
  return () => {
    group.delete(subscriber)
    if (group.size === 0 && all.get(workspaceId) === group) all.delete(workspaceId)
  }
}
