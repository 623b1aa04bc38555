import { v7 as uuid } from 'uuid'
import type { FileKind } from '../../../../contract/intake.ts'
import type { Scope } from '../../../platform/scope.ts'
import { Accounts } from '../plan/accounts.ts'
import { Batch } from '../plan/batch.ts'
import { Campaigns } from '../plan/campaigns.ts'
import { Channels } from '../plan/channels.ts'
import type { Ground, PlanContext } from '../plan/context.ts'
import { DealIndex } from '../plan/deal-index.ts'
import { LeadIndex } from '../plan/lead-index.ts'
import { Members } from '../plan/members.ts'
import { People } from '../plan/people.ts'
import { Pipelines } from '../plan/pipelines.ts'
import { Products } from '../plan/products.ts'
import type { Seen } from '../plan/seen.ts'
import { centsOf } from '../plan/spend.ts'
import * as funnel from '../store/lookups/funnel.ts'
import type { IdentityFound } from '../store/lookups/people.ts'
import * as people from '../store/lookups/people.ts'
import * as pipeline from '../store/lookups/pipeline.ts'
import type { Wanted } from './wanted.ts'

/** What all chunks of one file have in common. */
export type FileGround = {
  readonly importId: number
  readonly kind: FileKind
  readonly into: string
  readonly source: string
  readonly at: string
  readonly currency: string
  readonly constantStage: boolean
  readonly seen: Seen
  readonly occurrence: (entry: string, line: number) => number
}

/** Looks up everything the rows of a chunk name and lays it out for planning. */
export async function loadContext(scope: Scope, file: FileGround, wanted: Wanted): Promise<PlanContext> {
  const { importId, source, at } = file
  const ground: Ground = { batch: new Batch(), importId, source, at, newId: uuid }
  const { kind, currency, constantStage, seen, occurrence } = file
  return {
    ...ground,
    kind,
    currency,
    constantStage,
    seen,
    occurrence,
    ...(await loadPeople(scope, ground, { file, wanted })),
    ...(await loadFunnel(scope, ground, wanted)),
    ...(await loadPipeline(scope, ground, wanted)),
    spend: file.kind === 'spend' ? await spendIndex(scope, wanted, source) : new Map(),
  }
}

type Loading = { readonly file: FileGround; readonly wanted: Wanted }

async function loadPeople(scope: Scope, ground: Ground, { file, wanted }: Loading) {
  const { source } = ground
  const identities = await people.findIdentities(scope, wanted.identities)
  const named = await people.findNamedContacts(scope, wanted.personNames)
  const members = { names: wanted.memberNames, ids: wanted.memberIds, source }
  return {
    members: new Members(ground, await people.findMembers(scope, members)),
    accounts: new Accounts(ground, await people.findAccounts(scope, accountsOf(wanted, source))),
    people: new People(ground, identities, named),
    leads: await leadIndex(scope, { file, wanted, identities, named }),
  }
}

async function loadFunnel(scope: Scope, ground: Ground, wanted: Wanted) {
  const campaigns = { nameKeys: wanted.campaignKeys, ids: wanted.campaignIds, source: ground.source }
  return {
    stages: await funnel.findStages(scope),
    channels: new Channels(ground, await funnel.findChannels(scope)),
    campaigns: new Campaigns(ground, await funnel.findCampaigns(scope, campaigns)),
    touchKeys: await funnel.findTouchKeys(scope, wanted.touchKeys),
  }
}

async function loadPipeline(scope: Scope, ground: Ground, wanted: Wanted) {
  const deals = { source: ground.source, ids: wanted.dealIds, names: wanted.dealNames }
  const pipelines = await pipeline.findPipelines(scope)
  return {
    products: new Products(ground, await pipeline.findProducts(scope, wanted.productKeys)),
    pipelines: new Pipelines(ground, pipelines, await pipeline.findPipelineStages(scope)),
    deals: new DealIndex(await pipeline.findDeals(scope, deals)),
  }
}

function accountsOf(wanted: Wanted, source: string) {
  return { nameKeys: wanted.accountKeys, domains: wanted.accountDomains, ids: wanted.accountIds, source }
}

type LeadSearch = {
  readonly file: FileGround
  readonly wanted: Wanted
  readonly identities: readonly IdentityFound[]
  readonly named: readonly people.NamedContact[]
}

async function leadIndex(scope: Scope, { file, wanted, identities, named }: LeadSearch): Promise<LeadIndex> {
  const byId = await funnel.findLeads(scope, file.source, wanted.leadIds)
  if (file.into !== 'lead') return new LeadIndex(byId)
  const contactIds = new Set([...identities.map((found) => found.contact_id), ...named.map(({ id }) => id)])
  const ofContacts = await funnel.findLeadsOf(scope, [...contactIds])
  return new LeadIndex([...byId, ...ofContacts.map((lead) => ({ ...lead, external_id: null }))])
}

async function spendIndex(scope: Scope, wanted: Wanted, source: string) {
  const campaigns = await funnel.findCampaigns(scope, {
    nameKeys: wanted.campaignKeys,
    ids: wanted.campaignIds,
    source,
  })
  const rows = await funnel.findSpend(
    scope,
    campaigns.map(({ id }) => id),
  )
  return new Map(rows.map((row) => [`${row.campaign_id} ${row.day} ${row.entry_key}`, centsOf(row.amount)]))
}
