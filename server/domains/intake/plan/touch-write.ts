import { createHash } from 'node:crypto'
import type { PlanContext } from './context.ts'
import type { LeadStanding } from './lead-index.ts'
import { instantOf, textOf } from './row.ts'
import type { JudgedRow } from './row.ts'
import { touchCodeOf } from './touch-kinds.ts'

export type TouchToWrite = {
  readonly contactId: string
  readonly occurredAt: string
  readonly campaignId: string | null
  readonly channelId: number | null
  readonly kind: number
  readonly key: string
  readonly detail: Record<string, unknown> | null
}

export function writeTouch(context: PlanContext, touch: TouchToWrite): void {
  context.batch.insert('touches', {
    contact_id: touch.contactId,
    occurred_at: touch.occurredAt,
    campaign_id: touch.campaignId,
    channel_id: touch.channelId,
    kind: touch.kind,
    key: touch.key,
    detail: touch.detail,
  })
  context.batch.countTouch(touch.contactId, { at: touch.occurredAt, channelId: touch.channelId })
}

/** Where a lead came from is its first touch, when the file says when that was. */
export function firstTouch(
  row: JudgedRow,
  context: PlanContext,
  of: { lead: LeadStanding; key: string },
): void {
  const occurredAt = instantOf(row, 'enteredAt')
  if (occurredAt === null) return
  const channel = textOf(row, 'medium') ?? textOf(row, 'origin') ?? textOf(row, 'source')
  const page = textOf(row, 'landingPage')
  const campaignId = context.campaigns.find({ name: textOf(row, 'campaign') }) ?? null
  if (channel === null && page === null && campaignId === null) return
  writeTouch(context, {
    contactId: of.lead.contactId,
    occurredAt,
    campaignId,
    channelId: context.channels.named(channel),
    kind: touchCodeOf('visit'),
    key: touchKey(`first touch ${context.source} ${of.key}`),
    detail: page === null ? null : { page },
  })
}

/** The same touch, told twice, has the same key: 128 bits of a digest, written as a UUID of version 8. */
export function touchKey(text: string): string {
  const digest = createHash('md5').update(text).digest('hex')
  const variant = ((Number.parseInt(digest.charAt(16), 16) & 3) | 8).toString(16)
  return [
    digest.slice(0, 8),
    digest.slice(8, 12),
    `8${digest.slice(13, 16)}`,
    `${variant}${digest.slice(17, 20)}`,
    digest.slice(20),
  ].join('-')
}
