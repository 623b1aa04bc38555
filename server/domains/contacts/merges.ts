import { v7 as uuid } from 'uuid'
import type { EndpointAnswer, EndpointParsed } from '../../../contract/endpoint.ts'
import { mergeableKind } from '../../../contract/merges.ts'
import type {
  createMerge,
  MergeableKind,
  MergePreview,
  MergeView,
  undoMerge,
} from '../../../contract/merges.ts'
import { notFound, Refusal } from '../../platform/refusal.ts'
import type { Scope } from '../../platform/scope.ts'
import { copyValues, currentValues, restoreAct } from '../attributes/index.ts'
import { record } from '../journal/index.ts'
import { refreshActivity } from './activity.store.ts'
import { refreshSearch, refreshWordsBeside } from './contacts.store.ts'
import { refuseErased } from './erased.ts'
import * as store from './merges.store.ts'
import type { HeldRecord } from './merges.store.ts'
import { mayMerge } from './policy.ts'
import { presentProposed } from './present-merge.ts'
import { proposeMerge, takenOver } from './rules/merge-proposal.ts'
import { refreshStanding } from './standing.store.ts'

type Pair = { readonly recordKind: MergeableKind; readonly winnerId: string; readonly loserId: string }

/** What a merge would do, field by field. Refuses a record that is not there or was merged already. */
export async function previewMerge(scope: Scope, pair: Pair): Promise<MergePreview> {
  const { winner, loser } = await heldPair(scope, pair)
  const { labels, names, proposed } = await proposal(scope, pair)
  const family = await store.selectJoined(scope, pair.recordKind, [loser.id])
  return {
    recordKind: pair.recordKind,
    winner: { id: winner.id, name: winner.name },
    loser: { id: loser.id, name: loser.name },
    fields: proposed.map((field) => presentProposed(field, { labels, names })),
    brings: await store.selectBrought(scope, pair.recordKind, family),
  }
}

/** Joins two records. The loser keeps its rows and values; the winner gets the chosen values through the ledger. */
export async function merge(
  scope: Scope,
  body: EndpointParsed<typeof createMerge>['body'],
): Promise<MergeView> {
  if (!mayMerge(scope.actor)) throw new Refusal('not-allowed')
  const { recordKind: kind, choices } = body
  const { winner, loser } = await heldPair(scope, body)
  const { proposed } = await proposal(scope, body)
  const id = uuid()
  const eventId = await record(scope, {
    kind: `${kind}.merged`,
    subjectKind: kind,
    subjectId: winner.id,
    payload: { mergeId: id, loserId: loser.id, loserName: loser.name },
  })
  await store.insertMerge(scope, {
    id,
    record_kind: kind,
    winner_id: winner.id,
    loser_id: loser.id,
    event_id: eventId,
  })
  await copyValues(scope, {
    recordKind: kind,
    recordId: winner.id,
    changes: takenOver(proposed, choices),
    eventId,
    source: { kind: 'merge', id },
  })
  await store.deleteCandidate(scope, kind, [winner.id, loser.id])
  await settle(scope, kind, [winner.id])
  return viewOf(scope, { id, kind, eventId, winner, loser })
}

/**
 * Takes a merge apart: the pointers are set anew from the merges that still stand, and the winner gets back what the
 * merge overwrote, where nobody changed it since. Merges of one chain can be undone in any order.
 */
export async function unmerge(scope: Scope, id: string): Promise<EndpointAnswer<typeof undoMerge>> {
  if (!mayMerge(scope.actor)) throw new Refusal('not-allowed')
  const found = await store.holdMerge(scope, id)
  if (found === undefined) throw notFound('merge')
  if (found.undone_at !== null)
    throw new Refusal('not-possible-now', { message: 'This merge was undone before.' })
  const kind = mergeableKind.parse(found.record_kind)
  const family = await store.selectJoined(scope, kind, [found.winner_id])
  await store.holdRecords(scope, kind, family)
  await refuseErased(scope, family)
  const eventId = await record(scope, {
    kind: `${kind}.merge-undone`,
    subjectKind: kind,
    subjectId: found.winner_id,
    payload: { mergeId: id, loserId: found.loser_id },
    reverses: found.event_id,
  })
  const restored = await restoreAct(scope, { eventId: found.event_id, undoId: eventId })
  await store.markUndone(scope, id)
  await settle(scope, kind, family)
  return { eventId, ...restored }
}

async function heldPair(scope: Scope, { recordKind: kind, winnerId, loserId }: Pair) {
  if (winnerId === loserId) {
    throw new Refusal('invalid-input', {
      message: 'A record cannot be merged with itself.',
      place: 'loserId',
    })
  }
  const held = await store.holdRecords(scope, kind, [winnerId, loserId])
  return { winner: standing(held, kind, winnerId), loser: standing(held, kind, loserId) }
}

function standing(held: readonly HeldRecord[], kind: MergeableKind, id: string): HeldRecord {
  const found = held.find((one) => one.id === id)
  if (found === undefined || found.deleted_at !== null) throw notFound(kind)
  if (found.merged_into_id === null) return found
  throw new Refusal('not-possible-now', {
    message: `${found.name} was merged into another ${kind} already.`,
    remedy: `Merge with that one (${found.merged_into_id}), or undo the earlier merge.`,
  })
}

async function proposal(scope: Scope, { recordKind, winnerId, loserId }: Pair) {
  const { labels, names, values } = await currentValues(scope, recordKind, [winnerId, loserId])
  const side = (id: string) => ({ id, values: values.get(id) ?? {} })
  return { labels, names, proposed: proposeMerge(side(winnerId), side(loserId)) }
}

/** Brings everything that follows from who is one person up to date. */
async function settle(scope: Scope, kind: MergeableKind, ids: readonly string[]): Promise<void> {
  await store.refreshPointers(scope, kind, ids)
  await refreshWordsBeside(scope, kind, ids)
  if (kind === 'account') return
  await refreshSearch(scope, ids)
  await refreshActivity(scope, ids)
  await refreshStanding(scope, ids)
}

type Merged = {
  readonly id: string
  readonly kind: MergeableKind
  readonly eventId: number
  readonly winner: HeldRecord
  readonly loser: HeldRecord
}

function viewOf({ actor, now }: Scope, { id, kind, eventId, winner, loser }: Merged): MergeView {
  return {
    id,
    recordKind: kind,
    winner: { id: winner.id, name: winner.name },
    loser: { id: loser.id, name: loser.name },
    eventId,
    mergedAt: now.toISOString(),
    undoneAt: null,
    by: actor.memberId === null ? null : { id: actor.memberId, name: actor.name, team: actor.team },
  }
}
