import type {
  CustomFieldType,
  FileKind,
  RecordKind,
  TargetField,
  TargetType,
} from '../../../../contract/intake.ts'
import { standardTargets, textCharactersMax } from './target-fields.ts'

/** A stage of the workspace, as far as import needs to know it. */
export type KnownStage = { readonly key: string; readonly label: string }

/** A custom field that stands already. */
export type KnownCustomField = {
  readonly key: string
  readonly label: string
  readonly type: CustomFieldType
}

/** What a workspace has of its own, and what therefore widens the catalogue. */
export type KnownFields = {
  readonly stages?: readonly KnownStage[]
  readonly customFields?: readonly KnownCustomField[]
}

/** The prefix of the fields that hold the date at which a lead entered a stage, as in `reachedAt.mql`. */
export const reachedAtPrefix = 'reachedAt.'

/** The prefix of custom fields among the fields of a judged row, as in `custom.shirt_size`. */
export const customPrefix = 'custom.'

/**
 * What names a record well enough to write it: every row must fill all fields of at least one of these sets.
 * A set is tried from the first to the last, so the surest key stands first.
 */
const identities: Readonly<Record<RecordKind, readonly (readonly string[])[]>> = {
  contact: [
    ['externalId'],
    ['email'],
    ['phone'],
    ['mobile'],
    ['name', 'accountName'],
    ['lastName', 'accountName'],
  ],
  account: [['externalId'], ['domain'], ['name']],
  lead: [
    ['externalId'],
    ['email'],
    ['phone'],
    ['mobile'],
    ['name', 'accountName'],
    ['lastName', 'accountName'],
  ],
  deal: [['externalId'], ['name']],
  touch: [['contactExternalId'], ['email'], ['phone']],
  campaign: [['externalId'], ['name']],
  spend: [['campaign'], ['campaignExternalId'], ['channel'], ['source']],
  member: [['externalId'], ['email'], ['name'], ['lastName']],
  product: [['externalId'], ['name']],
  stage: [['externalId'], ['label']],
  stageChange: [['dealExternalId'], ['leadExternalId']],
}

/** The kind of record that a kind of file is written into; null where it holds nothing that can be written. */
export const writtenInto: Readonly<Record<FileKind, RecordKind | null>> = {
  contact: 'contact',
  account: 'account',
  lead: 'lead',
  deal: 'deal',
  touch: 'touch',
  campaign: 'campaign',
  spend: 'spend',
  member: 'member',
  product: 'product',
  stage: 'stage',
  stageChange: 'stageChange',
  leadConversion: 'lead',
  saleConversion: 'deal',
  formSubmission: 'touch',
  dealContact: 'deal',
  dealAccount: 'deal',
  team: null,
  teamMember: null,
  pipeline: null,
  propertyChange: null,
  channelPath: null,
  summary: null,
}

const customTypes: Readonly<Record<CustomFieldType, TargetType>> = {
  text: 'text',
  choice: 'text',
  url: 'text',
  number: 'number',
  money: 'money',
  boolean: 'boolean',
  date: 'day',
}

/** The fields a kind of record can take in this workspace: the standard ones, its stages and its own fields. */
export function targetsOf(kind: RecordKind, known: KnownFields = {}): readonly TargetField[] {
  const stages = kind === 'lead' ? (known.stages ?? []) : []
  const own = known.customFields ?? []
  return [
    ...standardTargets[kind],
    ...stages.map((stage) =>
      optional(`${reachedAtPrefix}${stage.key}`, `Reached ${stage.label} on`, 'instant'),
    ),
    ...own.map((custom) => optional(`${customPrefix}${custom.key}`, custom.label, customTypes[custom.type])),
  ]
}

function optional(field: string, label: string, type: TargetType): TargetField {
  return { field, label, type, need: 'optional', lengthMax: textCharactersMax }
}

/** The sets of fields of which a row must fill at least one. */
export function identitiesOf(kind: RecordKind): readonly (readonly string[])[] {
  return identities[kind]
}

/** The type under which the values of a custom field are judged. */
export function typeOfCustomField(type: CustomFieldType): TargetType {
  return customTypes[type]
}
