import { createServer } from 'node:http'
import { once } from 'node:events'
import type { RunningWeb, WebContext } from '../platform/programs.ts'

/** Holds the place of the web server until it is built. */
export async function startWeb({ settings }: WebContext): Promise<RunningWeb> {
  const server = createServer((_request, response) => response.end('Rapport\n'))
  server.listen(settings.PORT, settings.HOST)
  await once(server, 'listening')
  const address = server.address()
  const port = typeof address === 'object' && address ? address.port : settings.PORT
  const stop = async () => {
    server.closeAllConnections()
    server.close()
  }
  return { address: `http://${settings.HOST}:${port}`, stop }
}
