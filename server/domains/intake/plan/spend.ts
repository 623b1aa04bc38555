import type { Fate, PlanContext } from './context.ts'
import { flagJudged } from './flags.ts'
import { textOf } from './row.ts'
import type { JudgedRow } from './row.ts'

/**
 * A row of a file of spend. Several entries of one campaign and day are told apart by source, medium and how often
 * they occurred in the file, so that the same file imported twice meets itself entry by entry. An amount that has
 * changed is corrected by an entry of the difference: what was entered stays, and an undo takes the correction back.
 */
export function planSpend(row: JudgedRow, at: number, context: PlanContext): Fate {
  const source = textOf(row, 'source')
  const medium = textOf(row, 'medium')
  const channelId = context.channels.named(textOf(row, 'channel') ?? medium ?? source)
  const utm = {
    utm_source: source,
    utm_medium: medium,
    utm_campaign: textOf(row, 'campaign'),
    channel_id: channelId,
  }
  const named = { name: campaignNameOf(row), externalId: textOf(row, 'campaignExternalId') }
  const campaignId = context.campaigns.named(at, named, utm)
  const day = textOf(row, 'day')
  const amount = textOf(row, 'amount')
  if (campaignId === null || day === null || amount === null)
    throw new Error('a judged row of spend lacks what it requires')
  const entry = [source, medium].filter((part) => part !== null).join('|')
  const entryKey = `${entry}#${context.occurrence(spendEntry(row), row.line)}`
  flagJudged(context, { kind: 'campaign', id: campaignId }, row)
  const standing = context.spend.get(`${campaignId} ${day} ${entryKey}`)
  if (standing === undefined) {
    context.batch.insert('campaignSpend', { campaign_id: campaignId, day, amount, entry_key: entryKey })
    return 'created'
  }
  const difference = centsOf(amount) - standing
  if (difference === 0) return 'standing'
  const correction = { amount: (difference / 100).toFixed(2), entry_key: `${entryKey}~${context.importId}` }
  context.batch.insert('campaignSpend', { campaign_id: campaignId, day, ...correction })
  context.batch.wrote.add(at)
  return 'standing'
}

/** A decimal amount in whole cents, so that sums and differences are exact. */
export function centsOf(amount: string): number {
  return Math.round(Number(amount) * 100)
}

/** What two entries of a file have in common when only their order tells them apart. */
export function spendEntry(row: JudgedRow): string {
  const told = ['campaignExternalId', 'campaign', 'channel', 'source', 'medium', 'day']
  return told.map((field) => textOf(row, field) ?? '').join('|')
}

/** Spend that names no campaign belongs to one that is called by its channel. */
function campaignNameOf(row: JudgedRow): string | null {
  const named = textOf(row, 'campaign')
  if (named !== null || textOf(row, 'campaignExternalId') !== null) return named
  const parts = [textOf(row, 'channel'), textOf(row, 'source'), textOf(row, 'medium')].filter(
    (part) => part !== null,
  )
  return parts.length === 0 ? null : parts.join(' / ')
}
