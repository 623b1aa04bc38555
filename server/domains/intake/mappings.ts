import type { ImportMappingView } from '../../../contract/imports.ts'
import type { RecordKind, TargetField } from '../../../contract/intake.ts'
import { notFound, Refusal } from '../../platform/refusal.ts'
import type { Scope } from '../../platform/scope.ts'
import { record } from '../journal/index.ts'
import { customKindOf } from './engine/ground.ts'
import { canImport } from './policy.ts'
import { presentMapping } from './present.ts'
import { targetsOf } from './rules/targets.ts'
import { selectFields } from './store/fields.ts'
import { findStages } from './store/lookups/funnel.ts'
import { deleteMapping, selectMappings } from './store/mappings.ts'

/** Mappings that were saved for next time, by name. */
export async function savedMappings(scope: Scope): Promise<ImportMappingView[]> {
  const rows = await selectMappings(scope)
  return rows.map(presentMapping)
}

/** Forgets a saved mapping; imports that used it keep theirs. */
export async function forgetMapping(scope: Scope, id: string): Promise<void> {
  if (!canImport(scope.actor)) throw new Refusal('not-allowed')
  if (!(await deleteMapping(scope, id))) throw notFound('mapping')
  await record(scope, { kind: 'import-mapping.forgotten', subjectKind: 'import-mapping', subjectId: id })
}

/** The fields that columns can be mapped to, the workspace's own among them. */
export async function targetFields(scope: Scope, into: RecordKind): Promise<TargetField[]> {
  const customKind = customKindOf({ kind: into, into })
  const fields = customKind === null ? [] : await selectFields(scope, customKind)
  const stages = await findStages(scope)
  const known = { stages: stages.map(({ key, name }) => ({ key, label: name })), customFields: fields }
  return [...targetsOf(into, known)]
}
