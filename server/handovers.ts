import { seatHandover } from './domains/agreements/index.ts'
import { ownedRecords } from './domains/attributes/index.ts'
import { campaignHandover } from './domains/campaigns/index.ts'
import { sharedViewHandover } from './domains/workspace/index.ts'
import type { Handover } from './domains/workspace/index.ts'

/** What each domain has that members own, in the order in which it is shown to whoever takes over. */
export const handovers: readonly Handover[] = [
  ownedRecords('lead', 'Leads'),
  ownedRecords('deal', 'Deals'),
  ownedRecords('account', 'Companies'),
  ownedRecords('contact', 'People'),
  campaignHandover,
  seatHandover,
  sharedViewHandover,
]
