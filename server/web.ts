/** Composes the web server: one Fastify with sign-in, every domain's routes, the web app and live updates. */
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { createApp } from './http/app.ts'
import { healthRoutes } from './http/health.ts'
import { createIdentify, createRecognise } from './http/identify.ts'
import type { Desk } from './http/resource.ts'
import { SignIn } from './http/sign-in.ts'
import { serveWebApp } from './http/static.ts'
import { clock } from './platform/clock.ts'
import { openDatabase, run } from './platform/database.ts'
import type { Database } from './platform/database.ts'
import { openLive } from './platform/live.ts'
import type { Live } from './platform/live.ts'
import type { RunningWeb, WebContext } from './platform/programs.ts'
import { localAddress, publicUrlOf } from './platform/settings.ts'
import type { Settings } from './platform/settings.ts'
import { registerRoutes } from './routes.ts'
import { keepBack, withhold } from './withholding.ts'

const webFolder = fileURLToPath(new URL('../web/dist', import.meta.url))
const packageFile = new URL('../package.json', import.meta.url)
/** How long what is under way may take when the program stops. */
const finishWithinMs = 8000

/** What tests may put in another's place. */
export type WebSeams = { readonly wall?: Database['wall'] }

/** A web server, and for tests the application inside it. */
export type Web = RunningWeb & { readonly app: FastifyInstance }

/** Opens the database as the application's role, composes the routes and listens. */
export async function startWeb(context: WebContext, seams: WebSeams = {}): Promise<Web> {
  const database = openDatabase({ ...context.connection, application_name: 'rapport web' }, seams.wall)
  const live = await openLive(context.connection, context.log)
  try {
    const app = await compose(context, database, live)
    await app.listen({ host: context.settings.HOST, port: context.settings.PORT })
    const stop = () => stopWeb({ app, database, live })
    const signIn = await howToSignIn(database, context.settings)
    return { app, address: addressOf(app, context.settings), signIn, stop }
  } catch (error) {
    await live.close()
    await database.close()
    throw error
  }
}

const now = (): Date => clock.now()

async function compose(context: WebContext, database: Database, live: Live): Promise<FastifyInstance> {
  const { settings, log } = context
  const publicUrl = publicUrlOf(settings)
  const secure = publicUrl.startsWith('https:')
  const app = await createApp({ log, version: versionOfPackage(), trustProxy: settings.TRUST_PROXY, secure })
  const signIn = new SignIn({ database, secret: context.secret, publicUrl, now })
  const desk: Desk = {
    app,
    database,
    now,
    live,
    withhold,
    keepBack,
    signIn,
    identify: createIdentify({ database, signIn, operatorToken: context.operatorToken, now }),
    recognise: createRecognise(database),
    production: settings.MODE === 'production',
    // With PORT=0 the system chooses the port at the start of listening, after this.
    get publicUrl() {
      return settings.PUBLIC_URL ?? addressOf(app, settings)
    },
  }
  logRequests(app)
  partAfterTheLast(app)
  const parts = [context.analytics, context.worker].filter((part) => part !== undefined)
  healthRoutes(app, { database, live, parts })
  registerRoutes(desk, context.analytics)
  await serveWebApp(app, webFolder)
  return app
}

/** What to do first, for the person at the terminal. */
async function howToSignIn({ open }: Database, { MODE }: Settings): Promise<string> {
  const known = await run<{ sample_since: Date | null }>(open, 'select * from rapport_workspaces()')
  if (known.some((one) => one.sample_since === null)) return 'Sign in with your mail address and password.'
  if (known.length === 0 || MODE === 'production') return 'Open it in a browser to found your workspace.'
  return 'Open it in a browser: look at the sample company through the eyes of its cast, or found your own workspace.'
}

/** One line for each request. The route's pattern stands for the address, which may hold a link's secret. */
function logRequests(app: FastifyInstance): void {
  app.addHook('onResponse', async (request: FastifyRequest, reply) => {
    const { method, routeOptions } = request
    const route = routeOptions.url ?? 'none'
    const ms = Math.round(reply.elapsedTime)
    request.log.info({ method, route, status: reply.statusCode, ms }, 'request')
  })
}

/** A browser keeps its connection for the next request; when the server takes no more, that would hold up its stop. */
function partAfterTheLast(app: FastifyInstance): void {
  app.addHook('onResponse', async () => {
    if (!app.server.listening) setImmediate(() => app.server.closeIdleConnections())
  })
}

type Running = { readonly app: FastifyInstance; readonly database: Database; readonly live: Live }

/** Streams end first, since they would never end by themselves; then whatever is under way gets its time. */
async function stopWeb({ app, database, live }: Running): Promise<void> {
  await live.close()
  const impatience = setTimeout(() => app.server.closeAllConnections(), finishWithinMs)
  await app.close()
  clearTimeout(impatience)
  await database.close()
}

function addressOf(app: FastifyInstance, settings: Settings): string {
  const address = app.server.address()
  return localAddress(
    settings,
    typeof address === 'object' && address !== null ? address.port : settings.PORT,
  )
}

function versionOfPackage(): string {
  const parsed: unknown = JSON.parse(readFileSync(packageFile, 'utf8'))
  const version: unknown =
    typeof parsed === 'object' && parsed !== null ? Reflect.get(parsed, 'version') : undefined
  return String(version)
}
