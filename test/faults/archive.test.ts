import { expect, test, vi } from 'vitest'
import { readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { saying, startProgram, temporaryFolder, type Started } from '../processes.ts'

/** Whole programs are started here, several in a row. */
vi.setConfig({ testTimeout: 240_000 })

const env = (dataDir: string) => ({ DATA_DIR: dataDir, PORT: '0', SAMPLE: 'off' })

async function archive(
  args: readonly string[],
  dataDir: string,
): Promise<{ code: number | string; output: string }> {
  const started = startProgram(['db/archive.ts', ...args], env(dataDir))
  return { code: await started.ended, output: started.output() }
}

async function stopped(rapport: Started): Promise<void> {
  rapport.process.kill('SIGTERM')
  await rapport.ended
}

test('a backup of a running Rapport is restored into an empty folder, from which it starts', async () => {
  const [first, second, backups] = [temporaryFolder(), temporaryFolder(), temporaryFolder()]
  const rapport = startProgram(['server/main.ts'], env(first))
  await saying(rapport, 'Ctrl-C stops it.')
  expect(await archive(['backup', backups], first)).toMatchObject({ code: 0 })
  await stopped(rapport)
  const folder = join(backups, readdirSync(backups)[0] ?? '')
  expect(await archive(['restore', folder], second)).toMatchObject({ code: 0 })
  const restored = startProgram(['server/main.ts'], env(second))
  await saying(restored, 'Ctrl-C stops it.')
  await stopped(restored)
})

test('a backup of a resting Rapport starts its database and stops it again', async () => {
  const dataDir = temporaryFolder()
  expect(await startProgram(['server/main.ts', 'migrate'], env(dataDir)).ended).toBe(0)
  expect(await archive(['backup'], dataDir)).toMatchObject({ code: 0 })
  expect(readdirSync(join(dataDir, 'backups'))).toHaveLength(1)
})

test('a backup of a newer Rapport is refused in a sentence', async () => {
  const folder = temporaryFolder()
  writeFileSync(
    join(folder, 'manifest.json'),
    JSON.stringify({ migrations: ['0001_of_the_future.sql'], tables: [] }),
  )
  expect(await archive(['restore', folder], temporaryFolder())).toEqual({
    code: 1,
    output:
      'The backup has taken the step 0001_of_the_future.sql, which this Rapport does not know; restore it with a newer one.\n',
  })
})
