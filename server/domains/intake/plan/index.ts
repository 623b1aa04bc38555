import type { Fate, PlanContext } from './context.ts'
import { accountSeenKeys, planAccount } from './account.ts'
import { campaignSeenKeys, planCampaign } from './campaign.ts'
import { contactSeenKeys, planContact, planContactAgain } from './contact.ts'
import { dealLinkSeenKeys, dealSeenKeys, planDeal, planDealLink } from './deal.ts'
import { leadSeenKeys, planLead } from './lead.ts'
import { leadConversionSeenKeys, planLeadConversion } from './lead-conversion.ts'
import { memberSeenKeys, planMember } from './member.ts'
import { planProduct, productSeenKeys } from './product.ts'
import type { JudgedRow } from './row.ts'
import { planSpend, spendEntry } from './spend.ts'
import { planStage, stageSeenKeys } from './stage.ts'
import { planStageChange, stageChangeSeenKeys } from './stage-change.ts'
import { planTouch, touchSeenKeys } from './touch.ts'

type FileTraits = Pick<PlanContext, 'kind' | 'source'>

/**
 * How rows of one kind of file are planned. `seenKeys` tell rows of one record apart from those of another, from
 * the row alone; `again` is for what even a duplicate row contributes; `entry` counts entries that only their
 * order in the file tells apart.
 */
export type Planner = {
  readonly plan: (row: JudgedRow, at: number, context: PlanContext) => Fate
  readonly seenKeys?: (row: JudgedRow, file: FileTraits) => readonly string[]
  readonly again?: (row: JudgedRow, at: number, context: PlanContext) => void
  readonly entry?: (row: JudgedRow) => string
}

const planners: Readonly<Record<string, Planner>> = {
  contact: { plan: planContact, seenKeys: contactSeenKeys, again: planContactAgain },
  account: { plan: planAccount, seenKeys: accountSeenKeys },
  lead: { plan: planLead, seenKeys: leadSeenKeys },
  leadConversion: { plan: planLeadConversion, seenKeys: leadConversionSeenKeys },
  deal: { plan: planDeal, seenKeys: dealSeenKeys },
  saleConversion: { plan: planDeal, seenKeys: dealSeenKeys },
  dealContact: { plan: planDealLink, seenKeys: dealLinkSeenKeys },
  dealAccount: { plan: planDealLink, seenKeys: dealLinkSeenKeys },
  touch: { plan: planTouch, seenKeys: touchSeenKeys },
  formSubmission: { plan: planTouch, seenKeys: touchSeenKeys },
  campaign: { plan: planCampaign, seenKeys: campaignSeenKeys },
  spend: { plan: planSpend, entry: spendEntry },
  member: { plan: planMember, seenKeys: memberSeenKeys },
  product: { plan: planProduct, seenKeys: productSeenKeys },
  stage: { plan: planStage, seenKeys: stageSeenKeys },
  stageChange: { plan: planStageChange, seenKeys: stageChangeSeenKeys },
}

/** How rows of a kind of file are planned; undefined for kinds that hold nothing to write. */
export function plannerOf(kind: string): Planner | undefined {
  return planners[kind]
}
