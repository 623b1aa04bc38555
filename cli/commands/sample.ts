import { setTimeout as pause } from 'node:timers/promises'
import type { Command } from 'commander'
import { loadSample, showSample } from '../../contract/sample.ts'
import type { SampleView } from '../../contract/sample.ts'
import { removeWorkspace } from '../../contract/workspace.ts'
import type { Client } from '../client.ts'
import { CliFailure } from '../failure.ts'
import { asJson } from '../print.ts'
import type { Run, RunContext } from '../run.ts'

const pollMs = 250
const loadTimeoutMs = 300_000

/** `rapport sample`: whether the sample company is there; `load` and `remove` it. */
export function sampleCommand(program: Command, run: Run): void {
  const command = program.command('sample').description('the sample company')
  command
    .command('show', { isDefault: true })
    .description('whether it is there')
    .action(() =>
      run(async ({ client, json, print }) => {
        const view = await client.call(showSample, {})
        print(json ? asJson(view) : sentence(view))
      }),
    )
  command
    .command('load')
    .description('load it; it takes some seconds')
    .action(() => run(load))
  command
    .command('remove')
    .description('remove it with everything in it')
    .action(() => run(remove))
}

async function load({ client, json, print, note }: RunContext): Promise<void> {
  await client.call(loadSample, {})
  note('Loading the sample company')
  const view = await loaded(client)
  print(json ? asJson(view) : `Loaded the sample company as ${view.slug}.`)
}

async function loaded(client: Client): Promise<SampleView> {
  const deadline = performance.now() + loadTimeoutMs
  while (performance.now() < deadline) {
    const view = await client.call(showSample, {})
    if (view.state === 'ready') return view
    await pause(pollMs)
  }
  throw new CliFailure('The sample company was not loaded in time; the log of Rapport knows why.')
}

async function remove({ client, json, print }: RunContext): Promise<void> {
  const { slug } = await client.call(showSample, {})
  if (slug === null) throw new CliFailure('There is no sample company.')
  await client.within(slug).call(removeWorkspace, {})
  const view = await client.call(showSample, {})
  print(json ? asJson(view) : 'Removed the sample company.')
}

function sentence({ state, slug }: SampleView): string {
  if (state === 'none') return 'There is no sample company.'
  return state === 'ready' ? `The sample company is there as ${slug}.` : 'The sample company is being loaded.'
}
