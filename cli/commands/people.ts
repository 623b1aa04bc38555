import type { Command } from 'commander'
import { listContacts } from '../../contract/contacts.ts'
import { listStages } from '../../contract/leads.ts'
import { asJson, table } from '../print.ts'
import type { Run } from '../run.ts'

type Options = { q?: string; owner?: string; origin?: string; limit: string }

const limitDefault = '25'

/** `rapport people`: who is known, newest first. */
export function peopleCommand(program: Command, run: Run): void {
  program
    .command('people')
    .description('people, newest first')
    .option('--q <words>', 'words in name, job title, mail or phone')
    .option('--owner <id>', 'of this member, or none')
    .option('--origin <origin>', 'from this origin, or blank')
    .option('--limit <rows>', 'how many at most, up to 200', limitDefault)
    .action((options: Options) =>
      run(async ({ client, json, print }) => {
        const page = await client.call(listContacts, { query: options })
        if (json) return print(asJson(page))
        const stages = await client.call(listStages, {})
        const stageName = (id: number | null) => stages.items.find((stage) => stage.id === id)?.name ?? null
        const rows = page.items.map((person) => [
          person.name,
          person.email,
          person.account?.name,
          stageName(person.stageId),
          person.firstChannel?.name,
          person.owner?.name,
          person.createdAt.slice(0, 10),
        ])
        const about = page.totalIsEstimate ? 'about ' : ''
        print(table(['person', 'mail', 'company', 'stage', 'first touch', 'owner', 'since'], rows))
        print(`\n${page.items.length} of ${about}${page.total ?? 'many'}`)
      }),
    )
}
