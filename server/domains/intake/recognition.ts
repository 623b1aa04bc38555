import { createHash } from 'node:crypto'
import type {
  FileChoices,
  FileDescription,
  FileKind,
  FileOrigin,
  Mapping,
  MappingProposal,
} from '../../../contract/intake.ts'
import { fileDescription, mapping as mappingShape } from '../../../contract/intake.ts'
import type { ImportRecognition } from '../../../contract/imports.ts'
import { z } from 'zod'
import type { Scope } from '../../platform/scope.ts'
import { Refusal } from '../../platform/refusal.ts'
import { customKindOf } from './engine/ground.ts'
import { inspectFile } from './reading/inspect.ts'
import { sampleRows } from './reading/rows.ts'
import type { Source } from './reading/source.ts'
import { proposeMapping } from './rules/mapping.ts'
import type { ProposalContext } from './rules/mapping.ts'
import { wordsOf } from './rules/words.ts'
import { profileColumns } from './rules/profile.ts'
import { recognise } from './rules/recognise.ts'
import { writtenInto } from './rules/targets.ts'
import { selectFields } from './store/fields.ts'
import { selectWorkspace } from './store/imports.ts'
import { findStages } from './store/lookups/funnel.ts'
import { findPipelineStages } from './store/lookups/pipeline.ts'
import { selectMappingFor } from './store/mappings.ts'
import { selectNames } from './store/names.ts'

/** How many rows recognition and the proposal look at. */
const sampledRowsMax = 10_000

export type Recognised = {
  readonly view: ImportRecognition
  /** The mapping to begin with: the saved one, else the proposed; null where nothing can be written. */
  readonly mapping: Mapping | null
  readonly fingerprint: string
}

type SampledFile = Awaited<ReturnType<typeof sampleFile>>

/** Looks at a file as it is to be read: what it is, and enough rows to tell what it holds. */
export async function sampleFile(source: Source, choices: FileChoices = {}) {
  return sampleRead(source, await inspectFile(source, choices))
}

/** The same of a file of which it is known how it is read. */
export async function sampleRead(source: Source, file: FileDescription) {
  const rows = await sampleRows(source, file, sampledRowsMax)
  return { file, profiles: profileColumns(file.columns, rows) }
}

/** Says what a file holds and where each column should go; a mapping saved for the same columns comes first. */
export async function recogniseFile(scope: Scope, sampled: SampledFile): Promise<Recognised> {
  const { file, profiles } = sampled
  const recognition = recognise(profiles)
  const likeliest = recognition.candidates[0] ?? null
  const proposal =
    likeliest === null
      ? null
      : proposeMapping(profiles, likeliest, await proposalContext(scope, likeliest.kind))
  const fingerprint = fingerprintOf(file.columns)
  const row = await selectMappingFor(scope, fingerprint)
  const known = mappingShape.safeParse(row?.mapping)
  const saved =
    row !== undefined && known.success ? { id: row.id, name: row.name, mapping: known.data } : null
  return {
    view: { file, recognition, proposal, saved },
    mapping: saved?.mapping ?? proposal?.mapping ?? null,
    fingerprint,
  }
}

/** What an import keeps of its recognition, by column. */
export function recognisedColumns({ view, mapping }: Recognised) {
  const likeliest = view.recognition.candidates[0]
  return {
    kind: mapping?.kind ?? likeliest?.kind ?? null,
    origin: mapping?.origin ?? likeliest?.origin ?? null,
    recognition: JSON.stringify(view),
    mapping: mapping === null ? null : JSON.stringify(mapping),
  }
}

/** What a mapping for another kind would look like. Refuses kinds of which nothing can be written. */
export async function proposeFor(
  scope: Scope,
  sampled: SampledFile,
  candidate: { readonly kind: FileKind; readonly origin: FileOrigin },
): Promise<MappingProposal> {
  const proposal = proposeMapping(sampled.profiles, candidate, await proposalContext(scope, candidate.kind))
  if (proposal !== null) return proposal
  throw new Refusal('not-possible-now', {
    message: 'A file of this kind holds nothing that Rapport keeps.',
    remedy: 'Choose another kind.',
    place: 'kind',
  })
}

async function proposalContext(scope: Scope, kind: FileKind): Promise<ProposalContext> {
  const into = writtenInto[kind]
  const customKind = into === null ? null : customKindOf({ kind, into })
  const fields = customKind === null ? [] : await selectFields(scope, customKind)
  const stages = await findStages(scope)
  const dealStages = await findPipelineStages(scope)
  const names = await selectNames(scope)
  const workspace = await selectWorkspace(scope)
  return {
    stages: stages.map(({ key, name }) => ({ key, label: name })),
    dealStages: dealStages.map(({ name }) => ({ key: name, label: name })),
    customFields: fields,
    names: { products: names.products, campaigns: names.campaigns, members: names.members },
    currency: workspace.currency,
    ...(workspace.country === null ? {} : { country: workspace.country }),
  }
}

/** Files with the same column names, in whatever order, are taken for the same kind of export. */
export function fingerprintOf(columns: readonly string[]): string {
  const names = columns.map(wordsOf).toSorted()
  return createHash('sha256').update(JSON.stringify(names)).digest('hex')
}

const recognised = z.object({ file: fileDescription })

/** The description that an import's recognition holds. */
export function descriptionOf(recognition: unknown) {
  return recognised.parse(recognition).file
}
