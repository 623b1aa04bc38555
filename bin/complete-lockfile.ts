/**
 * Completes package-lock.json with the packages of other platforms. A registry that does not carry one of them
 * makes npm leave it out of the lockfile without a word, and then `npm ci` refuses the lockfile everywhere. Their
 * versions are pinned by the packages that name them; what they run on is in their names. Such an entry has no
 * integrity until an `npm install` against a complete registry adds it.
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { z } from 'zod'

const LOCKFILE = fileURLToPath(new URL('../package-lock.json', import.meta.url))
const SYSTEMS = ['android', 'darwin', 'freebsd', 'linux', 'openharmony', 'win32']
const PROCESSORS = ['arm64', 'arm', 'ia32', 'ppc64', 'riscv64', 's390x', 'wasm32', 'x64']
const LIBRARIES: Readonly<Record<string, string>> = { gnu: 'glibc', musl: 'musl' }
const EXACT_VERSION = /^\d+\.\d+\.\d+[\w.-]*$/

/** Records keep the order of their keys, so that only what is added differs. */
const entry = z.record(z.string(), z.unknown())
const lockfile = z.record(z.string(), z.unknown()).and(z.object({ packages: z.record(z.string(), entry) }))
const named = z.object({ optionalDependencies: z.record(z.string(), z.string()).default({}) })
type Entry = z.infer<typeof entry>

const lock = lockfile.parse(JSON.parse(readFileSync(LOCKFILE, 'utf8')))
const missing = Object.values(lock.packages).flatMap((parent) => missingOf(parent))
for (const [path, added] of missing) lock.packages[path] = added
const sorted = Object.entries(lock.packages).toSorted(([a], [b]) => a.localeCompare(b, 'en'))
writeFileSync(LOCKFILE, `${JSON.stringify({ ...lock, packages: Object.fromEntries(sorted) }, null, 2)}\n`)
console.log(`${missing.length} packages of other platforms added.`)

function missingOf(parent: Entry): [string, Entry][] {
  return Object.entries(named.parse(parent).optionalDependencies)
    .filter(([name, version]) => EXACT_VERSION.test(version) && !(`node_modules/${name}` in lock.packages))
    .map(([name, version]) => [`node_modules/${name}`, platformEntry(name, version, parent)])
}

function platformEntry(name: string, version: string, { license, dev }: Entry): Entry {
  const words = name.split('/').at(-1)?.split('-') ?? []
  const cpu = words.flatMap((word) => beginning(PROCESSORS, word))
  const os = words.flatMap((word) => beginning(SYSTEMS, word))
  const libc = words.flatMap((word) => beginning(Object.keys(LIBRARIES), word)).map((key) => LIBRARIES[key])
  if (cpu.length === 0) throw new Error(`${name} does not say what it runs on.`)
  return {
    version,
    cpu,
    ...(dev === true && { dev }),
    ...(os[0] === 'linux' && libc.length > 0 && { libc }),
    ...(license !== undefined && { license }),
    optional: true,
    ...(os.length > 0 && { os }),
  }
}

/** The first of the known words that a word begins with, as in gnueabihf. */
function beginning(known: readonly string[], word: string): string[] {
  return known.filter((one) => word.startsWith(one)).slice(0, 1)
}
