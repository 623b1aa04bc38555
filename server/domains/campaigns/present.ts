import { campaignAims, campaignTypes } from '../../../contract/campaigns.ts'
import type { CampaignRow, CampaignView, SpendView } from '../../../contract/campaigns.ts'
import { memberOrNull, oneOf } from '../../../contract/records.ts'
import type { Actor } from '../../platform/scope.ts'
import { mayRunCampaigns } from './policy.ts'
import type { SpendRow } from './spend.store.ts'
import type { CampaignRecord } from './store.ts'

export function presentCampaignRow(record: CampaignRecord): CampaignRow {
  const { channel_id: id, channel_name: name } = record
  return {
    id: record.id,
    name: record.name,
    type: oneOf(campaignTypes, record.type),
    worksOn: oneOf(campaignAims, record.works_on),
    channel:
      id === null || name === null
        ? null
        : { id, name, team: oneOf(['marketing', 'sales'] as const, record.channel_team) },
    utmSource: record.utm_source,
    utmMedium: record.utm_medium,
    utmCampaign: record.utm_campaign,
    segment: record.segment,
    budget: record.budget,
    spend: record.spend,
    startsOn: record.starts_on,
    endsOn: record.ends_on,
    owner: memberOrNull(record.owner_id, record.owner_name, record.owner_team),
    createdAt: record.created_at.toISOString(),
    deletedAt: record.deleted_at?.toISOString() ?? null,
  }
}

export function presentCampaign(record: CampaignRecord, actor: Actor): CampaignView {
  const may = mayRunCampaigns(actor)
  return {
    ...presentCampaignRow(record),
    talkTrack: record.talk_track,
    externalSource: record.external_source,
    externalId: record.external_id,
    firstSpendOn: record.first_spend_on,
    lastSpendOn: record.last_spend_on,
    can: { edit: may, spend: may, remove: may },
  }
}

export function presentSpend(row: SpendRow): SpendView {
  return { id: row.id, day: row.day, amount: row.amount, entryKey: row.entry_key, importId: row.import_id }
}
