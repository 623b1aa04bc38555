import type { RecordKind } from '../../../../contract/records.ts'

/** A value of a record as it would be shown to whoever classifies it. */
export type Shown = {
  readonly of: RecordKind
  readonly field: string
  readonly label: string
  readonly value: string
  /** A field of the company's own, which nobody of us named. */
  readonly custom: boolean
}

/**
 * What tells who it is, who works on it and what comes next. The owner and the next step give away how far sales has
 * taken it; a name, or the website of the company, would let its owner know it at once.
 */
const ours: Readonly<Record<RecordKind, ReadonlySet<string>>> = {
  contact: new Set([
    'firstName',
    'lastName',
    'fullName',
    'email',
    'phone',
    'accountId',
    'ownerId',
    'nextStep',
    'nextStepOn',
  ]),
  account: new Set([
    'name',
    'domain',
    'parentId',
    'ownerId',
    'nextStep',
    'nextStepOn',
    'externalSource',
    'externalId',
  ]),
  lead: new Set(['ownerId', 'enteredAt', 'nextStep', 'nextStepOn']),
  deal: new Set(),
}

/** What companies call the fields in which their other tools keep how far somebody has come. */
const standingWords =
  /\b(stage|status|life ?cycle|funnel|(dis)?qualif\w+|mql|sal|sql|score|points|rating|grade|won|lost|outcome|owner)\b/i
/** An address on the web or of a mailbox says who it is, whatever its field is called. */
const address = /^https?:\/\/|^www\.|^\S+@\S+$/i

/**
 * Whether a value would betray the answer, or whom it is asked of: then whoever classifies is not shown it. `stages`
 * are the keys and names of the stages, in small letters.
 */
export function betrays({ of, field, label, value, custom }: Shown, stages: ReadonlySet<string>): boolean {
  if (ours[of].has(field)) return true
  if (stages.has(value.trim().toLowerCase())) return true
  return custom && (standingWords.test(label.replaceAll(/[_-]/g, ' ')) || address.test(value))
}
