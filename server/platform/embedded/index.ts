/**
 * The database that Rapport carries: a real PostgreSQL in the data folder, reached by a unix socket that only
 * the user who runs Rapport can open. `startEmbedded` makes it at the first start, stops what an earlier start
 * left behind, starts the server, starts it again if it dies, and stops it in good order.
 */
import { chmodSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { APP_ROLE, type ConnectionOptions, type DatabaseConnections } from '../connection.ts'
import { serverAccount, type Account } from './account.ts'
import { DATABASE, giveTo, OWNER_ROLE, prepareCluster, type Cluster } from './cluster.ts'
import { prepareEngine } from './engine.ts'
import { readPostmaster, RUNTIME_FOLDER_PREFIX, stopOrphan } from './orphan.ts'
import { startPostmaster, type Postmaster } from './postmaster.ts'
import { FORGETFUL_SETTINGS, serverSettings } from './tuning.ts'

/** Where the data is, and who hears what the server says. */
export interface EmbeddedOptions {
  readonly dataDir: string
  readonly onLine?: (line: string) => void
  /** Gives up durability for speed. For throw-away test databases only. */
  readonly forgetful?: boolean
}

/** The running database: how to connect as each role, its process id and the way to stop it. */
export interface EmbeddedDatabase extends DatabaseConnections {
  readonly pid: () => number
  stop(): Promise<void>
}

/** What every start of the server on this cluster shares. */
interface Serving {
  readonly cluster: Cluster
  readonly settings: Readonly<Record<string, string>>
  readonly onLine: (line: string) => void
}

const PORT = 5432
/** The kernel allows 107 bytes; the lock file beside the socket is the longer name. */
const SOCKET_PATH_MOST_BYTES = 100
const RESTART_PAUSE_MS = 200
const RESTARTS_MOST = 50
const EVERYBODY_MAY_PASS = 0o711
const OWNER_ONLY = 0o700

/** Starts the database of a data folder, which the caller has locked. */
export async function startEmbedded(options: EmbeddedOptions): Promise<EmbeddedDatabase> {
  const account = serverAccount()
  mkdirSync(options.dataDir, { recursive: true })
  // Only the server's own account may look into its folder, but it must be able to get there.
  if (account) chmodSync(options.dataDir, EVERYBODY_MAY_PASS)
  const engine = prepareEngine(options.dataDir, account)
  const cluster = {
    engine,
    folder: join(options.dataDir, 'postgres'),
    account,
    forgetful: options.forgetful ?? false,
  }
  const socketFolder = makeSocketFolder(options.dataDir, account)
  const settings = { ...serverSettings(socketFolder), ...(options.forgetful && FORGETFUL_SETTINGS) }
  prepareCluster(cluster)
  const kept = await keepServing({ cluster, settings, onLine: options.onLine ?? (() => {}) })
  const stop = async () => {
    await kept.stop()
    rmSync(socketFolder, { recursive: true, force: true })
  }
  return {
    owner: connection(socketFolder, OWNER_ROLE),
    app: connection(socketFolder, APP_ROLE),
    pid: kept.pid,
    stop,
  }
}

/** The owner's way into the server that runs on a data folder, for programs beside the one that started it. */
export function runningOwner(dataDir: string): ConnectionOptions | undefined {
  const postmaster = readPostmaster(join(dataDir, 'postgres'))
  return postmaster && connection(postmaster.socketFolder, OWNER_ROLE)
}

function connection(socketFolder: string, user: string): ConnectionOptions {
  return { host: socketFolder, port: PORT, user, database: DATABASE }
}

/** The socket lies in the data folder where its path is short enough, else in a fresh folder of a short name. */
function makeSocketFolder(dataDir: string, account: Account | undefined): string {
  const inside = join(dataDir, 'run')
  const fits = Buffer.byteLength(join(inside, `.s.PGSQL.${PORT}.lock`)) <= SOCKET_PATH_MOST_BYTES
  if (fits) mkdirSync(inside, { recursive: true, mode: OWNER_ONLY })
  const folder = fits ? inside : mkdtempSync(join('/tmp', RUNTIME_FOLDER_PREFIX))
  giveTo(folder, account)
  return folder
}

/** Keeps one server running until it is asked to stop: a server that is killed comes back and recovers. */
async function keepServing(serving: Serving): Promise<{ pid: () => number; stop: () => Promise<void> }> {
  let postmaster = await serve(serving)
  let stopping = false
  const watch = async () => {
    await postmaster.ended
    if (stopping) return
    serving.onLine('The database server ended unexpectedly and is started again.')
    const next = await serveAgain(serving, () => stopping)
    if (!next) return
    postmaster = next
    if (stopping) await postmaster.stop()
    await watch()
  }
  const watching = watch()
  const stop = async () => {
    stopping = true
    await postmaster.stop()
    await watching
  }
  return { pid: () => postmaster.pid, stop }
}

async function serve({ cluster, settings, onLine }: Serving): Promise<Postmaster> {
  const disregardPid = await stopOrphan(cluster.folder)
  return startPostmaster(cluster, { settings, disregardPid, onLine })
}

/** Processes of a killed server hold its shared memory for a moment, so a restart may need several tries. */
async function serveAgain(serving: Serving, stopping: () => boolean): Promise<Postmaster | undefined> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await serve(serving)
    } catch (error) {
      if (stopping()) return undefined
      if (attempt === RESTARTS_MOST) throw error
      await pause(RESTART_PAUSE_MS)
    }
  }
}
