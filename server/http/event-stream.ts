import type { FastifyReply } from 'fastify'

/** A reader that falls this far behind is cut off; it returns and reads what it missed. */
const bufferBytesMax = 256 * 1024
const retryMs = 2000

export type EventStream = {
  send(event: { readonly name: string; readonly id?: number; readonly data: unknown }): void
  beat(): void
  end(): void
}

/** Turns an answer into a stream of server-sent events. `ended` is called once, whoever ends it. */
export function openEventStream(reply: FastifyReply, ended: () => void): EventStream {
  reply.hijack()
  const { raw } = reply
  for (const [name, value] of Object.entries(reply.getHeaders()))
    if (value !== undefined) raw.setHeader(name, value)
  raw.writeHead(200, {
    'content-type': 'text/event-stream; charset=utf-8',
    'cache-control': 'no-store',
    // A proxy that collects answers before passing them on would hold the news back.
    'x-accel-buffering': 'no',
  })
  let open = true
  const finish = () => {
    if (!open) return
    open = false
    ended()
  }
  raw.on('close', finish)
  raw.on('error', finish)
  const write = (text: string) => {
    if (!open) return
    if (raw.writableLength > bufferBytesMax) raw.destroy()
    else raw.write(text)
  }
  write(`retry: ${retryMs}\n\n`)
  return {
    send: ({ name, id, data }) => {
      write(`event: ${name}\n${id === undefined ? '' : `id: ${id}\n`}data: ${JSON.stringify(data)}\n\n`)
    },
    beat: () => write(': still here\n\n'),
    end: () => {
      raw.end()
      finish()
    },
  }
}
