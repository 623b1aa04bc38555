/** What the benchmark of lists asks for: each kind of page as the API is asked, and as plain SQL would ask. */

/** The list, its filter and its order as somebody would write them who knows nothing of walls and cursors. */
export type PlainQuestion = { readonly from: string; readonly where: string; readonly order: string }

export type Question = {
  readonly name: string
  /** Every turn asks for something a little different, so that no page is merely remembered. */
  readonly path: (turn: number) => string
  readonly plain: (turn: number) => PlainQuestion
  /** How far each turn scrolls, and how many turns there are; unless told, as `PAGES` and `TURNS` of the benchmark. */
  readonly pages?: number
  readonly turns?: number
}

/** Records of the generated workspace that filters can name. */
export type Named = {
  readonly owner: string
  readonly campaign: string
  readonly product: string
  readonly stage: string
  readonly pipeline: string
}

const FAR_PAGES = 60

const hex = (turn: number, of: number) => (turn % of).toString(16)
const month = (turn: number) => `2025-0${1 + (turn % 9)}`

/** Every kind of list page that the benchmark asks for. */
export function questionsFor(named: Named): readonly Question[] {
  return [...people(named), ...leads(named), ...deals(named), ...companies(), ...campaigns()]
}

const contacts = (where: string, order: string): PlainQuestion => ({
  from: 'contacts t',
  where: `t.merged_into_id is null and t.deleted_at is null and ${where}`,
  order: `${order}, t.id`,
})
const contactsWith = (join: string, where: string, order: string): PlainQuestion => ({
  ...contacts(where, order),
  from: `contacts t left join ${join}`,
})
const ofCompany = 'accounts a on a.workspace_id = t.workspace_id and a.id = t.account_id'
const ofActivity = 'contact_activity a on a.workspace_id = t.workspace_id and a.contact_id = t.id'
const named = (text: string) => `t.search ilike '%${text}%'`

