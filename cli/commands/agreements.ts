import type { Command } from 'commander'
import { listAgreementsInForce } from '../../contract/agreements.ts'
import type { VersionInForceView } from '../../contract/agreement-views.ts'
import { CliFailure } from '../failure.ts'
import { asJson } from '../print.ts'
import type { Run } from '../run.ts'

type Options = { at?: string }

const dayLength = 10
const indent = '  '

/** `rapport agreements`: what both teams are bound by, in plain English. */
export function agreementsCommand(program: Command, run: Run): void {
  program
    .command('agreements')
    .description('the agreements in force, in plain English')
    .option('--at <date>', 'at this day or instant instead of now, such as 2026-05-01')
    .action((options: Options) =>
      run(async ({ client, json, print }) => {
        const at = options.at === undefined ? undefined : instantOf(options.at)
        const found = await client.call(listAgreementsInForce, { query: { at } })
        if (json) return print(asJson(found))
        print(
          found.items.length === 0 ? 'No agreement was in force.' : found.items.map(paragraph).join('\n\n'),
        )
      }),
    )
}

function instantOf(text: string): string {
  const instant = new Date(text)
  if (Number.isNaN(instant.getTime()))
    throw new CliFailure(`${text} is no date. Write it as 2026-05-01, or as 2026-05-01T09:00:00Z.`)
  return instant.toISOString()
}

function paragraph(version: VersionInForceView): string {
  const { agreement, number, inForceFrom, clauses } = version
  const since = `in force since ${inForceFrom.slice(0, dayLength)}`
  const head = `${agreement.name} (${agreement.kind.replaceAll('_', ' ')}, version ${number}, ${since}, ${signed(version)})`
  const lines = clauses.flatMap(({ heading, text }) => [
    `${indent}${heading}`,
    ...text.split('\n').map((line) => `${indent}${indent}${line}`),
  ])
  return [head, ...lines].join('\n')
}

function signed({ adopted, signatures }: VersionInForceView): string {
  if (adopted) return 'unsigned'
  const standing = signatures.filter(({ voidedAt }) => voidedAt === null)
  const names = standing.map(({ member, team }) => `${member.name} for ${team}`)
  return `signed by ${names.join(' and ')}`
}
