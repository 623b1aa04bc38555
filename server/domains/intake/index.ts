/**
 * Intake: files become records. A file is taken in, recognised and mapped; a check says what a run would do; the run
 * writes chunk by chunk, each chunk and its checkpoint in one transaction, so that it can be cancelled, resumed after
 * a crash and repeated without harm; the whole of it can be undone. No row is dropped silently.
 */
export type { Door } from './engine/source.ts'
export { doorOf } from './engine/source.ts'
export { runImport } from './engine/run.ts'
export type { Bench } from './engine/run.ts'
export { importDirectly } from './direct.ts'
export type { Bring, DirectFile } from './direct.ts'
export { undoImport } from './engine/undo.ts'
export { askCancel, askCheck, askResume, askRun, askUndo, setMapping } from './acts.ts'
export { importPage, proposeMappingAs, readImport } from './imports.ts'
export { forgetMapping, savedMappings, targetFields } from './mappings.ts'
export { problemPage, problemsFile } from './problems.ts'
export { removeFiles } from './purge.ts'
export { previewFile, readAnew } from './readings.ts'
export { refuseExport } from './exporting.ts'
export { receiveFile } from './upload.ts'
