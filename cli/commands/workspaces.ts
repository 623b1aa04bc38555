import type { Command } from 'commander'
import { foundWorkspace, showWorkspace } from '../../contract/workspace.ts'
import { asJson, table } from '../print.ts'
import type { Run } from '../run.ts'

type Founding = { slug?: string; currency: string; timeZone: string }

/** `rapport workspace`: the chosen workspace, or a new one. */
export function workspaceCommand(program: Command, run: Run): void {
  const command = program.command('workspace').description('the workspace, or a new one')
  command
    .command('show', { isDefault: true })
    .description('the workspace that --workspace chooses')
    .action(() =>
      run(async ({ client, json, print }) => {
        const view = await client.call(showWorkspace, {})
        print(
          json
            ? asJson(view)
            : table(
                ['workspace', 'name', 'currency', 'time zone'],
                [[view.slug, view.name, view.currency, view.timeZone]],
              ),
        )
      }),
    )
  command
    .command('found')
    .argument('<name>', 'the name of the company')
    .option('--slug <slug>', 'the short name in addresses')
    .option('--currency <code>', 'three letters', 'EUR')
    .option('--time-zone <zone>', 'such as Europe/Berlin', 'UTC')
    .description('found a workspace')
    .action((name: string, options: Founding) =>
      run(async ({ client, json, print }) => {
        const view = await client.call(foundWorkspace, { body: { name, ...options } })
        print(json ? asJson(view) : `Founded ${view.name} as ${view.slug}.`)
      }),
    )
}
