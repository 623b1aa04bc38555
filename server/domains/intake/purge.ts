import { z } from 'zod'
import { fileKeptDays, uploadHoursMax } from '../../../contract/imports.ts'
import type { ImportState } from '../../../contract/imports.ts'
import type { Scope } from '../../platform/scope.ts'
import { record } from '../journal/index.ts'
import type { Door } from './engine/source.ts'
import { stateOf } from './present.ts'
import * as store from './store/imports.ts'
import { deleteParts } from './store/parts.ts'

const hourMs = 3_600_000
const dayMs = 24 * hourMs
/** How many of a workspace go in one night; the rest waits for the next. */
const purgedAtOnceMax = 500

/** What reads the file, or will go on reading it. */
const needsFile: ReadonlySet<ImportState> = new Set([
  'uploading',
  'checking',
  'running',
  'cancelling',
  'undoing',
])

/**
 * Removes the files of imports that nobody has touched for `fileKeptDays`, and whole uploads that have not ended within
 * `uploadHoursMax`. Each is an act of its own, with its event.
 */
export async function purge(door: Door): Promise<{ files: number; uploads: number }> {
  const limit = purgedAtOnceMax
  const unused = await door((scope) => store.selectUnused(scope, { before: keptSince(scope), limit }))
  const abandoned = await door((scope) => store.selectAbandoned(scope, { before: openSince(scope), limit }))
  let files = 0
  for (const id of unused) if (await door((scope) => removeFile(scope, id))) files += 1
  let uploads = 0
  for (const id of abandoned) if (await door((scope) => removeUpload(scope, id))) uploads += 1
  return { files, uploads }
}

const keptSince = ({ now }: Scope) => new Date(now.getTime() - fileKeptDays * dayMs)
const openSince = ({ now }: Scope) => new Date(now.getTime() - uploadHoursMax * hourMs)

/** Looked at once more behind the lock: somebody may have run or resumed it in the meantime. */
async function removeFile(scope: Scope, id: number): Promise<boolean> {
  const found = await store.lockImport(scope, id)
  if (found === undefined || needsFile.has(stateOf(found))) return false
  const [still] = await store.selectUnused(scope, { before: keptSince(scope), limit: 1, importId: id })
  if (still === undefined) return false
  await deleteParts(scope, id)
  await store.updateImport(scope, id, { file_removed_at: scope.now })
  await record(scope, {
    kind: 'import.file-removed',
    subjectKind: 'import',
    subjectId: id,
    payload: { fileName: found.file_name, bytes: found.file_bytes },
  })
  return true
}

async function removeUpload(scope: Scope, id: number): Promise<boolean> {
  const found = await store.lockImport(scope, id)
  if (found === undefined || found.uploaded_at !== null) return false
  await store.deleteImport(scope, id)
  await record(scope, {
    kind: 'import.upload-abandoned',
    subjectKind: 'import',
    subjectId: id,
    payload: { fileName: found.file_name },
  })
  return true
}

/**
 * Removes the files of these imports at once, and the cells that were kept of them as samples, as part of an act that
 * records its own event. Files that are gone already, and those that are being read, are left out.
 */
export async function removeFiles(
  scope: Scope,
  importIds: readonly number[],
): Promise<{ importId: number; fileName: string }[]> {
  const removed: { importId: number; fileName: string }[] = []
  for (const id of importIds) {
    const found = await store.lockImport(scope, id)
    if (found === undefined || needsFile.has(stateOf(found))) continue
    const file_removed_at = found.file_removed_at ?? scope.now
    if (found.file_removed_at === null) {
      await deleteParts(scope, id)
      removed.push({ importId: id, fileName: found.file_name })
    }
    await store.updateImport(scope, id, { file_removed_at, ...withoutCells(found) })
  }
  return removed
}

const described = z.record(z.string(), z.unknown())
const proposed = z.object({ proposal: z.looseObject({ columns: z.array(described) }) })

/** What was recognised and found in a file, without any cell of it: samples, near names and examples are cells. */
function withoutCells({ recognition, check_result: check }: store.ImportRecord): store.ImportPatch {
  const known = proposed.safeParse(recognition)
  const bare = known.data?.proposal.columns.map(({ ambiguity: _some, nearNames: _names, ...column }) => ({
    ...column,
    samples: [],
  }))
  const proposal = { ...known.data?.proposal, columns: bare }
  const checked = described.safeParse(check)
  return {
    ...(known.success ? { recognition: JSON.stringify({ ...described.parse(recognition), proposal }) } : {}),
    ...(checked.success ? { check_result: JSON.stringify({ ...checked.data, firstProblems: [] }) } : {}),
  }
}
