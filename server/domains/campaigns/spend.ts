import type { listSpend, SpendView } from '../../../contract/campaigns.ts'
import type { EndpointAnswer } from '../../../contract/endpoint.ts'
import { notFound, Refusal } from '../../platform/refusal.ts'
import type { Scope } from '../../platform/scope.ts'
import { record } from '../journal/index.ts'
import { campaign } from './campaigns.ts'
import { mayRunCampaigns } from './policy.ts'
import { presentSpend } from './present.ts'
import { deleteSpend, selectSpendPage, upsertSpend } from './spend.store.ts'

/** What a campaign cost, by day, newest first. */
export async function spendPage(
  scope: Scope,
  asked: { campaignId: string; limit: number; cursor?: string | undefined },
): Promise<EndpointAnswer<typeof listSpend>> {
  await campaign(scope, asked.campaignId)
  const { rows, nextCursor } = await selectSpendPage(scope, asked)
  const items = rows.map((row) => presentSpend(row))
  return { items, nextCursor, total: null, totalIsEstimate: false }
}

type Day = { readonly campaignId: string; readonly day: string }

/** Sets what was spent on a day by hand. */
export async function setSpend(scope: Scope, entry: Day & { amount: string }): Promise<SpendView> {
  await allow(scope, entry)
  const { row, before } = await upsertSpend(scope, entry)
  await note(scope, 'campaign.spend-set', { ...entry, before })
  return presentSpend(row)
}

/** Removes what was set by hand for a day; what imports brought stays. */
export async function removeSpend(scope: Scope, entry: Day): Promise<void> {
  await allow(scope, entry)
  if (!(await deleteSpend(scope, entry))) throw notFound('spend')
  await note(scope, 'campaign.spend-removed', entry)
}

async function allow(scope: Scope, { campaignId }: Day): Promise<void> {
  if (!mayRunCampaigns(scope.actor)) throw new Refusal('not-allowed')
  await campaign(scope, campaignId)
}

async function note(
  scope: Scope,
  kind: string,
  { campaignId, ...payload }: Day & Record<string, unknown>,
): Promise<void> {
  await record(scope, { kind, subjectKind: 'campaign', subjectId: campaignId, payload })
}
