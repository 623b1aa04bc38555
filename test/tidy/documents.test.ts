import { existsSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { fileKeptDays } from '../../contract/imports.ts'
import { refusals } from '../../contract/refusals.ts'
import { settingsTable } from '../../server/platform/settings.ts'
import { root, sources, textOf } from './sources.ts'

type Manifest = Record<'dependencies' | 'optionalDependencies' | 'devDependencies', Record<string, string>>
type Boundaries = { forbidden: { name: string; to: { pathNot?: string[] } }[] }

const architecture = textOf('ARCHITECTURE.md')
const manifest = JSON.parse(textOf('package.json')) as Manifest
const boundaries = createRequire(import.meta.url)('../../.dependency-cruiser.cjs') as Boundaries

describe('ARCHITECTURE.md', () => {
  const packages = { ...manifest.dependencies, ...manifest.optionalDependencies, ...manifest.devDependencies }
  const rows = rowsBetween(architecture, 'dependencies')

  test('gives every package its reason, and names none that is not used', () => {
    expect(rows.map(([name]) => name)).toEqual(Object.keys(packages).toSorted())
    expect(rows.filter(([, reason = '']) => !/^[A-Z].{10,}\.$/.test(reason))).toEqual([])
  })

  test('shows the map that is enforced', () => {
    const enforced = boundaries.forbidden
      .filter(({ name }) => name.startsWith('uses:'))
      .map(({ name, to }) => [name.slice('uses:'.length), to.pathNot?.flatMap(frontDoor).join(', ') || '—'])
    expect(rowsBetween(architecture, 'uses').map(([name, , calls]) => [name, calls])).toEqual(enforced)
  })

  test('has every dependency pinned to one version', () => {
    const loose = Object.values(packages).filter((version) => !/^(npm:\w+@)?\d[\w.-]*$/.test(version))
    expect(loose).toEqual([])
  })
})

describe('a document that restates what the code says', () => {
  const restated = [
    { path: 'README.md', marker: 'settings', content: settingsTable() },
    { path: 'docs/api.md', marker: 'refusals', content: refusalsTable() },
  ]

  test.each(restated)('says in $path the $marker as they are', ({ path, marker, content }) => {
    if (process.env['RAPPORT_WRITE_DOCUMENTS']) fill(path, marker, content)
    expect(between(textOf(path), marker).trim()).toBe(content)
  })

  test('says how long uploaded files are kept', () => {
    const words = textOf('README.md').replaceAll(/\s+/g, ' ')
    expect(words).toContain(`the uploaded file itself for ${fileKeptDays} days after its last use`)
  })

  function refusalsTable(): string {
    const rows = Object.entries(refusals).map(
      ([code, { status, message }]) => `| \`${code}\` | ${status} | ${message} |`,
    )
    return ['| code | status | meaning |', '| --- | --- | --- |', ...rows].join('\n')
  }
})

describe('the documents', () => {
  const documents = sources().filter(({ path }) => /^[^/]+\.md$|^docs\/.*\.md$/.test(path))

  test('link to files that exist', () => {
    const broken = documents.flatMap(({ path, text }) =>
      [...text.matchAll(/\]\(([^)#:]+)[^):]*\)/g)]
        .map((found) => join(path, '..', found[1]!))
        .filter((target) => !existsSync(join(root, target)) && !isPictureToCome(target))
        .map((target) => `${path} → ${target}`),
    )
    expect(broken).toEqual([])
  })

  /** A script takes the pictures, all at once; before its first run there is no folder for them. */
  function isPictureToCome(target: string): boolean {
    return target.startsWith('docs/screens/') && !existsSync(join(root, 'docs/screens'))
  }

  test('name commands and folders that exist', () => {
    const missing = documents.flatMap(({ path, text }) =>
      [...text.matchAll(/(?<![\w./])((?:bin|deploy|test|bench|contract|server|web|db|cli)\/[\w./-]*\w)/g)]
        .map((found) => found[1]!)
        .filter((target) => !existsSync(join(root, target)) && !/^(web|server)\/main$|leads$/.test(target))
        .map((target) => `${path} → ${target}`),
    )
    expect(missing).toEqual([])
  })
})

describe('the exceptions from lint', () => {
  test('each stand under a comment that says why', () => {
    expect(unexplained(textOf('.oxlintrc.json'))).toEqual([])
  })

  test('are found when they have none', () => {
    const planted =
      '// Why.\n"no-void": "off",\n"no-continue": "off",\n\n"no-alert": "off",\n    {\n"curly": ["error", 1]'
    expect(unexplained(planted)).toEqual(['"no-alert": "off",', '"curly": ["error", 1]'])
  })

  /** A comment speaks for the rules beneath it, until an empty line or the next override. */
  function unexplained(text: string): string[] {
    let explained = false
    return text.split('\n').filter((line) => {
      if (/^\s*\/\/ ./.test(line)) explained = true
      if (/^( {4}\{)?$/.test(line)) explained = false
      return !explained && /"off"|\["error"/.test(line)
    })
  }
})

describe('the refusals', () => {
  test('each have a sentence for a person, and a status', () => {
    const wrong = Object.entries(refusals).filter(
      ([code, { status, message }]) =>
        !/^[a-z]+(-[a-z]+)*$/.test(code) || status < 400 || status > 503 || !/^[A-Z].+\.$/.test(message),
    )
    expect(wrong).toEqual([])
  })

  test('are each thrown somewhere in the server, and met by a test', () => {
    const server = sources().filter(({ path }) => /^server\/.*(?<!\.test)\.ts$/.test(path))
    const tests = sources().filter(({ path }) => /\.test\.tsx?$/.test(path) && !path.startsWith('test/tidy/'))
    const says = (code: string) => (source: { text: string }) => source.text.includes(`'${code}'`)
    const codes = Object.keys(refusals)
    expect(codes.filter((code) => !server.some(says(code)))).toEqual([])
    expect(codes.filter((code) => !tests.some(says(code)))).toEqual([])
  })
})

/** The cells of the table between two markers, without its head; code marks are taken off. */
function rowsBetween(text: string, marker: string): string[][] {
  return between(text, marker)
    .trim()
    .split('\n')
    .slice(2)
    .map((line) =>
      line
        .split('|')
        .slice(1, -1)
        .map((cell) => cell.trim().replaceAll('`', '')),
    )
}

function between(text: string, marker: string): string {
  return text.split(`<!-- ${marker} -->`)[1]?.split(`<!-- /${marker} -->`)[0] ?? ''
}

function fill(path: string, marker: string, content: string): void {
  const [before, rest = ''] = textOf(path).split(`<!-- ${marker} -->`)
  const after = rest.split(`<!-- /${marker} -->`)[1] ?? ''
  writeFileSync(join(root, path), `${before}<!-- ${marker} -->\n${content}\n<!-- /${marker} -->${after}`)
}

function frontDoor(path: string): string[] {
  const name = /domains\/(\w+)\/index/.exec(path)?.[1]
  return name ? [name] : []
}
