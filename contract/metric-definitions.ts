import type { Team } from './records.ts'
import type { MetricGrain, MetricUnit } from './metrics.ts'

type Definition = {
  readonly name: string
  readonly formula: string
  readonly unit: MetricUnit
  readonly grain: MetricGrain
  readonly owners: readonly Team[]
  readonly source: string
  readonly version: number
}

type Short = Pick<Definition, 'name' | 'formula' | 'unit'>

const funnelSource =
  'Stage history as dated rows; a lead reached a stage when it entered that stage or a later one.'
const quantileSource = 'Quantiles interpolate linearly between the two nearest values; negative lags count.'
const crmSource = 'Common practice in sales reporting, as PRODUCT.md states it.'
const costSource = 'Spend entries of campaigns, dated by day.'
const qualitySource = 'What the import flagged and what the records themselves lack.'

const attributeSource = 'Values of custom numbers and amounts, as recorded.'

const ofLeads = (short: Short, source = funnelSource): Definition => ({
  ...short,
  grain: 'lead',
  owners: ['marketing', 'sales'],
  source,
  version: 1,
})
const ofAttribute = (name: string, formula: string, unit: MetricUnit = 'count'): Definition => ({
  ...ofLeads({ name, formula, unit }, attributeSource),
  grain: 'record',
})
const ofDeals = (short: Short): Definition => ({
  ...short,
  grain: 'deal',
  owners: ['sales'],
  source: crmSource,
  version: 1,
})
const ofCampaigns = (short: Short, source = costSource): Definition => ({
  ...short,
  grain: 'campaign',
  owners: ['marketing'],
  source,
  version: 1,
})
const ofRecords = (short: Omit<Short, 'unit'>): Definition => ({
  ...short,
  unit: 'count',
  grain: 'record',
  owners: ['joint'],
  source: qualitySource,
  version: 1,
})

