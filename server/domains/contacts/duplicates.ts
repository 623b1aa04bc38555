import { z } from 'zod'
import type { EndpointAnswer } from '../../../contract/endpoint.ts'
import { duplicateReasons } from '../../../contract/merges.ts'
import type { DuplicateView, listDuplicates, MergeableKind } from '../../../contract/merges.ts'
import { enqueue } from '../../platform/queue.ts'
import { notFound, Refusal } from '../../platform/refusal.ts'
import type { Scope } from '../../platform/scope.ts'
import { record } from '../journal/index.ts'
import { markDismissed, refreshCandidates, selectCandidates } from './duplicates.store.ts'
import type { CandidateRow, CandidatesAsked } from './duplicates.store.ts'
import { mayMerge } from './policy.ts'

export const findDuplicatesTask = 'contacts.find-duplicates'

const reasonList = z.array(z.enum(duplicateReasons))

/** Pairs of records that are probably one, the surest first. */
export async function duplicates(
  scope: Scope,
  asked: CandidatesAsked,
): Promise<EndpointAnswer<typeof listDuplicates>> {
  const { rows, nextCursor } = await selectCandidates(scope, asked)
  const items = rows.map((row) => presentCandidate(row, asked.recordKind))
  return { items, nextCursor, total: null, totalIsEstimate: false }
}

function presentCandidate(row: CandidateRow, recordKind: MergeableKind): DuplicateView {
  return {
    recordKind,
    first: { id: row.first_id, name: row.first_name, hint: row.first_hint },
    second: { id: row.second_id, name: row.second_name, hint: row.second_hint },
    score: row.score,
    reasons: [...new Set(reasonList.parse(row.reasons))],
    foundAt: row.found_at.toISOString(),
  }
}

/** Has duplicates looked for in the background; asking twice looks once. */
export async function askForDuplicates(scope: Scope, kind: MergeableKind): Promise<void> {
  if (!mayMerge(scope.actor)) throw new Refusal('not-allowed')
  await record(scope, { kind: 'duplicates.asked-for', subjectKind: kind, subjectId: 'all' })
  await enqueueSearch(scope, kind)
}

/** The same without anybody asking: once a night. */
export async function enqueueSearch(scope: Scope, kind: MergeableKind): Promise<void> {
  const key = `${findDuplicatesTask}:${scope.workspaceId}:${kind}`
  await enqueue(scope, { task: findDuplicatesTask, payload: { recordKind: kind } }, { key })
}

/** Looks for duplicates now. */
export async function findDuplicates(scope: Scope, kind: MergeableKind): Promise<number> {
  const found = await refreshCandidates(scope, kind)
  await record(scope, { kind: 'duplicates.found', subjectKind: kind, subjectId: 'all', payload: { found } })
  return found
}

type Pair = { readonly recordKind: MergeableKind; readonly firstId: string; readonly secondId: string }

/** Says that two records are not one; the pair is not proposed again. */
export async function dismissDuplicate(scope: Scope, pair: Pair): Promise<void> {
  if (!mayMerge(scope.actor)) throw new Refusal('not-allowed')
  if (!(await markDismissed(scope, pair))) throw notFound('pair')
  const { recordKind, firstId, secondId } = pair
  await record(scope, {
    kind: 'duplicates.dismissed',
    subjectKind: recordKind,
    subjectId: firstId,
    payload: { secondId },
  })
}
