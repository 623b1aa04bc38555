import type { Fate, PlanContext } from './context.ts'
import { isYes, numberOf, textOf } from './row.ts'
import type { JudgedRow } from './row.ts'

/** A row of a file of pipeline stages, by whose ids the deals of that system name where they stand. */
export function planStage(row: JudgedRow, at: number, context: PlanContext): Fate {
  const pipeline = textOf(row, 'pipeline')
  const named = {
    name: textOf(row, 'label') ?? textOf(row, 'externalId'),
    externalId: textOf(row, 'externalId'),
  }
  for (const problem of row.problems) context.batch.problems.push(problem)
  const position = numberOf(row, 'position')
  const isNew = context.pipelines.define(at, { pipeline, ...named, ...outcomeOf(row), position })
  return isNew ? 'created' : 'standing'
}

export function stageSeenKeys(row: JudgedRow): string[] {
  return [`stage ${textOf(row, 'pipeline') ?? ''} ${textOf(row, 'externalId') ?? textOf(row, 'label') ?? ''}`]
}

function outcomeOf(row: JudgedRow): { readonly outcome?: 'open' | 'won' | 'lost' } {
  if (isYes(row, 'isWon')) return { outcome: 'won' }
  if (isYes(row, 'isClosed')) return { outcome: 'lost' }
  return row.values['isClosed'] === false ? { outcome: 'open' } : {}
}
