import type { CampaignRow, CampaignType, campaignAims } from '../../../contract/campaigns.ts'
import type { Session } from '../../app/session.tsx'

/** How each type of campaign is called on screen. */
export const typeWords: Readonly<Record<CampaignType, string>> = {
  branding: 'Branding',
  advertising: 'Advertising',
  lead_generation: 'Lead generation',
  web_content: 'Web content',
  market_research: 'Market research',
  new_product: 'New product',
  social_media: 'Social media',
  event: 'Event',
  mail: 'Mail',
}

/** How each of the four Ps is called on screen. */
export const aimWords: Readonly<Record<(typeof campaignAims)[number], string>> = {
  product: 'Product',
  price: 'Price',
  promotion: 'Promotion',
  place: 'Place',
}

/** Whether somebody may add a campaign; what they may do to one campaign the server says with it. */
export function mayRunCampaigns({ member }: Session): boolean {
  if (member.role === 'admin') return true
  return member.role === 'member' && member.team !== 'sales' && member.team !== 'neutral'
}

/** Where a campaign stands on a day: not yet begun, running, or over. One without days has no standing. */
export function standingOf({ startsOn, endsOn }: Pick<CampaignRow, 'startsOn' | 'endsOn'>, today: string) {
  if (startsOn === null && endsOn === null) return null
  if (startsOn !== null && startsOn > today) return 'planned'
  return endsOn !== null && endsOn < today ? 'over' : 'running'
}

/** Today as a day, in UTC, the way campaigns are dated. */
export function dayOf(instant: number = Date.now()): string {
  return new Date(instant).toISOString().slice(0, 'YYYY-MM-DD'.length)
}
