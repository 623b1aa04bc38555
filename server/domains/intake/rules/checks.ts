import type { RecordKind } from '../../../../contract/intake.ts'
import type { CellProblem } from './cell.ts'
import type { Draft } from './draft.ts'

type Check = (draft: Draft) => void

/** What fields of one row must be to each other, by kind of record. */
const checks: Partial<Record<RecordKind, readonly Check[]>> = {
  lead: [
    inOrder({ earlier: 'enteredAt', later: 'wonAt', problem: wonTooEarly }),
    inOrder({ earlier: 'enteredAt', later: 'lostAt', problem: endedTooEarly }),
  ],
  deal: [inOrder({ earlier: 'openedAt', later: 'closedAt', problem: endedTooEarly })],
  touch: [inOrder({ earlier: 'occurredAt', later: 'endedAt', problem: endedTooEarly })],
  campaign: [inOrder({ earlier: 'startsOn', later: 'endsOn', problem: endedTooEarly, drops: true })],
}

/** The checks of a kind of record. They flag and keep: what is odd may still be true. */
export function checksOf(kind: RecordKind): readonly Check[] {
  return checks[kind] ?? []
}

/**
 * Whether the source says that it has deleted the record. Members, products, campaigns and stages have no such field:
 * the history of others goes on naming them.
 */
export function saysDeleted(draft: Draft): boolean {
  return draft.values['isDeleted'] === true
}

export const deletedAtSource: CellProblem = {
  code: 'deleted-at-source',
  message: 'The system that this file comes from has deleted this record.',
  remedy: 'Nothing needs doing. To import it all the same, leave the column that says so out of the mapping.',
}

type Order = {
  readonly earlier: string
  readonly later: string
  readonly problem: (later: string, earlier: string) => CellProblem
  /** The table cannot hold the later value when it comes first. */
  readonly drops?: boolean
}

function inOrder({ earlier, later, problem, drops = false }: Order): Check {
  return (draft) => {
    const [from, to] = [draft.values[earlier], draft.values[later]]
    if (typeof from !== 'string' || typeof to !== 'string' || to >= from) return
    draft.report(problem(to, from), { column: later, value: to, refuses: false })
    if (drops) draft.values[later] = null
  }
}

/** The problem of a lead that is won before its first contact. Where the dates come from two files, see the plan. */
function wonTooEarly(wonAt: string, enteredAt: string): CellProblem {
  return {
    code: 'won-before-first-contact',
    message: `The lead was won on ${wonAt.slice(0, 10)}, before its first contact on ${enteredAt.slice(0, 10)}.`,
    remedy: 'Look which of the two dates is wrong. The lead is kept and counted as won.',
  }
}

function endedTooEarly(end: string, start: string): CellProblem {
  return {
    code: 'ended-before-started',
    message: `The end, ${end.slice(0, 10)}, lies before the start, ${start.slice(0, 10)}.`,
    remedy: 'Look which of the two dates is wrong.',
  }
}
