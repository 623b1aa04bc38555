import type { CopyQuestion } from '../workspace-copy.ts'
import { campaignGroups } from './campaigns.ts'
import { dealCell, dealCellSize, dealGroups, dealNumbers } from './deals.ts'
import { flowCounts } from './flow.ts'
import { funnelGroups } from './funnel.ts'
import { cellLeads, cellNumbers, cellSize } from './leads.ts'
import { qualityCounts, qualityRecords, qualityRecordsCount, unmappedOrigins } from './quality.ts'
import type { Query } from './query.ts'
import { mainStages, workspaceStanding } from './standing.ts'

/** Every question that the copy answers, by name. */
const queries: ReadonlyMap<string, (parameters: unknown) => CopyQuestion> = new Map(
  [
    named(workspaceStanding),
    named(mainStages),
    named(funnelGroups),
    named(cellSize),
    named(cellLeads),
    named(cellNumbers),
    named(flowCounts),
    named(dealGroups),
    named(dealCellSize),
    named(dealCell),
    named(dealNumbers),
    named(campaignGroups),
    named(qualityCounts),
    named(unmappedOrigins),
    named(qualityRecordsCount),
    named(qualityRecords),
  ].map(({ name, question }) => [name, question]),
)

function named<Parameters, Output>(asked: Query<Parameters, Output>) {
  const question = (parameters: unknown): CopyQuestion => {
    const parsed = asked.parameters.parse(parameters)
    return {
      key: `${asked.name} ${JSON.stringify(parsed)}`,
      statement: (line) => asked.statement(parsed, line),
    }
  }
  return { name: asked.name, question }
}

/** The question of this name with these parameters; an unknown name is a bug. */
export function questionOf({ query, parameters }: { query: string; parameters?: unknown }): CopyQuestion {
  const found = queries.get(query)
  if (found === undefined) throw new Error(`The copy knows no query ${query}.`)
  return found(parameters)
}
