import type {
  ColumnProposal,
  FileKind,
  FileOrigin,
  Mapping,
  MappingProposal,
  MissingTarget,
  RecordKind,
  TargetField,
} from '../../../../contract/intake.ts'
import { rowNumberColumn } from '../../../../contract/intake.ts'
import { assignFields } from './assign-fields.ts'
import type { TransformContext } from './column-transform.ts'
import { chooseTransform } from './column-transform.ts'
import { customFieldFor, keyOf } from './custom-field.ts'
import type { ColumnProfile } from './profile.ts'
import { signatureOf } from './recognise.ts'
import type { Signature } from './signatures.ts'
import { textCharactersMax } from './target-fields.ts'
import type { KnownCustomField } from './targets.ts'
import { identitiesOf, targetsOf, typeOfCustomField, writtenInto } from './targets.ts'
import { wordsOf } from './words.ts'

/** The kinds of record that can have custom fields. */
const customKinds: ReadonlySet<RecordKind> = new Set<RecordKind>(['contact', 'account', 'lead', 'deal'])

const becauseMax = 8

export type ProposalContext = TransformContext

/**
 * Proposes where every column of a file goes, how its cells are read, and why; names what is missing. Null for a
 * kind of file that holds nothing Rapport can write.
 */
export function proposeMapping(
  profiles: readonly ColumnProfile[],
  candidate: { readonly kind: FileKind; readonly origin: FileOrigin },
  context: ProposalContext = {},
): MappingProposal | null {
  const into = writtenInto[candidate.kind]
  if (into === null) return null
  const signature = signatureOf(
    candidate,
    profiles.map((profile) => profile.column),
  )
  const targets = new Map(targetsOf(into, context).map((target) => [target.field, target]))
  const assigned = assignFields(profiles, { into, targets, signature, stages: context.stages ?? [] })
  const taken = new Set((context.customFields ?? []).map((custom) => custom.key))
  const columns = profiles.map((profile) => {
    const match = assigned.get(profile.index)
    const target = match === undefined ? undefined : targets.get(match.field)
    if (match && target)
      return proposeField(profile, { target, match, context: contextFor(into, signature, context) })
    return proposeRest(profile, { into, signature, taken, context })
  })
  const mapping = mappingOf({ candidate, into, columns, signature })
  return { mapping, columns, missing: missingTargets(mapping), rowsRead: profiles[0]?.rows ?? 0 }
}

function contextFor(
  into: RecordKind,
  signature: Signature | undefined,
  context: ProposalContext,
): ProposalContext {
  const { dealStages = [], ...rest } = context
  const isDeal = into === 'deal' || into === 'stageChange'
  return { ...rest, stageWords: signature?.stages, ...(isDeal ? { dealStages } : {}) }
}

type Match = { readonly field: string; readonly score: number; readonly because: readonly string[] }

function proposeField(
  profile: ColumnProfile,
  options: { target: TargetField; match: Match; context: ProposalContext },
): ColumnProposal {
  const { target, match, context } = options
  const chosen = chooseTransform(profile, target, context)
  return {
    ...base(profile),
    target: { to: 'field', field: target.field },
    transform: chosen.transform,
    confidence: Math.min(0.99, match.score),
    because: [...match.because, ...chosen.because, ...blankWords(profile)].slice(0, becauseMax),
    ...(chosen.ambiguity ? { ambiguity: chosen.ambiguity } : {}),
    ...(chosen.nearNames ? { nearNames: [...chosen.nearNames] } : {}),
  }
}

type RestOptions = {
  readonly into: RecordKind
  readonly signature: Signature | undefined
  readonly taken: Set<string>
  readonly context: ProposalContext
}

/** What no field takes becomes a custom field, unless it is empty, technical, or the kind has no custom fields. */
function proposeRest(profile: ColumnProfile, options: RestOptions): ColumnProposal {
  const why = reasonToIgnore(profile, options)
  if (why !== null)
    return {
      ...base(profile),
      target: { to: 'ignore' },
      transform: { type: 'text' },
      confidence: 0.8,
      because: [why],
    }
  const known = standingField(profile, options.context)
  if (known) return proposeStanding(profile, known, options.context)
  const custom = customFieldFor(profile, { taken: options.taken, country: options.context.country })
  return {
    ...base(profile),
    target: custom.target,
    transform: custom.transform,
    confidence: 0.6,
    because: ['No standard field has this heading.', custom.because, ...blankWords(profile)],
  }
}

/** The custom field of the workspace that a heading names by its key or label. */
function standingField(
  profile: ColumnProfile,
  { customFields = [] }: ProposalContext,
): KnownCustomField | undefined {
  const [key, words] = [keyOf(profile.column), wordsOf(profile.column)]
  return customFields.find((custom) => custom.key === key || wordsOf(custom.label) === words)
}

