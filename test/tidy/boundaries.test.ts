import { execFile } from 'node:child_process'
import { mkdir, mkdtemp, rm, symlink, writeFile, copyFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

const root = join(import.meta.dirname, '../..')
const cruiser = join(root, 'node_modules/dependency-cruiser/bin/dependency-cruiser.mjs')
const parser = join(root, 'test/tidy/classic-typescript.ts')
const folders = ['contract', 'server', 'cli', 'web', 'test']
const outputBytesMax = 64 * 1024 * 1024

type Rule = { readonly name: string; readonly comment?: string }
type Violation = { readonly from: string; readonly to: string; readonly rule: Rule }
type Report = { readonly summary: { readonly violations: Violation[] } }

const configuration = createRequire(import.meta.url)('../../.dependency-cruiser.cjs') as {
  forbidden: (Rule & { to: { pathNot?: string[] } })[]
}

/** A small house in which everything is in order: what each file imports is allowed. */
const sound: Record<string, string[]> = {
  'contract/endpoint.ts': ['zod'],
  'contract/contacts.ts': ['zod', './endpoint.ts'],
  'server/main.ts': ['./http/app.ts', './domains/contacts/routes.ts', './analytics/index.ts'],
  'server/platform/database.ts': ['kysely'],
  'server/platform/clock.ts': [],
  'server/http/app.ts': ['fastify', '../platform/clock.ts'],
  'server/analytics/index.ts': ['../platform/clock.ts'],
  'server/domains/journal/index.ts': [],
  'server/domains/workspace/index.ts': ['../journal/index.ts'],
  'server/domains/attributes/index.ts': ['../journal/index.ts'],
  'server/domains/contacts/index.ts': ['./contacts.ts'],
  'server/domains/contacts/contacts.ts': ['./rules/mail.ts', './store.ts', '../attributes/index.ts'],
  'server/domains/contacts/rules/mail.ts': ['../../../../contract/contacts.ts', 'tldts'],
  'server/domains/contacts/store.ts': ['kysely', '../../platform/database.ts'],
  'server/domains/contacts/present.ts': ['../../../contract/contacts.ts'],
  'server/domains/contacts/routes.ts': ['./index.ts', './present.ts', '../../http/app.ts'],
  'server/domains/campaigns/index.ts': ['../journal/index.ts'],
  'server/domains/touches/index.ts': ['../contacts/index.ts', '../campaigns/index.ts'],
  'server/domains/leads/index.ts': ['../touches/index.ts'],
  'server/domains/pipeline/index.ts': ['../leads/index.ts'],
  'server/domains/metrics/index.ts': ['./funnel.store.ts'],
  'server/domains/metrics/funnel.store.ts': ['../../analytics/index.ts', '../pipeline/index.ts'],
  'server/domains/intake/index.ts': ['../pipeline/index.ts', '../touches/index.ts'],
  'server/domains/sample/index.ts': ['../intake/index.ts'],
  'cli/main.ts': ['commander', '../contract/contacts.ts'],
  'web/ui/button.tsx': ['react'],
  'web/app/client.ts': ['../../contract/contacts.ts'],
  'web/parts/avatar.tsx': ['../ui/button.tsx', '../app/client.ts'],
  'web/pages/people/page.tsx': ['../../parts/avatar.tsx', '../../ui/button.tsx'],
  'web/app/main.tsx': ['../pages/people/page.tsx'],
  'test/world.ts': ['../server/platform/database.ts', 'vitest'],
  'server/domains/contacts/contacts.test.ts': ['../../../test/world.ts', '../leads/index.ts'],
}

/** One violation of each rule: the file that commits it and what it imports. */
const planted: Record<string, readonly [file: string, imported: string]> = {
  'uses:journal': ['server/domains/journal/planted.ts', '../workspace/index.ts'],
  'uses:workspace': ['server/domains/workspace/planted.ts', '../attributes/index.ts'],
  'uses:attributes': ['server/domains/attributes/planted.ts', '../contacts/index.ts'],
  'uses:contacts': ['server/domains/contacts/planted.ts', '../campaigns/index.ts'],
  'uses:notifications': ['server/domains/notifications/planted.ts', '../contacts/index.ts'],
  'uses:agreements': ['server/domains/agreements/planted.ts', '../leads/index.ts'],
  'uses:calendars': ['server/domains/calendars/planted.ts', '../leads/index.ts'],
  'uses:committees': ['server/domains/committees/planted.ts', '../leads/index.ts'],
  'uses:campaigns': ['server/domains/campaigns/planted.ts', '../contacts/index.ts'],
  'uses:touches': ['server/domains/touches/planted.ts', '../contacts/store.ts'],
  'uses:leads': ['server/domains/leads/planted.ts', '../pipeline/index.ts'],
  'uses:pipeline': ['server/domains/pipeline/planted.ts', '../metrics/index.ts'],
  'uses:criteria': ['server/domains/criteria/planted.ts', '../metrics/index.ts'],
  'uses:judging': ['server/domains/judging/planted.ts', '../metrics/index.ts'],
  'uses:profiles': ['server/domains/profiles/planted.ts', '../metrics/index.ts'],
  'uses:calibration': ['server/domains/calibration/planted.ts', '../metrics/index.ts'],
  'uses:backtests': ['server/domains/backtests/planted.ts', '../metrics/index.ts'],
  'uses:metrics': ['server/domains/metrics/planted.ts', '../intake/index.ts'],
  'uses:intake': ['server/domains/intake/planted.ts', '../metrics/index.ts'],
  'uses:erasures': ['server/domains/erasures/planted.ts', '../metrics/index.ts'],
  'uses:learning': ['server/domains/learning/planted.ts', '../metrics/index.ts'],
  'uses:sample': ['server/domains/sample/planted.ts', '../contacts/index.ts'],
  'domain-not-in-map': ['server/domains/services/planted.ts', '../../platform/clock.ts'],
  'front-door-from-outside': ['server/planted.ts', './domains/contacts/store.ts'],
  'rules-are-pure': ['server/domains/contacts/rules/planted.ts', '../../../platform/clock.ts'],
  'only-store-speaks-sql': ['server/domains/contacts/planted-sql.ts', 'kysely'],
  'only-routes-know-http': ['server/domains/contacts/planted-http.ts', '../../http/app.ts'],
  'routes-use-the-front-door': ['server/domains/journal/routes.ts', '../workspace/index.ts'],
  'analytics-answers-metrics': ['server/domains/pipeline/planted-figures.ts', '../../analytics/index.ts'],
  'analytics-knows-no-business': ['server/analytics/planted.ts', '../domains/journal/index.ts'],
  'platform-knows-no-business': ['server/platform/planted.ts', '../domains/journal/index.ts'],
  'http-knows-no-business': ['server/http/planted.ts', '../domains/workspace/index.ts'],
  'contract-stands-alone': ['contract/planted.ts', 'kysely'],
  'web-not-server': ['web/app/planted.ts', '../../server/platform/clock.ts'],
  'server-not-web': ['cli/planted.ts', '../web/app/client.ts'],
  'pages-stay-apart': ['web/pages/deals/page.tsx', '../people/page.tsx'],
  'parts-serve-pages': ['web/parts/planted.tsx', '../pages/people/page.tsx'],
  'ui-knows-no-business': ['web/ui/planted.tsx', '../../contract/contacts.ts'],
  'no-cycles': ['web/parts/planted-cycle-a.ts', './planted-cycle-b.ts'],
  'no-test-code-in-product': ['server/http/planted-test.ts', '../../test/world.ts'],
  'product-needs-no-tools': ['cli/planted-tool.ts', 'axe-core'],
  'nothing-unresolvable': ['contract/planted-nowhere.ts', './nowhere.ts'],
}

let tree = ''

beforeAll(async () => {
  tree = await mkdtemp(join(tmpdir(), 'rapport-boundaries-'))
  await symlink(join(root, 'node_modules'), join(tree, 'node_modules'))
  for (const name of ['.dependency-cruiser.cjs', 'package.json', 'tsconfig.json']) {
    await copyFile(join(root, name), join(tree, name))
  }
  for (const [file, imports] of Object.entries(sound)) await write(file, imports)
})

afterAll(async () => {
  await rm(tree, { recursive: true, force: true })
})

describe('the boundaries', () => {
  test('let a house in order pass', async () => {
    expect(await violations()).toEqual([])
  })

  test('have a planted violation for every rule', () => {
    expect(Object.keys(planted).toSorted()).toEqual(
      configuration.forbidden.map((rule) => rule.name).toSorted(),
    )
  })

  test('catch each planted violation by its own rule', async () => {
    for (const [file, imported] of Object.values(planted)) await write(file, [imported])
    // A cycle is reported once, at the first of its files.
    await write('web/parts/planted-cycle-b.ts', ['./planted-cycle-a.ts'])
    const caught = new Set(
      (await violations()).map((violation) => `${violation.rule.name} in ${violation.from}`),
    )
    const missed = Object.entries(planted)
      .map(([rule, [file]]) => `${rule} in ${file}`)
      .filter((expected) => !caught.has(expected))
    expect(missed).toEqual([])
  })

  test('leave the domains without a cycle, since each uses only those above it in the map', () => {
    const names = configuration.forbidden.filter((rule) => rule.name.startsWith('uses:'))
    const seen = new Set<string>()
    for (const rule of names) {
      const used = (rule.to.pathNot ?? []).flatMap((path) => /domains\/(\w+)\/index/.exec(path)?.[1] ?? [])
      expect(used.filter((name) => !seen.has(name))).toEqual([])
      seen.add(rule.name.slice('uses:'.length))
    }
  })
})

async function write(file: string, imports: string[]): Promise<void> {
  const path = join(tree, file)
  await mkdir(dirname(path), { recursive: true })
  const lines = imports.map((imported, index) => `import * as part${index} from '${imported}'`)
  const parts = imports.map((_, index) => `part${index}`)
  await writeFile(path, [...lines, `export const parts = [${parts.join(', ')}]`, ''].join('\n'))
}

async function violations(): Promise<Violation[]> {
  const words = ['--import', parser, cruiser, '--config', '.dependency-cruiser.cjs', '-T', 'json', ...folders]
  const run = await promisify(execFile)(process.execPath, words, {
    cwd: tree,
    maxBuffer: outputBytesMax,
  }).catch(
    // The cruiser ends with the number of violations as its exit code, and its report on the output all the same.
    (failure: unknown) => failure as { stdout: string },
  )
  return (JSON.parse(run.stdout) as Report).summary.violations
}
