import { Command } from 'commander'
import { agreementsCommand } from './commands/agreements.ts'
import { backTestCommand } from './commands/back-test.ts'
import { analyticsCommand } from './commands/analytics.ts'
import { exportCommand } from './commands/export.ts'
import { funnelCommand } from './commands/funnel.ts'
import { importCommand } from './commands/import.ts'
import { peopleCommand } from './commands/people.ts'
import { pipelineCommand } from './commands/pipeline.ts'
import { sampleCommand } from './commands/sample.ts'
import { workspaceCommand } from './commands/workspaces.ts'
import { connect } from './connection.ts'
import { CliFailure } from './failure.ts'
import type { Run } from './run.ts'
import { StartFailure } from '../server/platform/start-failure.ts'

type Choice = { json?: boolean; workspace?: string }

const program = new Command('rapport')
  .description(
    'Import, read and export what Rapport knows, so that every figure can be checked without a browser.',
  )
  .option('--json', 'print JSON in full precision')
  .option('--workspace <slug>', 'the workspace; the only one unless told')
  .showHelpAfterError()

const run: Run = async (work) => {
  const { json = false, workspace } = program.opts<Choice>()
  const { client, close } = await connect(workspace)
  try {
    await work({ client, json, print: (text) => console.log(text), note })
  } finally {
    await close()
  }
}

for (const command of [
  importCommand,
  funnelCommand,
  pipelineCommand,
  peopleCommand,
  exportCommand,
  agreementsCommand,
  backTestCommand,
  workspaceCommand,
  sampleCommand,
  analyticsCommand,
]) {
  command(program, run)
}
for (const command of program.commands) inheritChoices(command)

// Whoever reads may stop reading, as `head` does; what was started has still to be stopped.
process.stdout.on('error', () => {})

await program.parseAsync().catch(fail)

/** `--json` and `--workspace` may stand before or after the command. */
function inheritChoices(command: Command): void {
  command.option('--json', 'print JSON in full precision').option('--workspace <slug>', 'the workspace')
  command.hook('preAction', (_, acting) => {
    for (const [name, value] of Object.entries(acting.opts<Choice>())) {
      if (name === 'json' || name === 'workspace') program.setOptionValue(name, value)
    }
  })
  for (const inner of command.commands) inheritChoices(inner)
}

function note(text: string): void {
  if (process.stderr.isTTY) process.stderr.write(`\r\u001B[K${text}`)
}

function fail(error: unknown): void {
  if (process.stderr.isTTY) process.stderr.write('\r\u001B[K')
  console.error(error instanceof CliFailure || error instanceof StartFailure ? error.message : error)
  process.exitCode = 1
}
