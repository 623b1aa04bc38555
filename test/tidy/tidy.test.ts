import { readdirSync } from 'node:fs'
import { basename, join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { isTest, root, sources } from './sources.ts'

const fileLinesMax = 300
const house = sources()

describe('the files of the house', () => {
  test('are found, all of them', () => {
    const paths = house.map((source) => source.path)
    expect(paths).toEqual(
      expect.arrayContaining([
        'package.json',
        '.oxlintrc.json',
        '.ci/run',
        'bin/test',
        'contract/refusals.ts',
      ]),
    )
    expect(paths.filter((path) => path.includes('node_modules'))).toEqual([])
  })

  test(`are at most ${fileLinesMax} lines long, tests and generated code excepted`, () => {
    const long = house
      .filter(({ path }) => /\.(tsx?|css|cjs)$|^bin\/|^\.ci\//.test(path) && !isTest(path))
      .map(({ path, text }) => ({ path, lines: text.trimEnd().split('\n').length }))
      .filter(({ lines }) => lines > fileLinesMax)
    expect(long).toEqual([])
  })

  test('are named for what they hold, and so are the folders', () => {
    const vague = /(^|[-_./])(utils?|common|helpers?|managers?|services?|misc)([-_./]|$)/i
    const stem = (path: string) => path.replace(/\.\w+$/, '')
    expect(house.map(({ path }) => path).filter((path) => vague.test(stem(path)))).toEqual([])
  })

  test('end with one line break, and no line ends with a space', () => {
    const untidy = house.filter(
      ({ text }) => text !== '' && (!/[^\n]\n$/.test(text) || /[ \t\r]\n/.test(text)),
    )
    expect(untidy.map(({ path }) => path)).toEqual([])
  })
})

describe('the migrations', () => {
  const names = readdirSync(join(root, 'db/migrations')).toSorted()

  test('have each a number of its own and are named for their reason', () => {
    const numbers = names.map((name) => /^(\d{4})_[a-z0-9_]+\.sql$/.exec(name)?.[1])
    expect(numbers).not.toContain(undefined)
    expect(new Set(numbers).size).toBe(names.length)
  })

  test('say in their first lines why they are', () => {
    const silent = house.filter(
      ({ path, text }) => path.startsWith('db/migrations/') && !text.startsWith('-- '),
    )
    expect(silent.map(({ path }) => basename(path))).toEqual([])
  })
})
