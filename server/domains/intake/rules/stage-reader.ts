import type { TransformOf } from '../../../../contract/intake.ts'
import { nameKey } from '../../../../contract/names.ts'
import type { CellProblem, Read } from './cell.ts'

/**
 * Reads the name of a stage: the key it is mapped to, but for case, spaces and punctuation; else, as the rule
 * says, the name as written, of which a stage is then made, or nothing and a flag.
 */
export function stageReader(rule: TransformOf<'stage'>): (text: string) => Read<string> {
  const meant = new Map(Object.entries(rule.values).map(([written, key]) => [nameKey(written), key]))
  return (text) => meant.get(nameKey(text)) ?? (rule.otherwise === 'create' ? text : unknownStage(text))
}

/** Reads the name of something that has other names too: those that were decided are replaced, likely ones flagged. */
export function referenceReader(rule: TransformOf<'reference'>): (text: string) => Read<string> {
  const meant = new Map(Object.entries(rule.values))
  const probably = new Map(Object.entries(rule.probably))
  return (text) => {
    const name = meant.get(text)
    if (name !== undefined) return name
    const like = probably.get(text)
    return like === undefined ? text : probablySame(text, like)
  }
}

function unknownStage(text: string): CellProblem {
  return {
    code: 'unknown-stage',
    message: `There is no stage "${text.slice(0, 80)}".`,
    remedy: 'Map this stage to one of yours, or let the import create it.',
  }
}

function probablySame(text: string, like: string): CellProblem {
  return {
    code: 'probably-same-as',
    message: `"${text.slice(0, 80)}" is probably "${like.slice(0, 80)}"; it is kept as written until somebody decides.`,
    remedy: `Map it to "${like.slice(0, 80)}" if it is the same.`,
    kept: text,
  }
}