function people({ owner }: Named): Question[] {
  return [
    {
      name: 'people, newest',
      path: () => 'contacts?sort=-createdAt',
      plain: () => contacts('true', 't.created_at desc'),
    },
    {
      name: 'people, by name',
      path: () => 'contacts?sort=name',
      plain: () => contacts('true', 't.full_name'),
    },
    {
      name: 'people, by name, far in',
      path: () => 'contacts?sort=name',
      plain: () => contacts('true', 't.full_name'),
      pages: FAR_PAGES,
      turns: 1,
    },
    {
      name: 'people, by company',
      path: () => 'contacts?sort=company',
      plain: () => contactsWith(ofCompany, 'true', 'a.name'),
    },
    {
      name: 'people, by last touch, as the page opens',
      path: () => 'contacts?sort=-lastTouch',
      plain: () => contactsWith(ofActivity, 'true', 'a.last_touch_at desc nulls last'),
    },
    {
      name: 'people, of an owner by name',
      path: () => `contacts?owner=${owner}&sort=name`,
      plain: () => contacts(`t.owner_id = '${owner}'`, 't.full_name'),
    },
    {
      name: 'people, of an owner by last touch',
      path: () => `contacts?owner=${owner}&sort=-lastTouch`,
      plain: () => contactsWith(ofActivity, `t.owner_id = '${owner}'`, 'a.last_touch_at desc nulls last'),
    },
    {
      name: 'people, of an owner by company',
      path: () => `contacts?owner=${owner}&sort=company`,
      plain: () => contactsWith(ofCompany, `t.owner_id = '${owner}'`, 'a.name'),
    },
    {
      name: 'people, of an origin by stage',
      path: () => 'contacts?origin=social&sort=-stageSince',
      plain: () => contacts(`t.origin = 'social'`, 't.stage_since desc'),
    },
    {
      name: 'people, at a stage by last touch',
      path: (turn) => `contacts?stage=${1 + (turn % 7)}&sort=-lastTouch`,
      plain: (turn) => contactsWith(ofActivity, `t.stage_id = ${1 + (turn % 7)}`, 'a.last_touch_at desc'),
    },
    {
      name: 'people, of a channel by name',
      path: (turn) => `contacts?channel=${1 + (turn % 8)}&sort=name`,
      plain: (turn) => contactsWith(ofActivity, `a.first_channel_id = ${1 + (turn % 8)}`, 't.full_name'),
    },
    {
      name: 'people, of a country (nobody)',
      path: () => 'contacts?country=DE&sort=name',
      plain: () => contacts(`t.country = 'DE'`, 't.full_name'),
    },
    {
      name: 'people, flagged',
      path: () => 'contacts?flagged=true&sort=name',
      plain: () => contacts('t.id in (select f.record_id from quality_flags f)', 't.full_name'),
    },
    {
      name: 'people, searched by name',
      path: (turn) => `contacts?q=berta fuchs${hex(turn * 37, 4096)}`,
      plain: (turn) => contacts(named(`berta fuchs${hex(turn * 37, 4096)}`), 't.created_at desc'),
    },
    {
      name: 'people, searched by a part',
      path: (turn) => `contacts?q=novak${hex(turn, 16)}&sort=-createdAt`,
      plain: (turn) => contacts(named(`novak${hex(turn, 16)}`), 't.created_at desc'),
    },
    {
      name: 'people, searched by a first name',
      path: () => 'contacts?q=berta&sort=name',
      plain: () => contacts(named('berta'), 't.full_name'),
    },
    {
      name: 'people, searched by mail',
      path: (turn) => `contacts?q=p${turn * 7919}@company`,
      plain: (turn) => contacts(named(`p${turn * 7919}@company`), 't.created_at desc'),
    },
    {
      name: 'people, searched by company',
      path: (turn) => `contacts?q=company ${turn * 911}`,
      plain: (turn) => contacts(named(`company ${turn * 911}`), 't.created_at desc'),
    },
    {
      name: 'people, searched and filtered',
      path: (turn) => `contacts?q=ito${hex(turn, 16)}&owner=${owner}&sort=name`,
      plain: (turn) => contacts(`t.owner_id = '${owner}' and ${named(`ito${hex(turn, 16)}`)}`, 't.full_name'),
    },
    {
      name: 'people, a rare search by company',
      path: (turn) => `contacts?q=ito${hex(turn * 37, 4096)}&owner=${owner}&sort=company`,
      plain: (turn) =>
        contactsWith(
          ofCompany,
          `t.owner_id = '${owner}' and ${named(`ito${hex(turn * 37, 4096)}`)}`,
          'a.name',
        ),
    },
  ]
}

const leadsOf = (where: string, order: string): PlainQuestion => ({
  from: 'leads t join contacts c on c.workspace_id = t.workspace_id and c.id = t.contact_id',
  where: `t.deleted_at is null and ${where}`,
  order: `${order}, t.id desc`,
})

function leads({ owner, campaign }: Named): Question[] {
  const days = (turn: number) => ({ from: `${month(turn)}-01`, to: `${month(turn)}-28` })
  return [
    { name: 'leads, newest', path: () => 'leads', plain: () => leadsOf('true', 't.entered_at desc') },
    {
      name: 'leads, at a stage',
      path: (turn) => `leads?stage=${1 + (turn % 7)}&sort=-stageSince`,
      plain: (turn) => leadsOf(`t.stage_id = ${1 + (turn % 7)}`, 't.stage_since desc'),
    },
    {
      name: 'leads, of an origin and owner',
      path: () => `leads?origin=email&owner=${owner}`,
      plain: () => leadsOf(`t.origin = 'email' and t.owner_id = '${owner}'`, 't.entered_at desc'),
    },
    {
      name: 'leads, of a campaign',
      path: () => `leads?campaign=${campaign}&sort=-stageSince`,
      plain: () => leadsOf(`t.campaign_id = '${campaign}'`, 't.stage_since desc'),
    },
    {
      name: 'leads, of a segment and month',
      path: (turn) => `leads?segment=Large&enteredFrom=${days(turn).from}&enteredTo=${days(turn).to}`,
      plain: (turn) =>
        leadsOf(
          `t.segment = 'Large' and t.entered_at between '${days(turn).from}' and '${days(turn).to}'`,
          't.entered_at desc',
        ),
    },
    {
      name: 'leads, of nobody (none)',
      path: () => 'leads?owner=none',
      plain: () => leadsOf('t.owner_id is null', 't.entered_at desc'),
    },
    {
      name: 'leads, searched',
      path: (turn) => `leads?q=haddad${hex(turn, 16)}`,
      plain: (turn) => leadsOf(`c.search ilike '%haddad${hex(turn, 16)}%'`, 't.entered_at desc'),
    },
    {
      name: 'leads, newest, far in',
      path: () => 'leads?sort=-enteredAt',
      plain: () => leadsOf('true', 't.entered_at desc'),
      pages: FAR_PAGES,
      turns: 1,
    },
  ]
}

