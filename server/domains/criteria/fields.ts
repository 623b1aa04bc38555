import type { CriteriaFieldType } from '../../../contract/criteria-fields.ts'
import { oneOf, recordKinds } from '../../../contract/records.ts'
import type { Scope } from '../../platform/scope.ts'
import { customPrefix, fields, standardFields } from '../attributes/index.ts'
import type { ValueType } from '../attributes/index.ts'
import { fieldId } from './rules/field.ts'
import type { Field, Fields } from './rules/field.ts'

const types: Readonly<Record<Exclude<ValueType, 'id'>, CriteriaFieldType>> = {
  text: 'text',
  country: 'text',
  url: 'text',
  currency: 'text',
  choice: 'choice',
  number: 'number',
  integer: 'number',
  boolean: 'boolean',
  date: 'date',
  instant: 'instant',
  money: 'money',
}

/** Ids are asked for by name where there are names to choose from; of the others, whether there is one. */
const idTypes: Readonly<Record<string, CriteriaFieldType>> = {
  ownerId: 'member',
  campaignId: 'campaign',
  productId: 'product',
}

/** Not an attribute that anybody writes: it follows from the stage of the deal. */
const outcome: Field = {
  of: 'deal',
  field: 'outcome',
  label: 'Outcome',
  type: 'choice',
  column: 'outcome',
  options: ['open', 'won', 'lost'],
  retired: false,
}

/** Every field that criteria can speak of, those of the company's own and retired ones included. */
export async function fieldsOf(scope: Scope): Promise<Fields> {
  const standard = recordKinds.flatMap((of) =>
    Object.entries(standardFields[of]).map(([field, { column, label, type }]): Field => {
      const asked = type === 'id' ? (idTypes[field] ?? 'record') : types[type]
      return { of, field, label, type: asked, column, options: [], retired: false }
    }),
  )
  const custom = (await fields(scope)).map(({ recordKind, key, label, type, options, retiredAt }): Field => ({
    of: oneOf(recordKinds, recordKind),
    field: customPrefix + key,
    label,
    type: types[type],
    column: null,
    options,
    retired: retiredAt !== null,
  }))
  return new Map([...standard, outcome, ...custom].map((field) => [fieldId(field.of, field.field), field]))
}
