import { nameKey } from '../../../../contract/names.ts'
import type { Fate, PlanContext } from './context.ts'
import { flagJudged } from './flags.ts'
import { textOf } from './row.ts'
import type { JudgedRow } from './row.ts'

const types = [
  'branding',
  'advertising',
  'lead_generation',
  'web_content',
  'market_research',
  'new_product',
  'social_media',
  'event',
  'mail',
]

/** A row of a file of campaigns. It also completes campaigns that touches or spend made by name before. */
export function planCampaign(row: JudgedRow, at: number, context: PlanContext): Fate {
  const named = { name: textOf(row, 'name'), externalId: textOf(row, 'externalId') }
  const values = {
    channel_id: context.channels.named(textOf(row, 'channel')),
    starts_on: textOf(row, 'startsOn'),
    ends_on: endOf(row),
    budget: textOf(row, 'budget'),
    owner_id: context.members.owner(at, { name: textOf(row, 'ownerName') }),
  }
  const found = context.campaigns.find(named)
  const type = types.find((one) => nameKey(one) === nameKey(textOf(row, 'type') ?? ''))
  const id = found ?? context.campaigns.add(named, { ...values, ...(type === undefined ? {} : { type }) })
  flagJudged(context, { kind: 'campaign', id }, row)
  if (found === undefined) return 'created'
  context.campaigns.adopt(at, found, named.externalId)
  context.batch.change('campaigns', { row: at, id: found, values })
  return 'standing'
}

export function campaignSeenKeys(row: JudgedRow): string[] {
  const externalId = textOf(row, 'externalId')
  return [
    externalId === null ? `campaign name ${nameKey(textOf(row, 'name') ?? '')}` : `campaign id ${externalId}`,
  ]
}

/** An end before the start is remarked on by the judgement; the table would not hold it. */
function endOf(row: JudgedRow): string | null {
  const [start, end] = [textOf(row, 'startsOn'), textOf(row, 'endsOn')]
  return start !== null && end !== null && end < start ? null : end
}
