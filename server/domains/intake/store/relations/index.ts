import type { WrittenRelation } from '../../plan/batch.ts'
import type { Relation } from '../relation.ts'
import * as funnel from './funnel.ts'
import * as people from './people.ts'
import * as pipeline from './pipeline.ts'

export const relations: Readonly<Record<WrittenRelation, Relation>> = {
  members: people.members,
  channels: funnel.channels,
  products: pipeline.products,
  pipelines: pipeline.pipelines,
  pipelineStages: pipeline.pipelineStages,
  accounts: people.accounts,
  campaigns: funnel.campaigns,
  contacts: people.contacts,
  contactIdentities: people.contactIdentities,
  leads: funnel.leads,
  stageChanges: funnel.stageChanges,
  deals: pipeline.deals,
  dealStageChanges: pipeline.dealStageChanges,
  touches: funnel.touches,
  campaignSpend: funnel.campaignSpend,
  qualityFlags: funnel.qualityFlags,
}
