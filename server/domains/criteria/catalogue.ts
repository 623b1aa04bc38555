import { fieldPhrase, sampleValuesMax, testsOfType } from '../../../contract/criteria-fields.ts'
import type { CriteriaField } from '../../../contract/criteria-fields.ts'
import { criteriaNames } from '../../../contract/criteria-names.ts'
import { criteriaSentence } from '../../../contract/criteria-sentence.ts'
import type { CriteriaNames } from '../../../contract/criteria-sentence.ts'
import type { Criteria } from '../../../contract/criteria.ts'
import { recordKinds } from '../../../contract/records.ts'
import { Refusal } from '../../platform/refusal.ts'
import type { Scope } from '../../platform/scope.ts'
import { stages } from '../leads/index.ts'
import { channels } from '../touches/index.ts'
import { workspaceSettings } from '../workspace/index.ts'
import { fieldsOf } from './fields.ts'
import { criteriaFaults } from './rules/check.ts'
import type { Catalogue, CheckOptions } from './rules/check.ts'
import type { Field } from './rules/field.ts'
import { sampleValues } from './rules/samples.ts'
import { selectNamed, selectNewest } from './store/names.ts'

/** How many records are read to show which values stand in a field. */
const sampledRecordsMax = 1000

/** What criteria can speak of here. The profiles are told by whoever keeps agreements. */
export async function catalogueOf(scope: Scope, profiles: Catalogue['profiles']): Promise<Catalogue> {
  const named = await selectNamed(scope)
  const of = (wanted: string) =>
    new Map(named.filter(({ kind }) => kind === wanted).map(({ id, name }) => [id, name]))
  return {
    fields: await fieldsOf(scope),
    channels: new Map((await channels(scope)).map(({ id, name }) => [id, name])),
    stages: new Map((await stages(scope)).map(({ key, name }) => [key, name])),
    campaigns: of('campaign'),
    members: of('member'),
    products: of('product'),
    profiles,
    currency: (await workspaceSettings(scope)).currency,
  }
}

/** Refuses criteria that this workspace cannot judge by, naming the first fault and listing all of them. */
export function checkCriteria(criteria: Criteria, catalogue: Catalogue, options: CheckOptions = {}): void {
  const faults = criteriaFaults(criteria, catalogue, options)
  const [first] = faults
  if (first === undefined) return
  const details = faults.map(({ place, message }) => ({ place, message }))
  throw new Refusal('invalid-input', { ...first, details })
}

/** Criteria in English, with the names of this workspace. */
export function sentenceOf(criteria: Criteria, catalogue: Catalogue): string {
  return criteriaSentence(criteria, namesOf(catalogue))
}

/** The names of this workspace for sentences. */
export function namesOf(catalogue: Catalogue): CriteriaNames {
  const { fields, channels: ofChannels, stages: ofStages, profiles, currency } = catalogue
  const named = [...catalogue.campaigns, ...catalogue.members, ...catalogue.products]
  return criteriaNames({
    fields: [...fields.values()].map((field) => ({ ...field, phrase: phraseOf(field) })),
    channels: [...ofChannels].map(([id, name]) => ({ id, name })),
    stages: [...ofStages].map(([key, name]) => ({ key, name })),
    named: [...named, ...[...profiles].map(([id, { name }]) => [id, name] as const)].map(([id, name]) => ({
      id,
      name,
    })),
    currency,
  })
}

/** The fields that new criteria can ask for, with the values that stand in them. */
export async function criteriaFields(scope: Scope): Promise<CriteriaField[]> {
  const catalogue = await catalogueOf(scope, new Map())
  const offered = [...catalogue.fields.values()].filter(({ retired }) => !retired)
  const shown: CriteriaField[] = []
  for (const of of recordKinds) {
    const fields = offered.filter((field) => field.of === of)
    const newest = await selectNewest(scope, of, { fields, limit: sampledRecordsMax })
    shown.push(
      ...fields.map((field) => presentField(field, catalogue, sampleValues(field, newest, sampleValuesMax))),
    )
  }
  return shown
}

function presentField(field: Field, catalogue: Catalogue, samples: string[]): CriteriaField {
  const { of, field: name, label, type, column } = field
  const options = optionsOf(field, catalogue)
  return {
    of,
    field: name,
    label,
    phrase: phraseOf(field),
    type,
    tests: [...testsOfType[type]],
    options,
    samples,
    custom: column === null,
  }
}

function optionsOf({ type, options }: Field, catalogue: Catalogue): CriteriaField['options'] {
  const lists = { member: catalogue.members, campaign: catalogue.campaigns, product: catalogue.products }
  if (type === 'member' || type === 'campaign' || type === 'product')
    return [...lists[type]].map(([value, name]) => ({ value, name }))
  return options.map((value) => ({ value, name: value }))
}

function phraseOf({ of, field, label }: Field): string {
  return fieldPhrase(of, field, label)
}
