import type { FileKind, FileOrigin } from '../../../contract/intake.ts'

/** What a file holds, as people say it. */
export const kindWords: Readonly<Record<FileKind, string>> = {
  contact: 'People',
  account: 'Companies',
  lead: 'Leads',
  deal: 'Deals',
  touch: 'Touches',
  campaign: 'Campaigns',
  spend: 'Spend',
  member: 'Members',
  product: 'Products',
  stage: 'Deal stages',
  stageChange: 'Stage history',
  leadConversion: 'Won leads',
  saleConversion: 'Sales',
  formSubmission: 'Form submissions',
  pipeline: 'Pipelines',
  dealContact: 'People of deals',
  dealAccount: 'Companies of deals',
  propertyChange: 'Property history',
  team: 'Teams',
  teamMember: 'Members of teams',
  channelPath: 'Channel paths',
  summary: 'A summary',
}

/** Where a file came from, as people say it. */
export const originWords: Readonly<Record<FileOrigin, string>> = {
  hubspot: 'HubSpot',
  'hubspot-tables': 'HubSpot tables',
  salesforce: 'Salesforce',
  pipedrive: 'Pipedrive',
  'olist-funnel': 'a lead funnel',
  'crm-sales': 'a CRM',
  'attribution-playbook': 'an attribution table',
  xeducation: 'a lead list',
  'bank-marketing': 'a call list',
  'google-ads': 'Google Ads',
  'meta-ads': 'Meta Ads',
  'linkedin-ads': 'LinkedIn Ads',
  plain: 'a spreadsheet',
}
