import { agreementKinds } from '../../../contract/agreement-bodies.ts'
import { backTestResult } from '../../../contract/backtests.ts'
import type { BackTestLead, BackTestView } from '../../../contract/backtests.ts'
import { memberOrNull, oneOf, referenceOrNull } from '../../../contract/records.ts'
import type { LeadRow } from './leads.store.ts'
import { stateOf } from './rules/standing.ts'
import type { BackTestRow } from './store.ts'

const dayMs = 86_400_000

type Looking = { readonly now: Date; readonly canTest: boolean }

/** A back-test as it stands. */
export function presentBackTest(row: BackTestRow, { now, canTest }: Looking): BackTestView {
  const { compared_with_id: comparedId, compared_number: comparedNumber } = row
  return {
    id: row.id,
    version: {
      id: row.version_id,
      agreementId: row.agreement_id,
      kind: oneOf(agreementKinds, row.kind),
      title: row.title,
      number: row.number,
    },
    revision: row.revision,
    isOlderRevision: row.revision !== row.revision_now,
    comparedWith:
      comparedId === null || comparedNumber === null
        ? null
        : { versionId: comparedId, number: comparedNumber },
    stage: { id: row.stage_id, key: row.stage_key, name: row.stage_name },
    from: row.from_at.toISOString(),
    to: row.to_at.toISOString(),
    state: stateOf(row, now),
    progress: {
      step: oneOf(['waiting', 'reading', 'replaying', 'writing'] as const, row.step),
      leadsDone: row.leads_done,
      leadsTotal: row.leads_total,
    },
    askedAt: row.asked_at.toISOString(),
    askedBy: memberOrNull(row.asked_by_id, row.asked_by_name, row.asked_by_team),
    endedAt: row.ended_at?.toISOString() ?? null,
    failure: row.failure,
    result: row.result === null ? null : backTestResult.parse(row.result),
    can: { cancel: canTest && row.ended_at === null },
  }
}

/** A lead of one of the lists. */
export function presentLead(row: LeadRow): BackTestLead {
  const { in_force_at: inForceAt, proposed_at: proposedAt } = row
  return {
    leadId: row.lead_id,
    contact: { id: row.contact_id, name: row.contact_name },
    account: referenceOrNull(row.account_id, row.account_name),
    enteredAt: row.entered_at.toISOString(),
    stageId: row.stage_id,
    inForceAt: inForceAt?.toISOString() ?? null,
    proposedAt: proposedAt?.toISOString() ?? null,
    daysForward:
      inForceAt === null || proposedAt === null ? null : (inForceAt.getTime() - proposedAt.getTime()) / dayMs,
    accepted: row.accepted,
    wonAt: row.won_at?.toISOString() ?? null,
    amount: row.amount,
    assumed: row.assumed,
  }
}
