/**
 * What the copy holds of each table: only the columns that the queries need. The name on the left is the column
 * of the copy with its type there; the text on the right is what PostgreSQL is asked for, where the row is `r`.
 */

/** How news of a table gets into the copy. */
type Way =
  /** Rows change: each is replaced by its id. */
  | 'keyed'
  /** Like `keyed`, and each row keeps a small number under which the large tables refer to it. */
  | 'numbered'
  /** Rows are never changed: those of the newest transactions are replaced as one stretch. */
  | 'appended'
  /** A small table that carries no watermark: read whole whenever its fingerprint differs. */
  | 'whole'

export type Relation = {
  readonly name: string
  readonly way: Way
  readonly columns: Readonly<Record<string, readonly [type: string, source: string]>>
}

/** An instant without its zone, in UTC: the copy knows no other. */
const utc = (column: string) => ['timestamp', `r.${column} at time zone 'UTC'`] as const
const uuid = (column: string) => ['uuid', `r.${column}`] as const
const text = (column: string) => ['varchar', `nullif(r.${column}, '')`] as const
const small = (column: string) => ['smallint', `r.${column}`] as const
const yes = (condition: string) => ['boolean', condition] as const
const filled = (column: string) => yes(`coalesce(r.${column}::text, '') <> ''`)
/** The values of custom fields, of which the numbers can be summed; most records of most companies have none. */
const custom = ['varchar', `nullif(r.custom::text, '{}')`] as const
const changed = { changed_xid: ['bigint', 'r.changed_xid'] } as const

/** In this order, so that a row arrives after those it refers to. */
export const relations: readonly Relation[] = [
  {
    name: 'stages',
    way: 'whole',
    columns: {
      id: small('id'),
      key: text('key'),
      name: text('name'),
      buyer_step: text('buyer_step'),
      team: text('team'),
      line: text('line'),
      position: small('position'),
      won: yes('r.won'),
    },
  },
  { name: 'channels', way: 'whole', columns: { id: small('id'), key: text('key'), name: text('name') } },
  {
    name: 'members',
    way: 'numbered',
    columns: { id: uuid('id'), name: text('name'), region: text('region') },
  },
  { name: 'products', way: 'keyed', columns: { id: uuid('id'), name: text('name') } },
  {
    name: 'pipeline_stages',
    way: 'keyed',
    columns: {
      id: uuid('id'),
      pipeline_id: uuid('pipeline_id'),
      name: text('name'),
      position: small('position'),
    },
  },
  {
    name: 'campaigns',
    way: 'numbered',
    columns: { id: uuid('id'), name: text('name'), deleted: yes('r.deleted_at is not null') },
  },
  {
    name: 'campaign_spend',
    way: 'keyed',
    columns: {
      id: ['bigint', 'r.id'],
      campaign_id: uuid('campaign_id'),
      day: ['date', 'r.day'],
      amount: ['decimal(14,2)', 'r.amount'],
    },
  },
  {
    name: 'accounts',
    way: 'keyed',
    columns: {
      id: uuid('id'),
      merged_into_id: uuid('merged_into_id'),
      deleted: yes('r.deleted_at is not null'),
      has_domain: filled('domain'),
      has_industry: filled('industry'),
      has_country: filled('country'),
    },
  },
  {
    name: 'contacts',
    way: 'numbered',
    columns: {
      id: uuid('id'),
      merged_into_id: uuid('merged_into_id'),
      deleted: yes('r.deleted_at is not null'),
      account_id: uuid('account_id'),
      has_name: filled('full_name'),
      has_email: filled('email'),
      has_phone: filled('phone'),
      has_country: filled('country'),
    },
  },
  {
    name: 'leads',
    way: 'numbered',
    columns: {
      id: uuid('id'),
      contact_id: uuid('contact_id'),
      entered_at: utc('entered_at'),
      origin: text('origin'),
      landing_page: text('landing_page'),
      campaign_id: uuid('campaign_id'),
      segment: text('segment'),
      owner_id: uuid('owner_id'),
      stage_id: small('stage_id'),
      has_next_step: filled('next_step'),
      custom,
      deleted: yes('r.deleted_at is not null'),
    },
  },
  {
    name: 'stage_changes',
    way: 'appended',
    columns: {
      id: ['bigint', 'r.id'],
      lead_id: uuid('lead_id'),
      to_stage_id: small('to_stage_id'),
      moved_at: utc('at'),
      ...changed,
    },
  },
  {
    name: 'deals',
    way: 'keyed',
    columns: {
      id: uuid('id'),
      pipeline_id: uuid('pipeline_id'),
      stage_id: uuid('stage_id'),
      outcome: text('outcome'),
      account_id: uuid('account_id'),
      lead_id: uuid('lead_id'),
      campaign_id: uuid('campaign_id'),
      product_id: uuid('product_id'),
      owner_id: uuid('owner_id'),
      amount: ['decimal(14,2)', 'r.amount'],
      currency: text('currency'),
      opened_at: utc('opened_at'),
      closed_at: utc('closed_at'),
      created_at: utc('created_at'),
      has_next_step: filled('next_step'),
      custom,
      deleted: yes('r.deleted_at is not null'),
    },
  },
  {
    name: 'touches',
    way: 'appended',
    columns: {
      id: ['bigint', 'r.id'],
      contact_id: uuid('contact_id'),
      occurred_at: utc('occurred_at'),
      campaign_id: uuid('campaign_id'),
      channel_id: small('channel_id'),
      ...changed,
    },
  },
]

/** Whether the relation's rows carry the transaction that wrote them. */
export function isWatermarked({ way }: Relation): boolean {
  return way !== 'whole'
}

/** What PostgreSQL is asked for. Workspace and watermark are whole numbers and stand in the text, for COPY. */
export function sourceQuery(relation: Relation, where: { workspaceId: number; since: number }): string {
  const columns = Object.values(relation.columns).map(([, source]) => source)
  const news = isWatermarked(relation) ? ` and r.changed_xid >= ${Math.trunc(where.since)}` : ''
  return `select ${columns.join(', ')} from ${relation.name} r where r.workspace_id = ${Math.trunc(where.workspaceId)}${news}`
}
