import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { expect, onTestFinished, test } from 'vitest'
import { eventually, runs, saying, startScript, temporaryFolder } from '../../test/processes.ts'
import { createLog } from './log.ts'
import { supervise, type Supervised } from './supervise.ts'

const PROJECT = pathToFileURL(`${process.cwd()}/`)
const CONTEXT = { dataDir: '/nowhere', secret: 's', connections: { owner: {}, app: {} } }
const CHILD = `
  import { runAsChild } from '${new URL('server/platform/child.ts', PROJECT).href}'
  runAsChild(async ({ secret }) => ({
    answer: async (body) => {
      if (body === 'die') process.exit(3)
      if (body === 'hang') return new Promise(() => {})
      if (body === 'fail') throw new Error('no such figure')
      return { secret, body }
    },
    stop: async () => {},
  }))`

function childFile(): URL {
  const path = join(temporaryFolder(), 'child.mjs')
  writeFileSync(path, CHILD)
  return pathToFileURL(path)
}

function startChild(): Supervised {
  const child = supervise(
    { name: 'test', entry: childFile(), context: CONTEXT },
    createLog({ level: 'silent', process: 'test' }),
  )
  onTestFinished(() => child.stop())
  return child
}

test('a question is answered, with dates and big numbers as they are', async () => {
  const body = { at: new Date(0), many: 12_345_678_901_234_567_890n }
  expect(await startChild().ask(body)).toEqual({ secret: 's', body })
})

test('what fails in the process fails for whoever asked', async () => {
  await expect(startChild().ask('fail')).rejects.toThrow('no such figure')
})

test('a question to a process that ends fails at once, and the next one is answered by its successor', async () => {
  const child = startChild()
  await expect(child.ask('die')).rejects.toThrow('The test process ended before it answered.')
  expect(await child.ask('again')).toEqual({ secret: 's', body: 'again' })
})

test('a question that takes too long fails at its deadline', async () => {
  await expect(startChild().ask('hang', { deadlineMs: 500 })).rejects.toThrow('did not answer in time')
})

test('a stopped process is gone and stays gone', async () => {
  const child = startChild()
  await child.ask('hello')
  const pid = child.pid() ?? 0
  await child.stop()
  expect(runs(pid)).toBe(false)
  expect(child.pid()).toBeUndefined()
})

test('a process ends when its parent is killed', async () => {
  const parent = startScript(`
    import { supervise } from './server/platform/supervise.ts'
    import { createLog } from './server/platform/log.ts'
    const child = supervise(
      { name: 'test', entry: new URL('${childFile().href}'), context: ${JSON.stringify(CONTEXT)} },
      createLog({ level: 'silent', process: 'test' }))
    await child.ask('hello')
    console.log('child ' + child.pid())`)
  const pid = Number(/child (\d+)/.exec(await saying(parent, 'child '))?.[1])
  parent.process.kill('SIGKILL')
  await eventually(() => !runs(pid))
})
