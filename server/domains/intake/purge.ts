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
