import type { ImportProblemView } from '../../../../contract/imports.ts'
import type { StagedRow, StagedValue } from '../store/relation.ts'

/** The relations an import writes, in the order in which keys demand that new rows are written. */
export const writtenRelations = [
  'members',
  'channels',
  'products',
  'pipelines',
  'pipelineStages',
  'accounts',
  'campaigns',
  'contacts',
  'contactIdentities',
  'leads',
  'stageChanges',
  'deals',
  'dealStageChanges',
  'touches',
  'campaignSpend',
  'qualityFlags',
] as const
export type WrittenRelation = (typeof writtenRelations)[number]

export type NewRow = Record<string, StagedValue>
export type Change = { row: number; readonly id: string; readonly values: NewRow }
export type FoundProblem = Omit<ImportProblemView, 'id' | 'pass'>
export type LeadMove = { readonly id: string; stage_id: number; stage_since: string }
export type DealMove = { readonly id: string; stage_id: string; stage_since: string; outcome: string }
export type Activity = { count: number; first: string; firstChannel: number | null; last: string }

/**
 * What a chunk of rows is going to write. Planners add to it in the order of the file; a second change of one
 * record goes into a later wave, so that writing wave by wave does exactly what writing row by row would.
 */
export class Batch {
  readonly inserts = new Map<WrittenRelation, NewRow[]>()
  readonly waves: Map<WrittenRelation, Map<string, Change>>[] = []
  readonly leadMoves = new Map<string, LeadMove>()
  readonly dealMoves = new Map<string, DealMove>()
  readonly activity = new Map<string, Activity>()
  /** Existing contacts whose newest lead may be another one now. */
  readonly standing = new Set<string>()
  /** Contacts whose search text lacks a mail or phone that was added. */
  readonly unsearchable = new Set<string>()
  readonly problems: FoundProblem[] = []
  /** Rows that wrote something beside changes of attributes. */
  readonly wrote = new Set<number>()

  insert(relation: WrittenRelation, row: NewRow): void {
    const rows = this.inserts.get(relation)
    if (rows) rows.push(row)
    else this.inserts.set(relation, [row])
  }

  rowsOf(relation: WrittenRelation): readonly StagedRow[] {
    return this.inserts.get(relation) ?? []
  }

  /** Values to bring onto a standing record; blanks are left out and never erase. */
  change(relation: WrittenRelation, change: Change): void {
    const filled = Object.entries(change.values).filter(([, value]) => value !== null && value !== undefined)
    if (filled.length === 0) return
    const values = Object.fromEntries(filled)
    for (const one of this.waves) {
      const held = one.get(relation)?.get(change.id)
      if (held?.row === change.row) {
        Object.assign(held.values, values)
        return
      }
    }
    const wave = this.waves.find((one) => one.get(relation)?.has(change.id) !== true) ?? this.#newWave()
    const changes = wave.get(relation) ?? new Map<string, Change>()
    changes.set(change.id, { ...change, values })
    wave.set(relation, changes)
  }

  /** Counts a touch onto the activity of its contact. */
  countTouch(contactId: string, touch: { readonly at: string; readonly channelId: number | null }): void {
    const seen = this.activity.get(contactId)
    if (seen === undefined) {
      this.activity.set(contactId, {
        count: 1,
        first: touch.at,
        firstChannel: touch.channelId,
        last: touch.at,
      })
      return
    }
    seen.count += 1
    if (touch.at > seen.last) seen.last = touch.at
    if (touch.at >= seen.first) return
    seen.first = touch.at
    seen.firstChannel = touch.channelId
  }

  #newWave(): Map<WrittenRelation, Map<string, Change>> {
    const wave = new Map<WrittenRelation, Map<string, Change>>()
    this.waves.push(wave)
    return wave
  }
}
