import { createWriteStream } from 'node:fs'
import { once } from 'node:events'
import { finished } from 'node:stream/promises'
import type { Writable } from 'node:stream'
import type { Command } from 'commander'
import { pageLimitMax } from '../../contract/endpoint.ts'
import { exportFunnel } from '../../contract/funnel.ts'
import { showPowers } from '../../contract/signatories.ts'
import { CliFailure } from '../failure.ts'
import { companies, deals, leads, people } from '../lists.ts'
import type { List, Page } from '../lists.ts'
import { csvLine } from '../print.ts'
import type { Run, RunContext } from '../run.ts'

const lists: Readonly<Record<string, List>> = { people, companies, leads, deals }
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
  const out = options.out === undefined ? process.stdout : await opened(options.out)
  if (what === 'funnel') await exportFunnelFile(context, options, out)
  else await exportList(context, what, out)
  if (options.out === undefined) return
  out.end()
  await finished(out)
}

async function opened(path: string): Promise<Writable> {
  const out = createWriteStream(path)
  await once(out, 'open').catch(() => {
    throw new CliFailure(`${path} cannot be written.`)
  })
  return out
}

async function exportFunnelFile({ client }: RunContext, options: Options, out: Writable): Promise<void> {
  const answer = await client.download(exportFunnel, { query: { group: options.group } })
  await write(out, await answer.text())
}

async function exportList({ client, json, note }: RunContext, what: string, out: Writable): Promise<void> {
  const list = lists[what]
  if (list === undefined)
    throw new CliFailure(`There is no list ${what}; choose one of ${subjects.join(', ')}.`)
  const rowsMax = await exportableRows(client)
  let [cursor, count]: [string | null, number] = [null, 0]
  if (!json) await write(out, csvLine(list.header))
  do {
    const page: Page = await list.page(client, {
      limit: pageLimitMax,
      ...(cursor === null ? {} : { cursor }),
    })
    if (count + page.items.length > rowsMax)
      throw new CliFailure(
        `Your role exports at most ${rowsMax} rows at a time; ask somebody whose role may.`,
      )
    const lines = json ? page.items.map((item) => `${JSON.stringify(item)}\n`) : page.lines.map(csvLine)
    for (const line of lines) await write(out, line)
    count += page.items.length
    note(`${count} ${what}`)
    cursor = page.nextCursor
  } while (cursor !== null)
}

/** Lists are read page by page, so what a role may take out is asked here. */
async function exportableRows(client: RunContext['client']): Promise<number> {
  const { powers } = await client.call(showPowers, {})
  if (!powers.export) throw new CliFailure('Your role does not export; ask somebody whose role may.')
  return powers.exportRowsMax ?? Infinity
}

async function write(out: Writable, text: string): Promise<void> {
  if (out.errored !== null) throw new CliFailure('Nobody reads what is exported any more, so it stops.')
  if (!out.write(text)) await once(out, 'drain')
}