/** The registry: the one place that says what each figure means. `server/analytics/queries/` computes it, once. */
export const metricDefinitions = {
  'leads-entered': ofLeads({
    name: 'Leads entered',
    formula:
      'Leads that entered the funnel, each pass of a person counted once; leads in the trash are left out.',
    unit: 'count',
  }),
  'leads-reached': ofLeads({
    name: 'Leads that reached the stage',
    formula: 'Leads with a stage change into this stage or any later stage of the main line.',
    unit: 'count',
  }),
  'leads-stopped': ofLeads({
    name: 'Leads that came no further',
    formula: 'Leads whose furthest stage is this one.',
    unit: 'count',
  }),
  'stage-conversion': ofLeads({
    name: 'Conversion of the step',
    formula:
      'Leads that reached the stage ÷ leads that reached the stage before it (entered, for the first stage).',
    unit: 'ratio',
  }),
  'conversion-from-entry': ofLeads({
    name: 'Conversion from entry',
    formula: 'Leads that reached the stage ÷ leads entered.',
    unit: 'ratio',
  }),
  'stage-lag-median': ofLeads(
    {
      name: 'Median lag',
      formula:
        'Median days from the previous recorded main-line stage to this one, where this one was recorded.',
      unit: 'days',
    },
    quantileSource,
  ),
  'stage-lag-p90': ofLeads(
    { name: 'Lag of the slowest tenth', formula: 'The 90th percentile of the same lags.', unit: 'days' },
    quantileSource,
  ),
  'stage-lag-mean': ofLeads({ name: 'Mean lag', formula: 'The mean of the same lags.', unit: 'days' }),
  'stage-lags-measured': ofLeads({
    name: 'Lags measured',
    formula:
      'Leads with this stage and an earlier main-line stage recorded, in whatever order they happened.',
    unit: 'count',
  }),
  'negative-lags': ofLeads({
    name: 'Negative lags',
    formula: 'Leads that are recorded in this stage before the earlier stage; kept, counted and flagged.',
    unit: 'count',
  }),
  'leads-won': ofLeads({ name: 'Leads won', formula: 'Leads that reached the won stage.', unit: 'count' }),
  'leads-open': ofLeads({
    name: 'Leads open',
    formula: 'Leads that have not reached the won stage and stand on the main line.',
    unit: 'count',
  }),
  'leads-lost': ofLeads({
    name: 'Leads that left',
    formula: 'Leads that have not reached the won stage and stand in an exit.',
    unit: 'count',
  }),
  'lead-conversion': ofLeads({ name: 'Lead to win', formula: 'Leads won ÷ leads entered.', unit: 'ratio' }),
  'days-to-win-mean': ofLeads({
    name: 'Mean days to win',
    formula: 'Mean days from entering the funnel to the first entry into the won stage.',
    unit: 'days',
  }),
  'days-to-win-median': ofLeads(
    { name: 'Median days to win', formula: 'The median of the same days.', unit: 'days' },
    quantileSource,
  ),
  'days-to-win-p90': ofLeads(
    {
      name: 'Days to win of the slowest tenth',
      formula: 'The 90th percentile of the same days.',
      unit: 'days',
    },
    quantileSource,
  ),
  'leads-won-within-30-days': ofLeads({
    name: 'Won within 30 days',
    formula: 'Leads whose days to win are 30 or fewer.',
    unit: 'count',
  }),
  'leads-won-within-90-days': ofLeads({
    name: 'Won within 90 days',
    formula: 'Leads whose days to win are 90 or fewer.',
    unit: 'count',
  }),
  'leads-censored': ofLeads({
    name: 'Leads too young to judge',
    formula:
      'Leads not won, entered fewer days ago than the 90th percentile of days to win of the workspace.',
    unit: 'count',
  }),
  'lead-revenue': ofLeads({
    name: 'Revenue of leads',
    formula: "Sum of the amounts of won deals that came from these leads, in the workspace's currency.",
    unit: 'money',
  }),
  'attribute-known': ofAttribute('Values known', 'Leads or deals that carry a value of the custom field.'),
  'attribute-not-zero': ofAttribute('Values not nought', 'Those among them whose value is not zero.'),
  'attribute-sum': ofAttribute(
    'Sum of values',
    'Sum of the values; never the amount of a deal.',
    'unit-of-field',
  ),
  'deals-counted': ofDeals({ name: 'Deals', formula: 'Deals that are not in the trash.', unit: 'count' }),
  'deals-won': ofDeals({
    name: 'Deals won',
    formula: 'Deals in a stage whose outcome is won.',
    unit: 'count',
  }),
  'deals-lost': ofDeals({
    name: 'Deals lost',
    formula: 'Deals in a stage whose outcome is lost.',
    unit: 'count',
  }),
  'deals-open': ofDeals({
    name: 'Deals open',
    formula: 'Deals in a stage whose outcome is open.',
    unit: 'count',
  }),
  'open-pipeline-value': ofDeals({
    name: 'Open pipeline',
    formula: 'Sum of the amounts of open deals.',
    unit: 'money',
  }),
  'win-rate-by-count': ofDeals({
    name: 'Win rate',
    formula: 'Deals won ÷ (deals won + deals lost).',
    unit: 'ratio',
  }),
  'win-rate-by-value': ofDeals({
    name: 'Win rate by value',
    formula: 'Amount won ÷ (amount won + amount lost), over closed deals that carry an amount.',
    unit: 'ratio',
  }),
  revenue: ofDeals({
    name: 'Revenue',
    formula: "Sum of the amounts of won deals in the workspace's currency.",
    unit: 'money',
  }),
  'average-won-deal': ofDeals({
    name: 'Average won deal',
    formula: 'Revenue ÷ won deals that carry an amount.',
    unit: 'money',
  }),
  'won-cycle-mean': ofDeals({
    name: 'Mean won cycle',
    formula: 'Mean days from opening to closing of won deals that carry both dates.',
    unit: 'days',
  }),
  'won-cycle-median': ofDeals({
    name: 'Median won cycle',
    formula: 'The median of the same days.',
    unit: 'days',
  }),
  'lost-cycle-mean': ofDeals({
    name: 'Mean lost cycle',
    formula: 'Mean days from opening to closing of lost deals that carry both dates.',
    unit: 'days',
  }),
  'lost-cycle-median': ofDeals({
    name: 'Median lost cycle',
    formula: 'The median of the same days.',
    unit: 'days',
  }),
  'pipeline-velocity': ofDeals({
    name: 'Pipeline velocity',
    formula: 'Deals open × average won deal × win rate ÷ mean won cycle.',
    unit: 'money-per-day',
  }),
  'deals-in-other-currencies': ofDeals({
    name: 'Deals in other currencies',
    formula:
      "Deals whose amount is not in the workspace's currency: counted as deals, left out of sums of money.",
    unit: 'count',
  }),
  'campaign-spend': ofCampaigns({
    name: 'Spend',
    formula: 'Sum of the spend entries of the campaign.',
    unit: 'money',
  }),
  'campaign-people': ofCampaigns(
    {
      name: 'People touched',
      formula: 'People with a touch of the campaign, merged people counted once.',
      unit: 'count',
    },
    'Touches as imported or sent.',
  ),
  'campaign-touches': ofCampaigns(
    { name: 'Touches', formula: 'Touches that name the campaign.', unit: 'count' },
    'Touches as imported or sent.',
  ),
  'campaign-leads': ofCampaigns(
    { name: 'Leads', formula: 'Leads that name the campaign.', unit: 'count' },
    funnelSource,
  ),
  'campaign-leads-won': ofCampaigns(
    { name: 'Leads won', formula: 'Leads that name the campaign and reached the won stage.', unit: 'count' },
    funnelSource,
  ),
  'campaign-revenue': ofCampaigns(
    {
      name: 'Revenue',
      formula:
        'Sum of the amounts of won deals whose lead names the campaign, or that name it themselves without such a lead. Not attribution.',
      unit: 'money',
    },
    crmSource,
  ),
  'cost-per-lead': ofCampaigns({ name: 'Cost per lead', formula: 'Spend ÷ leads.', unit: 'money' }),
  'records-flagged': ofRecords({
    name: 'Flagged rows',
    formula: 'Flags of one kind that nobody has settled yet.',
  }),
  'values-blank': ofRecords({
    name: 'Blanks',
    formula: 'Records whose field holds nothing. The word “unknown” is a value, not a blank.',
  }),
  'origins-unmapped': ofRecords({
    name: 'Unmapped origins',
    formula: 'Leads whose origin is neither the key nor the name of a channel.',
  }),
  'records-without-owner': ofRecords({
    name: 'Without an owner',
    formula: 'Open leads or open deals that nobody owns.',
  }),
  'records-without-next-step': ofRecords({
    name: 'Without a next step',
    formula: 'Open leads or open deals that have no next step.',
  }),
} as const satisfies Record<string, Definition>

export type MetricId = keyof typeof metricDefinitions
