import { fileDescription, mapping as mappingShape } from '../../../../contract/intake.ts'
import type { FileDescription, Mapping } from '../../../../contract/intake.ts'
import type { Scope } from '../../../platform/scope.ts'
import { sourceOf } from '../plan/context.ts'
import { Occurrences } from '../plan/occurrences.ts'
import { Seen } from '../plan/seen.ts'
import type { JudgeContext } from '../rules/judge.ts'
import { selectFields } from '../store/fields.ts'
import type { CustomField, CustomRecordKind } from '../store/fields.ts'
import { selectWorkspace } from '../store/imports.ts'
import type { ImportRecord } from '../store/imports.ts'
import { findStages } from '../store/lookups/funnel.ts'
import type { FileGround } from './load.ts'
import { z } from 'zod'

/** What an import was recognised as; only the description of the file matters once it is mapped. */
const recognised = z.object({ file: fileDescription })

/** Everything a pass over a file needs, read once before it begins. */
export type FilePlan = {
  readonly description: FileDescription
  readonly mapping: Mapping
  readonly context: JudgeContext
  readonly file: FileGround
  readonly customKind: CustomRecordKind | null
  readonly newFields: readonly CustomField[]
}

/** Lays out how a file is read, judged and planned. The mapping must have been set. */
export async function layFilePlan(scope: Scope, record: ImportRecord): Promise<FilePlan> {
  const { file: description } = recognised.parse(record.recognition)
  const mapping = mappingShape.parse(record.mapping)
  const workspace = await selectWorkspace(scope)
  const stages = await findStages(scope)
  const customKind = customKindOf(mapping)
  const customFields = customKind === null ? [] : await selectFields(scope, customKind)
  return {
    description,
    mapping,
    customKind,
    newFields: newFieldsOf(mapping, customFields),
    context: {
      zone: workspace.time_zone,
      currency: workspace.currency,
      ...(workspace.country === null ? {} : { country: workspace.country }),
      stages: stages.map(({ key, name }) => ({ key, label: name })),
      customFields,
    },
    file: fileGround(mapping, {
      importId: record.id,
      currency: workspace.currency,
      at: record.started_at ?? record.created_at,
    }),
  }
}

function fileGround(
  mapping: Mapping,
  { importId, currency, at }: { importId: number; currency: string; at: Date },
): FileGround {
  const occurrences = new Occurrences()
  return {
    importId,
    kind: mapping.kind,
    into: mapping.into,
    source: sourceOf(mapping.origin),
    at: at.toISOString(),
    currency,
    constantStage: 'stage' in mapping.constants,
    seen: new Seen(),
    occurrence: (entry, line) => occurrences.of(entry, line),
  }
}

const customKinds: Readonly<Record<string, CustomRecordKind>> = {
  contact: 'contact',
  account: 'account',
  lead: 'lead',
  deal: 'deal',
}

/** On which kind of record custom values are kept. What a file of wins says more is about the deal. */
export function customKindOf(mapping: Pick<Mapping, 'kind' | 'into'>): CustomRecordKind | null {
  return mapping.kind === 'leadConversion' ? 'deal' : (customKinds[mapping.into] ?? null)
}

function newFieldsOf(mapping: Mapping, known: readonly CustomField[]): CustomField[] {
  const keys = new Set(known.map(({ key }) => key))
  return mapping.columns.flatMap(({ target }) => {
    if (target.to !== 'custom' || keys.has(target.key)) return []
    keys.add(target.key)
    return [{ key: target.key, label: target.label, type: target.type }]
  })
}