const dealsOf = (where: string, order: string): PlainQuestion => ({
  from: 'deals t',
  where: `t.deleted_at is null and ${where}`,
  order: `${order}, t.id desc`,
})

function deals({ owner, product, stage, pipeline }: Named): Question[] {
  return [
    { name: 'deals, newest', path: () => 'deals', plain: () => dealsOf('true', 't.created_at desc') },
    {
      name: 'deals, largest',
      path: () => `deals?pipeline=${pipeline}&sort=-amount`,
      plain: () => dealsOf('true', 't.amount desc nulls last'),
    },
    {
      name: 'deals, largest, far in',
      path: () => `deals?pipeline=${pipeline}&sort=-amount`,
      plain: () => dealsOf('true', 't.amount desc nulls last'),
      pages: FAR_PAGES,
      turns: 1,
    },
    {
      name: 'deals, won by closing',
      path: () => 'deals?outcome=won&sort=-closedAt',
      plain: () => dealsOf(`t.outcome = 'won'`, 't.closed_at desc'),
    },
    {
      name: 'deals, at a stage by amount',
      path: () => `deals?stage=${stage}&sort=-amount`,
      plain: () => dealsOf(`t.stage_id = '${stage}'`, 't.amount desc nulls last'),
    },
    {
      name: 'deals, of an owner and product',
      path: () => `deals?owner=${owner}&product=${product}&sort=-amount`,
      plain: () =>
        dealsOf(`t.owner_id = '${owner}' and t.product_id = '${product}'`, 't.amount desc nulls last'),
    },
    {
      name: 'deals, searched',
      path: (turn) => `deals?q=deal ${turn * 7910}`,
      plain: (turn) => dealsOf(named(`deal ${turn * 7910}`), 't.created_at desc'),
    },
  ]
}

const accountsOf = (where: string, order: string): PlainQuestion => ({
  from: 'accounts t',
  where: `t.merged_into_id is null and t.deleted_at is null and ${where}`,
  order: `${order}, t.id`,
})

function companies(): Question[] {
  return [
    {
      name: 'companies, by name',
      path: () => 'accounts?sort=name',
      plain: () => accountsOf('true', 't.name'),
    },
    {
      name: 'companies, of an industry',
      path: () => 'accounts?industry=retail&sort=-createdAt',
      plain: () => accountsOf(`t.industry = 'retail'`, 't.created_at desc'),
    },
    {
      name: 'companies, searched',
      path: (turn) => `accounts?q=company ${turn * 911}`,
      plain: (turn) => accountsOf(named(`company ${turn * 911}`), 't.name'),
    },
  ]
}

function campaigns(): Question[] {
  const spent = `campaigns t left join (select campaign_id, sum(amount) as total from campaign_spend group by campaign_id) s
    on s.campaign_id = t.id`
  return [
    {
      name: 'campaigns, by spend',
      path: () => 'campaigns?sort=-spend',
      plain: () => ({ from: spent, where: 't.deleted_at is null', order: 's.total desc, t.id' }),
    },
  ]
}
