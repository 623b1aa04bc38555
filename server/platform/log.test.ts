import { expect, test } from 'vitest'
import { saying, startScript } from '../../test/processes.ts'

const entryOf = async (call: string): Promise<Record<string, unknown>> => {
  const script = startScript(`
    import { createLog } from './server/platform/log.ts'
    const log = createLog({ level: 'info', process: 'test' })
    ${call}`)
  const output = await saying(script, '\n')
  return JSON.parse(output)
}

test('an entry is one line of JSON that says when, how grave, and which process', async () => {
  expect(await entryOf(`log.warn({ rows: 3 }, 'Three rows')`)).toEqual({
    level: 'warn',
    time: expect.stringMatching(/^\d{4}-\d\d-\d\dT.*Z$/),
    process: 'test',
    rows: 3,
    msg: 'Three rows',
  })
})

test('passwords, tokens and cookies never reach the log, however deep they stand', async () => {
  const entry = await entryOf(
    `log.info({ password: 'p1', request: { headers: { cookie: 'p2', authorization: 'p3' } }, body: { token: 'p4' } }, 'x')`,
  )
  expect(JSON.stringify(entry)).not.toMatch(/p[1-4]/)
})
