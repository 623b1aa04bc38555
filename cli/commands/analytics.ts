import type { Command } from 'commander'
import { rebuildCopy } from '../../contract/metrics.ts'
import type { CopyRebuildView } from '../../contract/metrics.ts'
import { asJson } from '../print.ts'
import type { Run, RunContext } from '../run.ts'

const bytesPerMebibyte = 2 ** 20
const secondsDigits = 1

/** `rapport analytics rebuild`: throws the columnar copy of the workspace away and makes it anew. */
export function analyticsCommand(program: Command, run: Run): void {
  const command = program.command('analytics').description('the columnar copy that figures are computed from')
  command
    .command('rebuild')
    .description('make it anew from the database; nothing is lost, and the old one answers until then')
    .action(() => run(rebuild))
}

async function rebuild({ client, json, print, note }: RunContext): Promise<void> {
  note('Making the copy anew')
  const view = await client.call(rebuildCopy, {})
  print(json ? asJson(view) : sentence(view))
}

function sentence({ rows, seconds, bytes }: CopyRebuildView): string {
  const size = (bytes / bytesPerMebibyte).toFixed(1)
  return `Made the copy anew: ${rows} rows in ${seconds.toFixed(secondsDigits)} s, ${size} MiB on disk.`
}
