import { randomBytes } from 'node:crypto'
import type { Command } from 'commander'
import { foundWorkspace, showWorkspace } from '../../contract/workspace.ts'
import { asJson, table } from '../print.ts'
import type { Run, RunContext } from '../run.ts'

type Founding = { admin: string; email: string; slug?: string; currency: string; timeZone: string }

const passwordBytes = 12

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
    .requiredOption('--admin <name>', 'the name of its first admin')
    .requiredOption('--email <mail>', 'the mail address by which the admin signs in')
    .option('--slug <slug>', 'the short name in addresses')
    .option('--currency <code>', 'three letters', 'EUR')
    .option('--time-zone <zone>', 'such as Europe/Berlin', 'UTC')
    .description('found a workspace; the first password of its admin is made up and shown once')
    .action((name: string, options: Founding) => run((context) => found(context, name, options)))
}

/** The password is made up here, because one in the arguments could be read by everybody on the machine. */
async function found({ client, json, print }: RunContext, name: string, options: Founding): Promise<void> {
  const { admin, email, ...settings } = options
  const password = randomBytes(passwordBytes).toString('base64url')
  const person = { name: admin, email, password }
  const view = await client.call(foundWorkspace, { body: { name, ...settings, person } })
  if (json) return print(asJson({ ...view, password }))
  print(`Founded ${view.name} as ${view.slug}. ${email} signs in with the password ${password} from now on,`)
  print('or with their own if they signed in here before.')
}
