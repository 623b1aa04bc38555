import type { Command } from 'commander'
import { funnelGroupings, readFunnel } from '../../contract/funnel.ts'
import type { FunnelGroup, FunnelView } from '../../contract/funnel.ts'
import { chosenFrom } from '../failure.ts'
import { asJson, days, percent, plain, table } from '../print.ts'
import type { Run } from '../run.ts'

type Options = { group: string; from?: string; to?: string; origin?: string[]; segment?: string[] }

/** `rapport funnel`: counts, conversion and lag of each stage by month or another group. */
export function funnelCommand(program: Command, run: Run): void {
  program
    .command('funnel')
    .description('the funnel: counts, conversion and lag of each stage')
    .option('--group <by>', `one of ${funnelGroupings.join(', ')}`, 'month')
    .option('--from <day>', 'first day of entry, YYYY-MM-DD')
    .option('--to <day>', 'last day of entry, included')
    .option('--origin <origin...>', 'only these origins; an empty one asks for blanks')
    .option('--segment <segment...>', 'only these segments')
    .action((options: Options) =>
      run(async ({ client, json, print }) => {
        const { group, ...filters } = options
        const query = { ...filters, group: chosenFrom(funnelGroupings, group) }
        const funnel = await client.call(readFunnel, { query })
        print(json ? asJson(funnel) : funnelTable(funnel))
      }),
    )
}

function funnelTable(funnel: FunnelView): string {
  const header = [
    funnel.group,
    'leads',
    ...funnel.stages.map(({ name }) => name),
    'won',
    'median to win',
    'p90',
  ]
  return table(
    header,
    [...funnel.groups, funnel.total].map((group) => groupRow(group, funnel)),
  )
}

function groupRow(group: FunnelGroup, funnel: FunnelView) {
  const label = group === funnel.total ? 'all' : (group.label ?? 'blank')
  return [
    group.censored && group !== funnel.total ? `${label} *` : label,
    plain(group.figures['leads-entered']),
    ...group.stages.map(({ figures }) => plain(figures['leads-reached'])),
    percent(group.figures['lead-conversion']),
    days(group.figures['days-to-win-median']),
    days(group.figures['days-to-win-p90']),
  ]
}
