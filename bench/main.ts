/** Runs one benchmark by name: `npm run bench -- funnel --leads 1000000 --touches 10000000`. */
import { existsSync } from 'node:fs'
import { parseArgs } from 'node:util'

/** What each benchmark measures; `bench/<name>.ts` runs when it is imported and reads its own options. */
const benches = {
  import: 'a file of a million rows through the importer, beside plain COPY',
  reading: 'reading and judging rows, beside the libraries',
  funnel: 'the columnar copy: feed, rebuild, funnel and pipeline figures, beside plain PostgreSQL',
  backtest: 'a back-test of twelve months, and re-judging, beside judging one lead at a time',
  calendars: 'due times by business calendars, beside walking over minutes',
  lists: 'list pages of people, leads, deals and companies through the HTTP API',
} as const

const { positionals } = parseArgs({ allowPositionals: true, strict: false })
const [name] = positionals
const known = Object.entries(benches).filter(([each]) => existsSync(new URL(`${each}.ts`, import.meta.url)))
if (known.some(([each]) => each === name)) {
  await import(`./${name}.ts`)
} else {
  console.error(
    ['Name a benchmark:', ...known.map(([each, about]) => `  ${each.padEnd(9)} ${about}`)].join('\n'),
  )
  process.exit(1)
}
