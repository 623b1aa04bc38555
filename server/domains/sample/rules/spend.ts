import type { SampleCampaign } from './campaigns.ts'
import type { Chance } from './random.ts'

const weekMs = 7 * 86_400_000

export type SampleSpend = { readonly campaign: string; readonly day: string; readonly amount: string }

/** What a campaign cost, week by week until today, a little uneven; the whole run comes to about its budget. */
export function spendOf(chance: Chance, campaign: SampleCampaign, now: Date): SampleSpend[] {
  const weeks = Math.max(1, Math.ceil((campaign.endsAt.getTime() - campaign.startsAt.getTime()) / weekMs))
  const weekly = campaign.budget / weeks
  const entries: SampleSpend[] = []
  for (let week = 0; week < weeks; week++) {
    const at = new Date(campaign.startsAt.getTime() + week * weekMs)
    if (at > now) break
    const amount = (weekly * (0.7 + chance.next() * 0.6)).toFixed(2)
    entries.push({ campaign: campaign.name, day: at.toISOString().slice(0, 10), amount })
  }
  return entries
}
