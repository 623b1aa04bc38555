import { touchKindOf } from '../../../../contract/touches.ts'
import type { TouchKind } from '../../../../contract/touches.ts'

/** What each kind of touch is called on a timeline. */
const touchTitles: Readonly<Record<TouchKind, string>> = {
  view: 'Viewed a page',
  click: 'Clicked',
  form: 'Filled in a form',
  file: 'Downloaded a file',
  mail_open: 'Opened a mail',
  mail_click: 'Clicked in a mail',
  mail_reply: 'Answered a mail',
  call: 'Call',
  meeting: 'Meeting',
  chat: 'Chat',
  event_attended: 'Attended an event',
  ad_click: 'Clicked an ad',
  social: 'Met us on social media',
  review: 'Wrote a review',
  visit: 'Visited',
  purchase: 'Bought',
  other: 'Touch',
}

const eventTitles: Readonly<Record<string, string>> = {
  created: 'Record created',
  trashed: 'Put in the trash',
  restored: 'Taken out of the trash',
  merged: 'Merged',
  'merge-undone': 'Merge undone',
  erased: 'Erased for good',
}

const sourceTitles: Readonly<Record<string, string>> = {
  import: 'Known from an import',
  form: 'Known from a form',
  merge: 'Taken over in a merge',
  undo: 'Change undone',
}

const stageVerbs: Readonly<Record<string, string>> = { entry: 'Entered as', backward: 'Back to' }

/** What a ledger's row says, as far as a line of a timeline needs it. */
export type Said = {
  readonly kind?: unknown
  readonly channel?: string | null
  readonly campaign?: string | null
  readonly detail?: Readonly<Record<string, unknown>> | null
  readonly from?: string | null
  readonly to?: string | null
  readonly deal?: string | null
  readonly outcome?: string | null
  readonly reason?: string | null
  readonly source?: string | null
  readonly assumed?: boolean | null
  readonly before?: Readonly<Record<string, unknown>> | null
  readonly payload?: Readonly<Record<string, unknown>> | null
}

export type Wording = { readonly title: string; readonly detail: string | null }

export function touchWording(said: Said): Wording {
  const detail = said.detail ?? {}
  const what = [detail['title'], detail['asset'], detail['page']].find((one) => typeof one === 'string')
  const title = touchTitles[touchKindOf(Number(said.kind))]
  return { title, detail: joined([typeof what === 'string' ? what : null, said.campaign, said.channel]) }
}

export function stageWording(said: Said): Wording {
  const verb = stageVerbs[String(said.kind)] ?? 'Moved to'
  const from = said.from == null ? null : `from ${said.from}`
  return { title: `${verb} ${said.to ?? ''}`, detail: joined([from, said.reason, assumed(said)]) }
}

export function dealWording(said: Said): Wording {
  const ends: Readonly<Record<string, string>> = { won: 'Deal won', lost: 'Deal lost' }
  const title =
    ends[said.outcome ?? ''] ?? (said.kind === 'entry' ? 'Deal opened' : `Deal moved to ${said.to ?? ''}`)
  return { title, detail: joined([said.deal, said.reason, assumed(said)]) }
}

/** Which attributes changed, and to what, stands in the rows that the entry carries. */
export function attributeWording(said: Said): Wording {
  const isFirst = Object.values(said.before ?? {}).every((value) => value === null)
  const title = sourceTitles[said.source ?? ''] ?? (isFirst ? 'Recorded' : 'Changed')
  return { title, detail: assumed(said) }
}

export function eventWording(said: Said): Wording {
  const what = String(said.kind).replace(/^[^.]*\./, '')
  const name = said.payload?.['loserName']
  return { title: eventTitles[what] ?? what, detail: typeof name === 'string' ? name : null }
}

function assumed(said: Said): string | null {
  return said.assumed === true ? 'date assumed' : null
}

function joined(parts: readonly (string | null | undefined)[]): string | null {
  return parts.filter(Boolean).join(' · ') || null
}
