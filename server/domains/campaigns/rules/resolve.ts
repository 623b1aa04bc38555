import { nameKey } from '../../../../contract/names.ts'

/** What stood in the link that somebody followed. */
export type Utm = {
  readonly source?: string | null | undefined
  readonly medium?: string | null | undefined
  readonly campaign?: string | null | undefined
}

export type TaggedCampaign = {
  readonly id: string
  readonly nameKey: string
  readonly utmSource: string | null
  readonly utmMedium: string | null
  readonly utmCampaign: string | null
}

/**
 * The campaign that utm values name, among `campaigns`: its utm word or its name must be the same but for case and
 * punctuation, and a source or medium that the campaign fixes must not differ. The one that fixes most wins; where two
 * fix as much, nobody can tell and it is none.
 */
export function resolveCampaign(campaigns: readonly TaggedCampaign[], utm: Utm): string | null {
  if (!utm.campaign) return null
  const key = nameKey(utm.campaign)
  const scored = campaigns.flatMap((campaign) => {
    const score = matchScore(campaign, utm, key)
    return score === null ? [] : [{ id: campaign.id, score }]
  })
  const best = Math.max(...scored.map((one) => one.score))
  const winners = scored.filter((one) => one.score === best)
  return winners.length === 1 ? (winners[0]?.id ?? null) : null
}

const byUtmWord = 4

/** Higher is closer; null is no match. */
function matchScore(campaign: TaggedCampaign, utm: Utm, key: string): number | null {
  const named =
    campaign.utmCampaign === null ? campaign.nameKey === key : nameKey(campaign.utmCampaign) === key
  if (!named) return null
  const fixed = [agree(campaign.utmSource, utm.source), agree(campaign.utmMedium, utm.medium)]
  if (fixed.includes('differ')) return null
  return fixed.filter((one) => one === 'same').length + (campaign.utmCampaign === null ? 0 : byUtmWord)
}

function agree(fixed: string | null, given: string | null | undefined): 'open' | 'same' | 'differ' {
  if (fixed === null) return 'open'
  return given && nameKey(fixed) === nameKey(given) ? 'same' : 'differ'
}
