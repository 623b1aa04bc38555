import { v7 as uuid } from 'uuid'
import { fieldsMax } from '../../../contract/attributes.ts'
import type { changeField, createField, FieldView } from '../../../contract/attributes.ts'
import type { EndpointParsed } from '../../../contract/endpoint.ts'
import type { RecordKind } from '../../../contract/records.ts'
import { notFound, Refusal } from '../../platform/refusal.ts'
import type { Actor, Scope } from '../../platform/scope.ts'
import { record } from '../journal/index.ts'
import { insertField, selectField, selectFields, updateField } from './fields.store.ts'
import type { FieldRow } from './fields.store.ts'
import { mayShapeFields } from './policy.ts'
import { presentField } from './present.ts'
import { fieldKeyOf } from './rules/field-key.ts'

/** The custom fields of one kind of record, or of all, the retired ones too. */
export async function fields(scope: Scope, kind?: RecordKind): Promise<FieldView[]> {
  const rows = await selectFields(scope, kind)
  return rows.map(presentField)
}

/** Adds a custom field. Refuses a key that is taken, a choice without options, and the 201st field. */
export async function addField(
  scope: Scope,
  body: EndpointParsed<typeof createField>['body'],
): Promise<FieldView> {
  allowShaping(scope.actor)
  if (body.type === 'choice' && body.options.length === 0) {
    throw new Refusal('invalid-input', { message: 'A choice needs options.', place: 'options' })
  }
  if ((await selectFields(scope)).length >= fieldsMax) {
    throw new Refusal('not-possible-now', { message: `A workspace has at most ${fieldsMax} custom fields.` })
  }
  const field = { ...body, id: uuid(), key: body.key ?? fieldKeyOf(body.label) }
  if (!(await insertField(scope, field))) {
    throw new Refusal('already-exists', {
      message: `A ${body.recordKind} has a field with the key ${field.key} already.`,
      place: 'key',
      remedy: 'Give it another key, or bring the retired field back.',
    })
  }
  await note(scope, {
    kind: 'field.added',
    id: field.id,
    payload: { recordKind: field.recordKind, key: field.key },
  })
  return presentField(await heldField(scope, field.id))
}

/** Renames a field or changes what a choice offers; values that stand keep standing. */
export async function amendField(
  scope: Scope,
  id: string,
  body: EndpointParsed<typeof changeField>['body'],
): Promise<FieldView> {
  allowShaping(scope.actor)
  await heldField(scope, id)
  await updateField(scope, id, body)
  await note(scope, { kind: 'field.changed', id, payload: { ...body } })
  return presentField(await heldField(scope, id))
}

/** Retires a field: nobody is asked for it any more, and its values are kept. */
export async function retire(scope: Scope, id: string): Promise<void> {
  allowShaping(scope.actor)
  const field = await heldField(scope, id)
  if (field.retired_at !== null) return
  await updateField(scope, id, { retiredAt: scope.now })
  await note(scope, { kind: 'field.retired', id, payload: { key: field.key } })
}

/** Brings a retired field back. */
export async function revive(scope: Scope, id: string): Promise<FieldView> {
  allowShaping(scope.actor)
  const field = await heldField(scope, id)
  if (field.retired_at !== null) {
    await updateField(scope, id, { retiredAt: null })
    await note(scope, { kind: 'field.revived', id, payload: { key: field.key } })
  }
  return presentField(await heldField(scope, id))
}

function allowShaping(actor: Actor): void {
  if (!mayShapeFields(actor)) throw new Refusal('not-allowed')
}

async function heldField(scope: Scope, id: string): Promise<FieldRow> {
  const field = await selectField(scope, id)
  if (field === undefined) throw notFound('field')
  return field
}

type Note = { readonly kind: string; readonly id: string; readonly payload: Record<string, unknown> }

async function note(scope: Scope, { kind, id, payload }: Note): Promise<void> {
  await record(scope, { kind, subjectKind: 'field', subjectId: id, payload })
}
