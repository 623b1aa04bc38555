import type { Command } from 'commander'
import { dealGroupings, readPipelineFigures } from '../../contract/figures.ts'
import type { DealFigureGroup, PipelineFiguresView } from '../../contract/figures.ts'
import { chosenFrom } from '../failure.ts'
import { asJson, days, percent, plain, table } from '../print.ts'
import type { Run } from '../run.ts'

type Options = { group: string; from?: string; to?: string }

/** `rapport pipeline`: won, lost and open deals, revenue, win rate, cycle and velocity. */
export function pipelineCommand(program: Command, run: Run): void {
  program
    .command('pipeline')
    .description('deals: won, lost, open, revenue, win rate, cycle, velocity')
    .option('--group <by>', `one of ${dealGroupings.join(', ')}`, 'none')
    .option('--from <day>', 'first day of closing, YYYY-MM-DD')
    .option('--to <day>', 'last day of closing, included')
    .action((options: Options) =>
      run(async ({ client, json, print }) => {
        const query = { ...options, group: chosenFrom(dealGroupings, options.group) }
        const figures = await client.call(readPipelineFigures, { query })
        print(json ? asJson(figures) : figureTable(figures))
      }),
    )
}

function figureTable(view: PipelineFiguresView): string {
  const header = [
    view.group,
    'deals',
    'open',
    'won',
    'lost',
    `revenue ${view.currency}`,
    'win rate',
    'mean cycle',
    'velocity/day',
  ]
  return table(
    header,
    [...view.groups, view.total].map((group) => groupRow(group, view)),
  )
}

function groupRow(group: DealFigureGroup, view: PipelineFiguresView) {
  const { figures } = group
  return [
    group === view.total ? 'all' : (group.label ?? 'open or none'),
    plain(figures['deals-counted']),
    plain(figures['deals-open']),
    plain(figures['deals-won']),
    plain(figures['deals-lost']),
    plain(figures.revenue),
    percent(figures['win-rate-by-count']),
    days(figures['won-cycle-mean']),
    plain(figures['pipeline-velocity']),
  ]
}
