import { describe, expect, test } from 'vitest'
import { isTest, sources } from './sources.ts'
import type { Source } from './sources.ts'

type Ban = {
  readonly what: string
  readonly pattern: RegExp
  readonly where: (path: string) => boolean
  /** A line that the ban must catch, and one much like it that it must let pass. */
  readonly guilty: string
  readonly innocent: string
}

const code = (path: string) => /\.(tsx?|cjs)$/.test(path)
const product = (path: string) => code(path) && !isTest(path)
const server = (path: string) => product(path) && path.startsWith('server/')
const pure = (path: string) => product(path) && path.includes('/rules/')

/** What no line of the house may say. Lint holds the rest; here stands what it has no rule for. */
const bans: Ban[] = [
  {
    what: 'work left for later',
    pattern: /\b(FIXME|TODO|XXX|HACK)\b/,
    where: () => true,
    guilty: '// TODO: later',
    innocent: "vitest/prefer-todo: 'todo'",
  },
  {
    what: 'an unproven type',
    pattern: /\bas any\b|\bas unknown as\b|<any>/,
    where: product,
    guilty: 'return row as unknown as Contact',
    innocent: 'return row as const',
  },
  {
    what: 'a silenced compiler',
    pattern: /@ts-(ignore|nocheck)|@ts-expect-error(?! \S+ \S+)/,
    where: code,
    guilty: '// @ts-ignore',
    innocent: '// @ts-expect-error The package declares this field optional by mistake.',
  },
  {
    what: 'a silenced linter without a reason',
    pattern: /(?<!\/\/ [^\n]{10,}\n\s*(\/\/|\/\*) )(eslint|oxlint)-disable(?!.* -- \S+ \S+)/,
    where: code,
    guilty: '// oxlint-disable-next-line no-console',
    innocent: '// The address is what the person waits for.\n  // oxlint-disable-next-line no-console',
  },
  {
    what: 'a test that runs alone',
    pattern: /\b(test|describe|it)(\.\w+)*\.only\(/,
    where: code,
    guilty: "test.only('now', …)",
    innocent: "test('only owners may', …)",
  },
  {
    what: 'a skipped test without a reason in its name or in a comment just above',
    pattern:
      /(?<!(\/\/|\*) [^\n]{10,}\n([^\n]*\n){0,3}[^\n]*)\b(test|describe|it)(\.\w+)*\.(skip|skipIf|runIf|todo|fails)\((?![^\n]*\n?[^\n]*\b(whyNot|reason)\b)/,
    where: code,
    guilty: "test.skip('one day', …)",
    innocent: "// The data may not be carried by the project.\n  test.skipIf(!data)('olist', …)",
  },
  {
    what: 'the time, read outside platform/clock.ts',
    pattern: /new Date\(\)|\bDate\(\)|Date\.now\(/,
    where: (path) => server(path) && path !== 'server/platform/clock.ts',
    guilty: 'const now = new Date()',
    innocent: 'const now = new Date(text)',
  },
  {
    what: 'chance or waiting in a rule',
    pattern: /Math\.random|randomUUID|randomBytes|setTimeout|\bawait\b|\basync\b|\bfetch\(/,
    where: pure,
    guilty: 'if (Math.random() > 0.5) return',
    innocent: 'return Math.round(share)',
  },
  {
    what: 'a name that says nothing',
    pattern: /\b(class|function|const|type|interface)\s+\w*(Manager|Service|Helper|Util)s?\b/,
    where: code,
    guilty: 'class LeadManager {',
    innocent: "const team = 'service desk'",
  },
  {
    what: 'an assertion that cannot fail',
    pattern: /expect\((true|1)\)/,
    where: code,
    guilty: 'expect(true).toBe(true)',
    innocent: 'expect(answer).toBe(true)',
  },
]

/** The bans are written down in these files, with a guilty line each. */
const law = /^test\/tidy\/|^CONTRIBUTING\.md$/

function offenders(ban: Ban, files: Source[]): string[] {
  return files.filter(({ path, text }) => ban.where(path) && ban.pattern.test(text)).map(({ path }) => path)
}

describe.each(bans)('the house has nowhere $what:', (ban) => {
  test('nowhere', () => {
    expect(
      offenders(
        ban,
        sources().filter(({ path }) => !law.test(path)),
      ),
    ).toEqual([])
  })

  test('a planted one is caught, and what only looks like it is not', () => {
    expect(ban.pattern.test(`  ${ban.guilty}\n`)).toBe(true)
    expect(ban.pattern.test(`  ${ban.innocent}\n`)).toBe(false)
  })
})
