import type { Fate, PlanContext } from './context.ts'
import { flagJudged } from './flags.ts'
import { personKeys } from './people.ts'
import { instantOf, textOf } from './row.ts'
import type { JudgedRow } from './row.ts'
import { touchCodeOf } from './touch-kinds.ts'
import { touchKey, writeTouch } from './touch-write.ts'

const detailFields = ['source', 'medium', 'page', 'asset', 'value'] as const

/** A row of a file of touches, sessions or form submissions. People who are met for the first time are made. */
export function planTouch(row: JudgedRow, at: number, context: PlanContext): Fate {
  const keys = personKeys(
    row,
    { externalId: 'contactExternalId', email: 'email', source: context.source },
    null,
  )
  const key = keyOfTouch(row, context)
  if (context.touchKeys.has(key)) return 'standing'
  const occurredAt = instantOf(row, 'occurredAt') ?? context.at
  const begins = { email: textOf(row, 'email'), phone: textOf(row, 'phone'), created_at: occurredAt }
  const person = context.people.resolve(at, keys, begins)
  const channelId = context.channels.named(
    textOf(row, 'channel') ?? textOf(row, 'medium') ?? textOf(row, 'source'),
  )
  const utm = {
    utm_source: textOf(row, 'source'),
    utm_medium: textOf(row, 'medium'),
    utm_campaign: textOf(row, 'campaign'),
  }
  const campaignId = context.campaigns.named(
    at,
    { name: textOf(row, 'campaign') },
    { ...utm, channel_id: channelId },
  )
  const kind = touchCodeOf(textOf(row, 'kind') ?? (context.kind === 'formSubmission' ? 'form' : null))
  writeTouch(context, {
    contactId: person.id,
    occurredAt,
    campaignId,
    channelId,
    kind,
    key,
    detail: detailOf(row),
  })
  flagJudged(context, { kind: 'touch', id: key }, row)
  return 'created'
}

export function touchSeenKeys(row: JudgedRow, file: Pick<PlanContext, 'source' | 'kind'>): string[] {
  return [`touch ${keyOfTouch(row, file)}`]
}

/** Asked for when rows are looked up, compared and planned, and dear to compute. */
const keysOfTouches = new WeakMap<JudgedRow, string>()

/** The id of the source where there is one, else all that tells two touches apart. */
export function keyOfTouch(row: JudgedRow, context: Pick<PlanContext, 'source' | 'kind'>): string {
  const known = keysOfTouches.get(row) ?? newKeyOfTouch(row, context)
  keysOfTouches.set(row, known)
  return known
}

function newKeyOfTouch(row: JudgedRow, context: Pick<PlanContext, 'source' | 'kind'>): string {
  const externalId = textOf(row, 'externalId')
  if (externalId !== null) return touchKey(`touch ${context.source} ${context.kind} ${externalId}`)
  const keys = personKeys(
    row,
    { externalId: 'contactExternalId', email: 'email', source: context.source },
    null,
  )
  const person = keys.strong[0]?.key ?? keys.phones[0] ?? ''
  const told = ['kind', 'channel', 'source', 'medium', 'campaign', 'page', 'asset'].map(
    (field) => textOf(row, field) ?? '',
  )
  return touchKey(['touch', context.source, person, instantOf(row, 'occurredAt'), ...told].join('\u0000'))
}

function detailOf(row: JudgedRow): Record<string, unknown> | null {
  const detail: Record<string, unknown> = {}
  for (const field of detailFields) {
    const text = textOf(row, field)
    if (text !== null) detail[field] = text
  }
  const endedAt = instantOf(row, 'endedAt')
  if (endedAt !== null) detail['endedAt'] = endedAt
  return Object.keys(detail).length === 0 ? null : detail
}
