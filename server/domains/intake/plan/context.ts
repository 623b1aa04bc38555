import type { FileKind } from '../../../../contract/intake.ts'
import type { StageFound } from '../store/lookups/funnel.ts'
import type { Accounts } from './accounts.ts'
import type { Batch } from './batch.ts'
import type { Campaigns } from './campaigns.ts'
import type { Channels } from './channels.ts'
import type { DealIndex } from './deal-index.ts'
import type { LeadIndex } from './lead-index.ts'
import type { Members } from './members.ts'
import type { People } from './people.ts'
import type { Pipelines } from './pipelines.ts'
import type { Products } from './products.ts'
import type { JudgedRow } from './row.ts'
import type { Seen } from './seen.ts'

/** What every planner and every index of standing records starts from. */
export type Ground = {
  readonly batch: Batch
  readonly importId: number
  /** Under which the ids of this file are kept, such as `hubspot`. */
  readonly source: string
  /** The instant at which undated records of this import count as recorded; the same in every resumed run. */
  readonly at: string
  readonly newId: () => string
}

/** Everything that planning a row may ask. */
export type PlanContext = Ground & {
  readonly kind: FileKind
  readonly currency: string
  readonly constantStage: boolean
  readonly stages: readonly StageFound[]
  readonly seen: Seen
  readonly members: Members
  readonly accounts: Accounts
  readonly people: People
  readonly channels: Channels
  readonly campaigns: Campaigns
  readonly products: Products
  readonly pipelines: Pipelines
  readonly leads: LeadIndex
  readonly deals: DealIndex
  readonly touchKeys: ReadonlySet<string>
  /** How often this entry has occurred in the file up to this line. */
  readonly occurrence: (entry: string, line: number) => number
  /** What stands already, corrections included, by campaign, day and entry; in cents. */
  readonly spend: ReadonlyMap<string, number>
}

/** A row, its number within the chunk, and what planning it may ask. */
export type Place = { readonly row: JudgedRow; readonly at: number; readonly context: PlanContext }

/** What became of a row. `standing` rows turn out changed or unchanged once they are compared in SQL. */
export type Fate = 'created' | 'standing' | 'duplicate' | 'refused'

const sources: Readonly<Record<string, string>> = {
  'hubspot-tables': 'hubspot',
  'olist-funnel': 'olist',
  'crm-sales': 'crm',
  'attribution-playbook': 'playbook',
}

/** Files of one system share the ids of that system, whatever shape they were exported in. */
export function sourceOf(origin: string): string {
  return sources[origin] ?? origin
}
