import { existsSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { saying, startScript, temporaryFolder } from '../../test/processes.ts'
import { lockDataFolder, readHolder } from './lock.ts'

const HOLD = `
  import { lockDataFolder } from './server/platform/lock.ts'
  lockDataFolder(process.env.FOLDER).announce({ url: 'http://127.0.0.1:1', token: 't' })
  console.log('held')
  setInterval(() => {}, 1000)`

test('a second start on a data folder is refused with the process and address of the first', async () => {
  const folder = temporaryFolder()
  const first = startScript(HOLD, { FOLDER: folder })
  await saying(first, 'held')
  expect(() => lockDataFolder(folder)).toThrow(
    `Rapport already runs on ${folder} (process ${first.process.pid}, http://127.0.0.1:1); stop it, or set DATA_DIR to another folder.`,
  )
})

test('a data folder whose holder was killed is free at once', async () => {
  const folder = temporaryFolder()
  const first = startScript(HOLD, { FOLDER: folder })
  await saying(first, 'held')
  first.process.kill('SIGKILL')
  await first.ended
  lockDataFolder(folder).release()
})

test('a released data folder is free and says of nobody that it runs', () => {
  const folder = temporaryFolder()
  lockDataFolder(folder).release()
  lockDataFolder(folder).release()
  expect(readHolder(folder)).toBeUndefined()
  expect(existsSync(join(folder, 'run.json'))).toBe(false)
})

test('the operator token is readable by the own user only', () => {
  const folder = temporaryFolder()
  const lock = lockDataFolder(folder)
  lock.announce({ url: 'http://127.0.0.1:2', token: 'secret' })
  expect(statSync(join(folder, 'run.json')).mode & 0o777).toBe(0o600)
  expect(readHolder(folder)).toEqual({ pid: process.pid, url: 'http://127.0.0.1:2', token: 'secret' })
  lock.release()
})
