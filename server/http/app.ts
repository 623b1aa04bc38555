import helmet from '@fastify/helmet'
import multipart from '@fastify/multipart'
import rateLimit from '@fastify/rate-limit'
import swagger from '@fastify/swagger'
import swaggerUi from '@fastify/swagger-ui'
import fastify, { LogController } from 'fastify'
import type { FastifyBaseLogger, FastifyInstance } from 'fastify'
import {
  jsonSchemaTransform,
  jsonSchemaTransformObject,
  serializerCompiler,
  validatorCompiler,
} from 'fastify-type-provider-zod'
import { v7 as uuid } from 'uuid'
import { apiPrefix } from '../../contract/endpoint.ts'
import { Refusal } from '../platform/refusal.ts'
import { refuseBrokenText } from './broken-text.ts'
import { translate } from './translate.ts'

const bodyBytesMax = 8 * 1024 * 1024
/** An upload of a million rows is some hundred megabytes; it is streamed, never held. */
const uploadBytesMax = 2 * 1024 * 1024 * 1024
const requestsPerMinuteMax = 3000
const requestTimeoutMs = 0
const keepAliveTimeoutMs = 65_000

export type AppOptions = {
  readonly log: FastifyBaseLogger
  readonly version: string
  readonly trustProxy: boolean
  readonly secure: boolean
}

/** The HTTP server with its guards, description and error translator, but without a single business route. */
export async function createApp(options: AppOptions): Promise<FastifyInstance> {
  const app = fastify({
    loggerInstance: options.log,
    genReqId: () => uuid(),
    bodyLimit: bodyBytesMax,
    requestTimeout: requestTimeoutMs,
    keepAliveTimeout: keepAliveTimeoutMs,
    trustProxy: options.trustProxy,
    logController: new LogController({ disableRequestLogging: true }),
    // What is under way may end; the deadline for that is the stopping web server's.
    forceCloseConnections: 'idle',
  })
  app.setValidatorCompiler(validatorCompiler)
  app.setSerializerCompiler(serializerCompiler)
  app.setErrorHandler(translate)
  await guard(app, options)
  await describe(app, options.version)
  return app
}

async function guard(app: FastifyInstance, options: AppOptions): Promise<void> {
  await app.register(helmet, {
    contentSecurityPolicy: {
      directives: {
        defaultSrc: ["'self'"],
        scriptSrc: ["'self'"],
        styleSrc: ["'self'", "'unsafe-inline'"],
        imgSrc: ["'self'", 'data:', 'blob:'],
        fontSrc: ["'self'", 'data:'],
        connectSrc: ["'self'"],
        frameAncestors: ["'none'"],
        upgradeInsecureRequests: options.secure ? [] : null,
      },
    },
    strictTransportSecurity: options.secure,
  })
  await app.register(rateLimit, { max: requestsPerMinuteMax, timeWindow: '1 minute' })
  await app.register(multipart, { limits: { fileSize: uploadBytesMax, files: 1, fields: 20 } })
  app.addHook('onRequest', async (request) =>
    refuseForeignOrigin(request.method, request.headers, request.host),
  )
  app.addHook('preValidation', async ({ body }) => refuseBrokenText(body))
}

const safeMethods = new Set(['GET', 'HEAD', 'OPTIONS'])

/** A browser on another site must not act with the cookie of a member (cross-site request forgery). */
async function refuseForeignOrigin(
  method: string,
  headers: Record<string, string | string[] | undefined>,
  host: string,
): Promise<void> {
  if (safeMethods.has(method)) return
  if (headers['sec-fetch-site'] === 'cross-site') throw foreignOrigin()
  const { origin } = headers
  if (typeof origin !== 'string' || origin === 'null') return
  if (!URL.canParse(origin) || new URL(origin).host !== host) throw foreignOrigin()
}

function foreignOrigin(): Refusal {
  return new Refusal('not-allowed', { message: 'This request comes from another site.' })
}

async function describe(app: FastifyInstance, version: string): Promise<void> {
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: 'Rapport',
        version,
        description: 'One funnel for marketing and sales. Every screen uses this API.',
      },
      components: {
        securitySchemes: {
          key: {
            type: 'http',
            scheme: 'bearer',
            description: 'An API key from Settings, or the local operator token.',
          },
          session: { type: 'apiKey', in: 'cookie', name: 'rapport.session_token' },
        },
      },
      security: [{ key: [] }, { session: [] }],
    },
    transform: jsonSchemaTransform,
    transformObject: jsonSchemaTransformObject,
  })
  await app.register(swaggerUi, { routePrefix: `${apiPrefix}/docs`, staticCSP: true })
  app.get(`${apiPrefix}/openapi.json`, { schema: { hide: true } }, () => app.swagger())
}
