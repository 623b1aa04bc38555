import type { RecordKind, TargetField, TargetType } from '../../../../contract/intake.ts'
import type { FieldMatch } from './field-match.ts'
import { fieldsMeant } from './field-match.ts'
import type { ColumnProfile } from './profile.ts'
import type { Signature } from './signatures.ts'
import { stageMeant } from './stages.ts'
import type { KnownStage } from './targets.ts'
import { reachedAtPrefix } from './targets.ts'
import { wordsOf } from './words.ts'

/** A likeness below this is no reason to take a column for a field. */
const scoreMin = 0.5

/** Fields that take the values of several columns. */
const severalColumns = new Set(['email', 'phone'])

export type Assignment = {
  readonly field: string
  readonly score: number
  readonly because: readonly string[]
}

export type AssignOptions = {
  readonly into: RecordKind
  readonly targets: ReadonlyMap<string, TargetField>
  readonly signature: Signature | undefined
  readonly stages: readonly KnownStage[]
}

type Offer = Assignment & { readonly index: number }

/** Gives every column at most one field and every field one column, the surest pairs first. By column index. */
export function assignFields(
  profiles: readonly ColumnProfile[],
  options: AssignOptions,
): ReadonlyMap<number, Assignment> {
  const offers = profiles.flatMap((profile) => offersOf(profile, options))
  const assigned = new Map<number, Assignment>()
  const taken = new Set<string>()
  for (const offer of offers.toSorted((one, other) => other.score - one.score || one.index - other.index)) {
    if (assigned.has(offer.index) || taken.has(offer.field)) continue
    assigned.set(offer.index, offer)
    if (!severalColumns.has(offer.field)) taken.add(offer.field)
  }
  return assigned
}

function offersOf(profile: ColumnProfile, options: AssignOptions): Offer[] {
  const preset = options.signature?.fields?.[wordsOf(profile.column)]
  if (preset === 'custom' || preset === 'ignore') return []
  if (preset !== undefined) {
    return [
      {
        index: profile.index,
        field: preset,
        score: 0.99,
        because: ['That is where files of this origin keep it.'],
      },
    ]
  }
  const matches = [
    ...fieldsMeant(profile.column, options.into),
    ...stageDates(profile, options),
    ...byValues(profile, options),
  ]
  return matches.flatMap((match) => {
    const target = options.targets.get(match.field)
    const fit = target ? fitOf(profile, target) : 0
    const score = match.strength * fit
    return target && score >= scoreMin
      ? [{ index: profile.index, field: match.field, score, because: reasons(match, target, fit) }]
      : []
  })
}

function reasons(match: FieldMatch, target: TargetField, fit: number): string[] {
  const heading = match.word === '' ? [] : [`The heading means "${target.label}".`]
  if (fit >= 0.95 && target.type !== 'text')
    return [...heading, `The values look like it (${typeWords[target.type]}).`]
  return fit < 0.9 ? [...heading, `The values hardly look like it (${typeWords[target.type]}).`] : heading
}

const typeWords: Readonly<Record<TargetType, string>> = {
  text: 'text',
  number: 'numbers',
  integer: 'whole numbers',
  money: 'amounts',
  boolean: 'yes or no',
  day: 'dates',
  instant: 'dates',
  email: 'mail addresses',
  phone: 'phone numbers',
  domain: 'web addresses',
  currency: 'currencies',
}

/** How well the values of a column suit a type: 1 for all, less where they do not, 0.85 where there are none. */
function fitOf(profile: ColumnProfile, { type, field }: TargetField): number {
  if (profile.filled === 0) return 0.85
  // Yes and no are answers, not names: `Has company` is no company.
  if (type === 'text' && field !== 'stage' && profile.shares.boolean >= 0.95) return 0.5
  const share = shareOf(profile, type)
  if (share >= 0.9) return 1
  // A heading that says mail or phone is believed even of hashed or unreadable values: they are flagged, not lost.
  const floor = type === 'email' || type === 'phone' || type === 'domain' ? 0.65 : 0.2
  return Math.max(floor, share)
}

function shareOf({ shares }: ColumnProfile, type: TargetType): number {
  switch (type) {
    case 'day':
    case 'instant':
      return Math.max(shares.date, shares.serial)
    case 'number':
    case 'integer':
    case 'money':
      return shares.number
    case 'email':
      return shares.email
    case 'phone':
      return shares.phone
    case 'domain':
      return shares.address
    case 'boolean':
      return shares.boolean
    default:
      return 1
  }
}

/** Headings such as `Became an MQL date`, `Date entered SQL` or `mql_at` name the day a lead reached a stage. */
const stageDateShape =
  /^(?:became an? |date |entered |date entered |reached |moved to )*(.+?)(?: date| at| on| entered| since)*$/

const endFields: Readonly<Record<string, string>> = { won: 'wonAt', lost: 'lostAt' }

function stageDates(profile: ColumnProfile, { into, stages }: AssignOptions): FieldMatch[] {
  if (into !== 'lead' || shareOf(profile, 'instant') < 0.5) return []
  const words = wordsOf(profile.column)
  const name = stageDateShape.exec(words)?.[1]
  const stage = name === undefined || name === words ? null : stageMeant(name, stages)
  if (!stage) return []
  return [{ field: endFields[stage.key] ?? `${reachedAtPrefix}${stage.key}`, strength: 0.9, word: words }]
}

/** Values that speak for themselves, whatever the heading says. */
function byValues(profile: ColumnProfile, { targets }: AssignOptions): FieldMatch[] {
  const isMails = profile.filled > 0 && profile.shares.email >= 0.9 && targets.has('email')
  return isMails ? [{ field: 'email', strength: 0.85, word: '' }] : []
}
