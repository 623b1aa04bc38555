/**
 * Campaigns: what marketing runs, on which channel, for which of the four Ps, and what it cost by day. A touch names
 * its campaign by what stood in the link; the rule that tells which one is meant lives here. What a campaign brought
 * is a figure, and figures are `metrics`.
 */
export {
  addCampaign,
  amendCampaign,
  campaign,
  campaignHandover,
  campaignPage,
  linkFor,
  resolveCampaigns,
  restoreCampaign,
  trashCampaign,
} from './campaigns.ts'
export type { CampaignFound, CampaignNamed } from './campaigns.ts'
export { removeSpend, setSpend, spendPage } from './spend.ts'
