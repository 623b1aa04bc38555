import { existsSync } from 'node:fs'
import { join } from 'node:path'
import fastifyStatic from '@fastify/static'
import type { FastifyInstance } from 'fastify'
import { apiPrefix } from '../../contract/endpoint.ts'
import { Refusal } from '../platform/refusal.ts'

const yearSeconds = 31_536_000
/** What the build names by its content never changes under that name. */
const hashedAsset = /\/assets\/[^/]+-[\w-]{8,}\.\w+$/

/**
 * Serves the built web app. An address that names no file belongs to a page of the app, which finds its own way;
 * what is missing under the API, or looks like a file, is missing.
 */
export async function serveWebApp(app: FastifyInstance, folder: string): Promise<void> {
  const built = existsSync(join(folder, 'index.html'))
  if (built) await registerFiles(app, folder)
  app.setNotFoundHandler((request, reply) => {
    const [path = ''] = request.url.split('?')
    const isPage =
      ['GET', 'HEAD'].includes(request.method) && !path.startsWith(apiPrefix) && !/\.\w+$/.test(path)
    if (!isPage) throw new Refusal('not-found')
    // An answer that is handed back is awaited again, each time with listeners of its own, until Node suspects a leak.
    if (built) void reply.sendFile('index.html')
    else
      void reply.type('text/plain').send('Rapport runs, but its web app was not built yet: run bin/build.\n')
  })
}

async function registerFiles(app: FastifyInstance, folder: string): Promise<void> {
  await app.register(fastifyStatic, {
    root: folder,
    index: 'index.html',
    preCompressed: true,
    cacheControl: false,
    // The map of the build is for the build.
    allowedPath: (path) => !path.includes('/.'),
    setHeaders: (reply, path) => {
      const forever = hashedAsset.test(path.replace(/\.(br|gz)$/, ''))
      reply.header('cache-control', forever ? `public, max-age=${yearSeconds}, immutable` : 'no-cache')
    },
  })
}
