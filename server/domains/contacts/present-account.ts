import { z } from 'zod'
import type { AccountRow, AccountView } from '../../../contract/accounts.ts'
import { customValues, memberOrNull, referenceOrNull } from '../../../contract/records.ts'
import type { Actor } from '../../platform/scope.ts'
import type { AccountRecord } from './account-rows.store.ts'
import type { AccountDetail } from './accounts.ts'
import { mayEdit, mayMerge, mayRemove } from './policy.ts'
import { isoOrNull, presentDeal, presentMerged } from './present-parts.ts'
import { displayName } from './rules/names.ts'

const sumRows = z.array(
  z.object({ outcome: z.string(), currency: z.string(), amount: z.string(), deals: z.number() }),
)

export function presentAccountRow(record: AccountRecord): AccountRow {
  return {
    id: record.id,
    name: record.name,
    domain: record.domain,
    industry: record.industry,
    segment: record.segment,
    employees: record.employees,
    annualRevenue: record.annual_revenue,
    city: record.city,
    country: record.country,
    owner: memberOrNull(record.owner_id, record.owner_name, record.owner_team),
    nextStep: record.next_step,
    nextStepOn: record.next_step_on,
    people: record.people,
    open: sumsOf(record, 'open'),
    won: sumsOf(record, 'won'),
    flagged: record.flagged,
    custom: customValues.parse(record.custom),
    createdAt: record.created_at.toISOString(),
    deletedAt: isoOrNull(record.deleted_at),
  }
}

function sumsOf(record: AccountRecord, outcome: string): AccountRow['open'] {
  const sums = sumRows.parse(record.sums).filter((sum) => sum.outcome === outcome)
  return sums.map(({ currency, amount, deals }) => ({ currency, amount, deals }))
}

export function presentAccount(detail: AccountDetail, actor: Actor): AccountView {
  const { record } = detail
  return {
    ...presentAccountRow(record),
    externalSource: record.external_source,
    externalId: record.external_id,
    parent: referenceOrNull(record.parent_id, record.parent_name),
    children: detail.children,
    contacts: detail.people.map((person) => ({
      id: person.id,
      name: displayName({ fullName: person.full_name, email: person.email }),
      title: person.title,
      email: person.email,
      stageId: person.stage_id,
      owner: memberOrNull(person.owner_id, person.owner_name, person.owner_team),
      lastTouchAt: isoOrNull(person.last_touch_at),
    })),
    deals: detail.deals.map(presentDeal),
    merged: detail.merged.map((row) => {
      const { id, name, ...merge } = presentMerged(row)
      return { ...merge, account: { id, name } }
    }),
    flags: [...detail.flags],
    can: { edit: mayEdit(actor), remove: mayRemove(actor), merge: mayMerge(actor) },
  }
}
