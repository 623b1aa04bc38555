import type { ImportCheck, ImportCounts, WouldCreate } from '../../../../contract/imports.ts'
import { namesShownMax } from '../../../../contract/imports.ts'
import { record } from '../../journal/index.ts'
import type { Batch, WrittenRelation } from '../plan/batch.ts'
import { Seen } from '../plan/seen.ts'
import { selectImport, updateImport } from '../store/imports.ts'
import type { ImportRecord } from '../store/imports.ts'
import { countProblemsByCode, deleteProblems, insertProblems, selectProblems } from '../store/problems.ts'
import { judgedChunks } from './chunks.ts'
import type { Chunk } from './chunks.ts'
import { addCounts, noCounts } from './counts.ts'
import { layFilePlan } from './ground.ts'
import type { FilePlan } from './ground.ts'
import { passChunk } from './pass.ts'
import { chunkRowsDefault, readAhead } from './run.ts'
import type { Bench } from './run.ts'
import { partsSource } from './source.ts'
import type { Door } from './source.ts'

const firstProblemsShown = 50

type ScopeOf = Parameters<Parameters<Door>[0]>[0]

/**
 * Goes through a file as a run would and writes nothing but what it found: how many rows would be new, changed,
 * duplicate and refused, and which stages, fields, campaigns and people would be made. Begins anew after a crash.
 */
export async function checkImport(bench: Bench, importId: number): Promise<void> {
  const begun = await bench.door((scope) => selectImport(scope, importId))
  if (begun === undefined || !isChecking(begun)) return
  const plan = await bench.door((scope) => layFilePlan(scope, begun))
  await bench.door((scope) => deleteProblems(scope, importId, 'check'))
  let bytesRead = 0
  const source = partsSource(bench.door, { importId, size: begun.file_bytes }, (bytes) => (bytesRead = bytes))
  const chunks = judgedChunks({ ...plan, source, chunkRows: bench.chunkRows ?? chunkRowsDefault })
  const made = new Made(plan)
  let counts = noCounts
  for await (const chunk of readAhead(chunks)) {
    const progress = begun.file_bytes === 0 ? 1 : bytesRead / begun.file_bytes
    const checking = { importId, plan, chunk, progress, counts }
    const passed = await bench.door((scope) => checkChunk(scope, checking))
    if (passed === null || bench.stopping.aborted) return
    counts = addCounts(counts, passed.counts)
    made.note(passed.batch)
  }
  await bench.door((scope) => finishCheck(scope, importId, { counts, wouldCreate: made.view() }))
}

type Checking = {
  readonly importId: number
  readonly plan: FilePlan
  readonly chunk: Chunk
  readonly progress: number
  readonly counts: ImportCounts
}

async function checkChunk(scope: ScopeOf, { importId, plan, chunk, progress, counts }: Checking) {
  const standing = await selectImport(scope, importId)
  if (standing === undefined || !isChecking(standing)) return null
  if (standing.cancel_asked_at !== null) {
    await updateImport(scope, importId, { cancel_asked_at: null, check_started_at: null })
    await record(scope, { kind: 'import.check-cancelled', subjectKind: 'import', subjectId: importId })
    return null
  }
  const provenance = { importId, at: standing.created_at }
  const passed = await passChunk(scope, plan.file, { chunk, options: { provenance, dry: true } })
  await insertProblems(scope, { importId, pass: 'check' }, passed.batch.problems)
  const total = addCounts(counts, passed.counts)
  await updateImport(scope, importId, { counts: JSON.stringify({ ...total, progress }) })
  return passed
}

async function finishCheck(
  scope: ScopeOf,
  importId: number,
  found: { readonly counts: ImportCounts; readonly wouldCreate: WouldCreate },
): Promise<void> {
  const filter = { importId, pass: 'check' } as const
  const first = await selectProblems(
    scope,
    { ...filter, severity: 'refused' },
    { after: null, limit: firstProblemsShown },
  )
  const flagged = await selectProblems(
    scope,
    { ...filter, severity: 'flagged' },
    { after: null, limit: firstProblemsShown },
  )
  const result: ImportCheck = {
    ...found,
    problemCounts: await countProblemsByCode(scope, importId, 'check'),
    firstProblems: [...first, ...flagged]
      .slice(0, firstProblemsShown)
      .map(({ id: _id, pass: _pass, ...problem }) => problem),
  }
  await updateImport(scope, importId, {
    checked_at: scope.now,
    rows_total: found.counts.rows,
    check_result: JSON.stringify(result),
    counts: '{}',
  })
  await record(scope, {
    kind: 'import.checked',
    subjectKind: 'import',
    subjectId: importId,
    payload: { ...found.counts },
  })
}

function isChecking(standing: ImportRecord): boolean {
  return standing.check_started_at !== null && standing.checked_at === null && standing.started_at === null
}

/** What the chunks of a check would have made. Nothing is written, so one name comes up again in every chunk. */
class Made {
  readonly #plan: FilePlan
  readonly #names = new Map<WrittenRelation, Map<string, string>>()
  readonly #accounts = new Seen()
  readonly #contacts = new Seen()
  #contactsOfTheirOwn = 0

  constructor(plan: FilePlan) {
    this.#plan = plan
  }

  note(batch: Batch): void {
    this.#noteNames('members', batch, 'name')
    this.#noteNames('products', batch, 'name_key')
    this.#noteNames('campaigns', batch, 'name_key')
    this.#noteNames('channels', batch, 'key')
    this.#noteNames('pipelineStages', batch, 'name_key')
    for (const account of batch.rowsOf('accounts'))
      this.#accounts.meet(keyOf(account['external_id'] ?? account['name_key']), 1)
    // In a file of people, whoever came before was a duplicate already and planned nothing.
    if (this.#plan.file.kind === 'contact') this.#contactsOfTheirOwn += batch.rowsOf('contacts').length
    else for (const name of namesOfPeople(batch)) this.#contacts.meet(name, 1)
  }

  view(): WouldCreate {
    return {
      stages: this.#listed('pipelineStages'),
      customFields: this.#plan.newFields.map(({ label }) => label),
      campaigns: this.#listed('campaigns'),
      members: this.#listed('members'),
      products: this.#listed('products'),
      channels: this.#listed('channels'),
      accounts: this.#accounts.size,
      contacts: this.#contacts.size + this.#contactsOfTheirOwn,
    }
  }

  #noteNames(relation: WrittenRelation, batch: Batch, key: string): void {
    const names = this.#names.get(relation) ?? new Map<string, string>()
    for (const row of batch.rowsOf(relation)) names.set(keyOf(row[key]), keyOf(row['name']))
    this.#names.set(relation, names)
  }

  #listed(relation: WrittenRelation): string[] {
    return [...(this.#names.get(relation)?.values() ?? [])].slice(0, namesShownMax)
  }
}

/** By what each new person of a chunk comes up again in the next: their first id, mail or number, else their name. */
function namesOfPeople(batch: Batch): Iterable<string> {
  const names = new Map(batch.rowsOf('contacts').map((row) => [row['id'], `name ${keyOf(row['full_name'])}`]))
  for (const { contact_id: id, kind, key } of [...batch.rowsOf('contactIdentities')].toReversed())
    if (names.has(id)) names.set(id, `${keyOf(kind)} ${keyOf(key)}`)
  return names.values()
}

function keyOf(value: unknown): string {
  return typeof value === 'string' ? value : String(value)
}
