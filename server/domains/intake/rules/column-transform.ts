import type { Ambiguity, NearName, TargetField, Transform } from '../../../../contract/intake.ts'
import { currencyCode } from './currencies.ts'
import { dateStyleOf } from './date-order.ts'
import { decimalAmbiguity, decimalStyleOf } from './decimal-style.ts'
import { industries } from './industries.ts'
import { nearNames } from './near-names.ts'
import type { ColumnProfile } from './profile.ts'
import { stageMeant } from './stages.ts'
import type { KnownFields, KnownStage } from './targets.ts'
import { transformFor } from './transform.ts'

/** Names that stand in the workspace already, which a written name may mean. */
export type KnownNames = {
  readonly products?: readonly string[]
  readonly campaigns?: readonly string[]
  readonly accounts?: readonly string[]
  readonly members?: readonly string[]
}

export type TransformContext = KnownFields & {
  readonly names?: KnownNames
  /** The stages of the pipelines; `stages` are those of leads. */
  readonly dealStages?: readonly KnownStage[]
  readonly country?: string
  readonly currency?: string
  /** What the known product means by its stages. */
  readonly stageWords?: Readonly<Record<string, string>>
}

export type ChosenTransform = {
  readonly transform: Transform
  readonly because: readonly string[]
  readonly ambiguity?: Ambiguity
  readonly nearNames?: readonly NearName[]
}

/** Chooses how the cells of a column are read into a field, from what its values look like. */
export function chooseTransform(
  profile: ColumnProfile,
  target: TargetField,
  context: TransformContext,
): ChosenTransform {
  const values = filledValues(profile)
  switch (target.type) {
    case 'day':
    case 'instant':
      return dateStyleOf(values, context.country)
    case 'number':
    case 'integer':
      return numberTransform(values, target)
    case 'money':
      return moneyTransform(values, profile, context)
    case 'text':
      return textTransform(values, target, context)
    default:
      return { transform: transformFor(target.type), because: [] }
  }
}

function filledValues(profile: ColumnProfile): ReadonlyMap<string, number> {
  return new Map([...profile.values].filter(([value]) => !profile.placeholders.has(value)))
}

type Values = ReadonlyMap<string, number>

function numberTransform(values: Values, target: TargetField): ChosenTransform {
  const style = decimalStyleOf(values)
  const percent = target.field === 'probability'
  const transform = { type: 'number', decimal: style.decimal, percent } as const
  return { transform, because: style.because, ambiguity: decimalAmbiguity(style, 'number') }
}

function moneyTransform(values: Values, profile: ColumnProfile, context: TransformContext): ChosenTransform {
  const style = decimalStyleOf(values)
  const inHeading = /[([]\s*([^)\]]{1,4})\s*[)\]]/.exec(profile.column)?.[1]
  const currency = inHeading ? currencyCode(inHeading, context.currency ?? '') : null
  const transform = { type: 'money', decimal: style.decimal, ...(currency ? { currency } : {}) } as const
  const said = currency ? [`The heading says that the amounts are in ${currency}.`] : []
  return { transform, because: [...style.because, ...said], ambiguity: decimalAmbiguity(style, 'money') }
}

function textTransform(values: Values, target: TargetField, context: TransformContext): ChosenTransform {
  if (target.field === 'stage') return stageTransform(values, context)
  if (target.field === 'name' && target.about?.startsWith('Split'))
    return { transform: { type: 'personName', order: 'first-last' }, because: [] }
  const known = knownNamesOf(target.field, context)
  return known === null ? { transform: { type: 'text' }, because: [] } : referenceTransform(values, known)
}

const stagesMappedMax = 300

function stageTransform(values: Values, context: TransformContext): ChosenTransform {
  const stages = context.dealStages ?? context.stages ?? []
  const mapped: Record<string, string> = {}
  const unknown: string[] = []
  for (const written of [...values.keys()].slice(0, stagesMappedMax)) {
    const word = context.stageWords?.[written] ?? written
    const stage = stageMeant(word, stages, { loosely: context.dealStages === undefined })
    if (stage) mapped[written] = stage.key
    else if (word !== written) mapped[written] = word
    else unknown.push(written)
  }
  return {
    transform: { type: 'stage', values: mapped, otherwise: 'create' },
    because: unknown.length > 0 ? [`New stages: ${unknown.slice(0, 8).join(', ')}.`] : [],
  }
}

/** The names that a field can mean; null for fields whose values are not names of a few things. */
function knownNamesOf(field: string, { names = {} }: TransformContext): readonly string[] | null {
  return referenceFields[field]?.(names) ?? null
}

const referenceFields: Readonly<Record<string, (names: KnownNames) => readonly string[]>> = {
  product: (names) => names.products ?? [],
  campaign: (names) => names.campaigns ?? [],
  accountName: (names) => names.accounts ?? [],
  parentName: (names) => names.accounts ?? [],
  ownerName: (names) => names.members ?? [],
  sdrName: (names) => names.members ?? [],
  manager: () => [],
  region: () => [],
  team: () => [],
  industry: () => industries,
  segment: () => [],
  origin: () => [],
  channel: () => [],
  source: () => [],
  medium: () => [],
}

function referenceTransform(values: Values, known: readonly string[]): ChosenTransform {
  const pairs = nearNames(values, known)
  if (pairs.length === 0) return { transform: { type: 'text' }, because: [] }
  const same = pairs.filter((pair) => pair.automatic)
  const likely = pairs.filter((pair) => !pair.automatic)
  const transform = {
    type: 'reference',
    values: Object.fromEntries(same.map((pair) => [pair.written, pair.probably])),
    probably: Object.fromEntries(
      likely.map((pair) => [pair.written, withCaseOf(pair.written, pair.probably)]),
    ),
  } as const
  return {
    transform,
    because: [
      ...same
        .slice(0, 5)
        .map((pair) => `"${pair.written}" is "${pair.probably}" but for case, spaces and punctuation.`),
      ...likely.slice(0, 5).map((pair) => `"${pair.written}" is probably "${pair.probably}".`),
    ],
    nearNames: pairs,
  }
}

/** A name from our own list takes the case of what is written: `Technolgy` is probably `Technology`. */
function withCaseOf(written: string, probably: string): string {
  const isOurs = industries.includes(probably)
  const capital = /^\p{Lu}/u.test(written)
  return isOurs && capital ? probably.charAt(0).toUpperCase() + probably.slice(1) : probably
}
