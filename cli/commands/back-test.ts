import { setTimeout as pause } from 'node:timers/promises'
import type { Command } from 'commander'
import { createBackTest, readBackTest } from '../../contract/backtests.ts'
import type { BackTestView, ComparedOutcomes, LeadOutcomes } from '../../contract/backtests.ts'
import { CliFailure } from '../failure.ts'
import { asJson, table } from '../print.ts'
import type { Cell } from '../print.ts'
import type { Run, RunContext } from '../run.ts'

const pollMs = 200
const dayLength = 10

type Options = { from?: string; to?: string; stage?: string }

/** `rapport back-test`: what a version would have done to the past, beside what is in force. */
export function backTestCommand(program: Command, run: Run): void {
  program
    .command('back-test')
    .description('replay a version of a definition, a profile or a scoring over the past')
    .argument('<version>', 'the id of the version, as `rapport agreements --json` and its page name it')
    .option('--from <date>', 'the first day; twelve whole months unless told')
    .option('--to <date>', 'the day after the last one; now unless told')
    .option('--stage <key>', 'the stage whose entry is judged, such as mql')
    .action((version: string, options: Options) =>
      run(async (context) => {
        const view = await tested(context, version, options)
        if (view.result === null) throw new CliFailure(view.failure ?? `The back-test was ${view.state}.`)
        context.print(context.json ? asJson(view) : report(view, view.result))
      }),
    )
}

async function tested(
  { client, note }: RunContext,
  version: string,
  options: Options,
): Promise<BackTestView> {
  if (!/^\d{1,9}$/.test(version))
    throw new CliFailure(`${version} is no version. Name it by its id, a whole number.`)
  const body = {
    versionId: Number(version),
    ...(options.stage === undefined ? {} : { stage: options.stage }),
    ...(options.from === undefined ? {} : { from: instantOf(options.from) }),
    ...(options.to === undefined ? {} : { to: instantOf(options.to) }),
  }
  const { id } = await client.call(createBackTest, { body })
  for (;;) {
    const view = await client.call(readBackTest, { params: { id } })
    if (view.endedAt !== null) return view
    note(progressLine(view))
    await pause(pollMs)
  }
}

function instantOf(text: string): string {
  const instant = new Date(text)
  if (Number.isNaN(instant.getTime()))
    throw new CliFailure(`${text} is no date. Write it as 2026-05-01, or as 2026-05-01T09:00:00Z.`)
  return instant.toISOString()
}

function progressLine({ state, progress: { leadsDone, leadsTotal } }: BackTestView): string {
  return leadsTotal === 0 ? `${state} …` : `${state}: ${leadsDone} of ${leadsTotal} leads`
}

type Result = NonNullable<BackTestView['result']>

function report({ version, stage, from, to }: BackTestView, { sentence, total, months }: Result): string {
  const head = `${version.title}, version ${version.number}, at ${stage.name}, from ${from.slice(0, dayLength)} to ${to.slice(0, dayLength)}`
  const header = [
    'month',
    'in force',
    'proposed',
    'gained',
    'accepted',
    'won',
    'amount',
    'lost',
    'accepted',
    'won',
    'amount',
  ]
  const lines = [...months.map((month) => line(month.month, month)), line('all', total)]
  return [head, sentence, '', table(header, lines)].join('\n')
}

function line(name: string, { inForce, proposed, gained, lost }: ComparedOutcomes): Cell[] {
  return [name, inForce.leads, proposed.leads, ...cells(gained), ...cells(lost)]
}

function cells({ leads, accepted, won, amount }: LeadOutcomes): Cell[] {
  return [leads, accepted, won, amount]
}
