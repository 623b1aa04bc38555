import { nameKey } from '../../../../contract/names.ts'
import { touchKindNames, touchKinds } from '../../../../contract/touches.ts'
import type { TouchKind } from '../../../../contract/touches.ts'

/** How files call kinds of touch, beside their own names. */
const synonyms: Readonly<Record<string, TouchKind>> = {
  session: 'visit',
  pageview: 'view',
  page: 'view',
  formsubmission: 'form',
  submission: 'form',
  conversion: 'form',
  email: 'mail_click',
  emailopen: 'mail_open',
  emailclick: 'mail_click',
  emailreply: 'mail_reply',
  download: 'file',
  webinar: 'event_attended',
  event: 'event_attended',
  phone: 'call',
  order: 'purchase',
}

const kinds: ReadonlyMap<string, TouchKind> = new Map([
  ...Object.entries(synonyms),
  ...touchKindNames.map((kind) => [nameKey(kind), kind] as const),
])

/** The number of a kind as a file writes it; a blank is a visit, an unknown word is `other`. */
export function touchCodeOf(written: string | null): number {
  if (written === null) return touchKinds.visit.code
  return touchKinds[kinds.get(nameKey(written)) ?? 'other'].code
}