function proposeStanding(
  profile: ColumnProfile,
  custom: KnownCustomField,
  context: ProposalContext,
): ColumnProposal {
  const type = typeOfCustomField(custom.type)
  const target = {
    field: custom.key,
    label: custom.label,
    type,
    need: 'optional',
    lengthMax: textCharactersMax,
  } as const
  const chosen = chooseTransform(profile, target, context)
  return {
    ...base(profile),
    target: { to: 'custom', key: custom.key, label: custom.label, type: custom.type },
    transform: chosen.transform,
    confidence: 0.95,
    because: [`The workspace has a field "${custom.label}".`, ...chosen.because, ...blankWords(profile)],
    ...(chosen.ambiguity ? { ambiguity: chosen.ambiguity } : {}),
  }
}

const technical = /^(fivetran|airbyte|dbt|sys|hs object|is deleted|portal id|system modstamp|index$|unnamed)/

function reasonToIgnore(profile: ColumnProfile, { into, signature }: RestOptions): string | null {
  const words = wordsOf(profile.column)
  if (signature?.fields?.[words] === 'ignore') return 'This column says nothing about the record.'
  if (signature?.fields?.[words] === 'custom')
    return customKinds.has(into) ? null : 'This kind of record has no field for it.'
  if (profile.filled === 0) return `Blank in all ${profile.rows} rows that were read.`
  if (technical.test(words)) return 'A technical column of the program that exported the file.'
  return customKinds.has(into) ? null : 'This kind of record has no field for it.'
}

function base(profile: ColumnProfile) {
  return {
    column: profile.column,
    index: profile.index,
    samples: [...profile.samples],
    blankRows: profile.rows - profile.filled,
    distinctValues: profile.values.size,
    blanks: [...profile.placeholders.keys()],
  }
}

function blankWords(profile: ColumnProfile): string[] {
  return [...profile.placeholders].map(
    ([word, rows]) =>
      `"${word}" in ${rows} rows is what forms write for nothing, and is proposed to count as blank.`,
  )
}

type Parts = {
  readonly candidate: { readonly kind: FileKind; readonly origin: FileOrigin }
  readonly into: RecordKind
  readonly columns: readonly ColumnProposal[]
  readonly signature: Signature | undefined
}

function mappingOf({ candidate, into, columns, signature }: Parts): Mapping {
  const filled = new Set(columns.flatMap(({ target }) => (target.to === 'field' ? [target.field] : [])))
  const constants = Object.entries(signature?.constants ?? {}).filter(([field]) => !filled.has(field))
  const composed = Object.entries(signature?.composed ?? {}).filter(([field]) => !filled.has(field))
  return {
    version: 1,
    kind: candidate.kind,
    origin: candidate.origin,
    into,
    columns: columns.map(({ column, target, transform, blanks }) => ({ column, target, transform, blanks })),
    constants: Object.fromEntries(constants),
    composed: Object.fromEntries(
      composed.map(([field, headings]) => [field, headings.map((heading) => columnCalled(heading, columns))]),
    ),
  }
}

function columnCalled(heading: string, columns: readonly ColumnProposal[]): string {
  if (heading === rowNumberColumn) return heading
  return columns.find(({ column }) => wordsOf(column) === heading)?.column ?? heading
}

/** What a mapping lacks before rows can be written with it. */
export function missingTargets(mapping: Mapping): MissingTarget[] {
  const filled = new Set([
    ...mapping.columns.flatMap(({ target }) => (target.to === 'field' ? [target.field] : [])),
    ...Object.keys(mapping.constants),
    ...Object.keys(mapping.composed),
  ])
  const targets = targetsOf(mapping.into)
  const labelOf = (field: string) => targets.find((target) => target.field === field)?.label ?? field
  const required = targets.filter((target) => target.need === 'required' && !filled.has(target.field))
  const missing = required.map((target) => ({
    fields: [target.field],
    message: `No column gives "${target.label}", and a row cannot do without it.`,
    remedy: 'Map a column to it, or give all rows one value.',
  }))
  const identities = identitiesOf(mapping.into)
  if (identities.some((fields) => fields.every((field) => filled.has(field)))) return missing
  const ways = identities.map((fields) => fields.map((field) => `"${labelOf(field)}"`).join(' with '))
  return [
    ...missing,
    {
      fields: [...new Set(identities.flat())],
      message: 'Nothing in the mapping says which record a row is.',
      remedy: `Map a column to one of: ${ways.join(', ')}; or number the rows, if the file never changes.`,
    },
  ]
}
