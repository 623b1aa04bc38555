import { createWriteStream } from 'node:fs'
import { once } from 'node:events'
import { finished } from 'node:stream/promises'
import type { Writable } from 'node:stream'
import type { Command } from 'commander'
import { listAccounts } from '../../contract/accounts.ts'
import { listContacts } from '../../contract/contacts.ts'
import { pageLimitMax } from '../../contract/endpoint.ts'
import { exportFunnel } from '../../contract/funnel.ts'
import { listLeads } from '../../contract/leads.ts'
import { listDeals } from '../../contract/pipeline.ts'
import type { Client } from '../client.ts'
import { CliFailure } from '../failure.ts'
import { asJson, csvLine } from '../print.ts'
import type { Cell } from '../print.ts'
import type { Run, RunContext } from '../run.ts'

type Page = { readonly items: readonly object[]; readonly nextCursor: string | null }
type Paging = { cursor?: string; limit: number }

const lists: Readonly<Record<string, (client: Client, query: Paging) => Promise<Page>>> = {
  people: (client, query) => client.call(listContacts, { query }),
  companies: (client, query) => client.call(listAccounts, { query }),
  leads: (client, query) => client.call(listLeads, { query }),
  deals: (client, query) => client.call(listDeals, { query }),
}
const subjects = [...Object.keys(lists), 'funnel']

type Options = { out?: string; group: string }

/** `rapport export`: whole lists and the funnel as files, page by page, so that a million rows fit in little memory. */
export function exportCommand(program: Command, run: Run): void {
  program
    .command('export')
    .description(`write ${subjects.join(', ')} as CSV, or as JSON lines with --json`)
    .argument('<what>', `one of ${subjects.join(', ')}`)
    .option('--out <file>', 'a file instead of the terminal')
    .option('--group <by>', 'for the funnel: how it is grouped', 'month')
    .action((what: string, options: Options) => run((context) => exportSubject(context, what, options)))
}

async function exportSubject(context: RunContext, what: string, options: Options): Promise<void> {
  const out = options.out === undefined ? process.stdout : createWriteStream(options.out)
  if (what === 'funnel') await exportFunnelFile(context, options, out)
  else await exportList(context, what, out)
  if (options.out === undefined) return
  out.end()
  await finished(out)
}

async function exportFunnelFile({ client }: RunContext, options: Options, out: Writable): Promise<void> {
  const answer = await client.download(exportFunnel, { query: { group: options.group } })
  await write(out, await answer.text())
}

async function exportList({ client, json, note }: RunContext, what: string, out: Writable): Promise<void> {
  const list = lists[what]
  if (list === undefined)
    throw new CliFailure(`There is no list ${what}; choose one of ${subjects.join(', ')}.`)
  let [cursor, count]: [string | null, number] = [null, 0]
  let header: readonly string[] | undefined
  do {
    const page: Page = await list(client, { limit: pageLimitMax, ...(cursor === null ? {} : { cursor }) })
    const rows = page.items.map(flat)
    header ??= Object.keys(rows[0] ?? {})
    if (!json && cursor === null) await write(out, csvLine(header))
    for (const [index, row] of rows.entries()) {
      const line = json
        ? `${JSON.stringify(page.items[index])}\n`
        : csvLine((header ?? []).map((column) => row[column]))
      await write(out, line)
    }
    count += rows.length
    note(`${count} ${what}`)
    cursor = page.nextCursor
  } while (cursor !== null)
}

/** References become their name and id; custom fields become columns of their own. */
function flat(item: object): Record<string, Cell> {
  const cells = Object.entries(item).flatMap(([key, value]): [string, Cell][] => {
    if (typeof value !== 'object' || value === null) return [[key, cellOf(value)]]
    if (Array.isArray(value)) return [[key, asJson(value)]]
    return Object.entries(value).map(([inner, held]): [string, Cell] => [`${key}.${inner}`, cellOf(held)])
  })
  return Object.fromEntries(cells)
}

function cellOf(value: unknown): Cell {
  if (value === null || value === undefined) return null
  return typeof value === 'string' || typeof value === 'number' ? value : String(value)
}

async function write(out: Writable, text: string): Promise<void> {
  if (!out.write(text)) await once(out, 'drain')
}
