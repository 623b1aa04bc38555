import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { settingsTable } from '../../server/platform/settings.ts'
import { root, textOf } from './sources.ts'

/** Where the unit expects the project to lie. */
const installedAt = '/opt/rapport'
const settings = new Set([...settingsTable().matchAll(/^\| `([A-Z_]+)`/gm)].map((found) => found[1]!)).add(
  'NODE_ENV',
)
const port = /`PORT` \| `(\d+)`/.exec(settingsTable())?.[1]

type Instruction = { readonly word: string; readonly rest: string }

describe('deploy/Dockerfile', () => {
  const instructions = instructionsOf(textOf('deploy/Dockerfile'))
  const all = (word: string) => instructions.filter((each) => each.word === word).map((each) => each.rest)
  const stages = new Set(all('FROM').map((from) => / AS (\S+)/i.exec(from)?.[1]))

  test('starts from images of one version each', () => {
    const images = all('FROM').map((from) => from.replace(/^--\S+ /, '').split(' ')[0]!)
    const loose = images.filter((name) => !stages.has(name) && !/:\d+\.\d+[\w.-]*$|@sha256:/.test(name))
    expect(images).not.toEqual([])
    expect(loose).toEqual([])
  })

  test('runs as a user without rights, also in the last stage', () => {
    const last = instructions.slice(instructions.findLastIndex(({ word }) => word === 'FROM'))
    const user = last.findLast(({ word }) => word === 'USER')?.rest
    expect(user).toMatch(/^(?!root|0\b)\w+/)
  })

  test('says how to see that it is well, and on which port the settings let it listen', () => {
    expect(all('HEALTHCHECK').join('')).toMatch(/CMD .*\/health/)
    expect(all('EXPOSE')).toEqual([port])
  })

  test('downloads nothing that has no checksum', () => {
    expect(all('ADD')).toEqual([])
    expect(all('RUN').filter((command) => /\bcurl\b|\bwget\b/.test(command))).toEqual([])
    expect(all('RUN').filter((command) => /npm (i|install)\b/.test(command))).toEqual([])
  })

  test('copies only what exists', () => {
    const copied = all('COPY')
      .filter((copy) => !copy.includes('--from='))
      .flatMap((copy) =>
        copy
          .split(/\s+/)
          .filter((word) => !word.startsWith('--'))
          .slice(0, -1),
      )
    expect(copied).not.toEqual([])
    expect(copied.filter((path) => !existsSync(join(root, path)))).toEqual([])
  })

  test('starts a file that exists', () => {
    const [command] = all('CMD')
    const words = JSON.parse(command!) as string[]
    const files = words.filter((word) => word.includes('/')).map((word) => word.replace(/^\/[a-z]+\//, ''))
    expect(files).not.toEqual([])
    expect(files.filter((path) => !existsSync(join(root, path)))).toEqual([])
  })

  test('sets only settings that the program knows', () => {
    const set = all('ENV').flatMap((line) => [...line.matchAll(/(\w+)=/g)].map((found) => found[1]!))
    expect(set.filter((name) => !settings.has(name))).toEqual([])
  })

  test('leaves data, packages and history outside', () => {
    const ignored = textOf('.dockerignore').split('\n')
    expect(ignored).toEqual(expect.arrayContaining(['node_modules', 'data', '.git']))
  })
})

describe('deploy/rapport.service', () => {
  const unit = textOf('deploy/rapport.service')
  const valuesOf = (name: string) =>
    [...unit.matchAll(new RegExp(`^${name}=(.*)$`, 'gm'))].map((found) => found[1]!)

  test('runs as a user without rights, who can gain none', () => {
    expect([...valuesOf('User'), ...valuesOf('DynamicUser')].join(' ')).toMatch(/^(?!root)\w+/)
    expect(valuesOf('NoNewPrivileges')).toEqual(['yes'])
    expect(valuesOf('ProtectSystem')).toEqual(['strict'])
    expect(valuesOf('PrivateTmp')).toEqual(['yes'])
  })

  test('is started again when it fails', () => {
    expect(valuesOf('Restart').join('')).toMatch(/^(on-failure|always)$/)
  })

  test('starts a file that exists', () => {
    const command = valuesOf('ExecStart')[0]!
      .split(' ')
      .find((word) => word.startsWith(installedAt))
    expect(existsSync(join(root, command!.slice(installedAt.length)))).toBe(true)
  })

  test('sets only settings that the program knows', () => {
    const set = valuesOf('Environment').flatMap((line) =>
      [...line.matchAll(/(\w+)=/g)].map((found) => found[1]!),
    )
    expect(set.filter((name) => !settings.has(name))).toEqual([])
  })

  // systemd's own check needs systemd's tools, which a machine without systemd does not have.
  test.skipIf(spawnSync('systemd-analyze', ['--version']).status !== 0)(
    'is a unit that systemd understands',
    () => {
      const folder = mkdtempSync(join(tmpdir(), 'rapport-unit-'))
      const path = join(folder, 'rapport.service')
      writeFileSync(path, unit.replaceAll(installedAt, root))
      try {
        const verified = spawnSync('systemd-analyze', ['verify', path], { encoding: 'utf8' })
        // A key it does not know is only printed; the code is 0 all the same.
        expect(verified.stdout + verified.stderr).toBe('')
      } finally {
        rmSync(folder, { recursive: true })
      }
    },
  )
})

/** The instructions of a Dockerfile, with lines that were broken joined and comments left out. */
function instructionsOf(text: string): Instruction[] {
  return text
    .replaceAll(/^\s*#.*\n/gm, '')
    .replaceAll(/\\\n\s*/g, ' ')
    .split('\n')
    .map((line) => /^([A-Z]+)\s+(.*)$/.exec(line))
    .filter((found) => found !== null)
    .map(([, word = '', rest = '']) => ({ word, rest: rest.trim() }))
}
