import { z } from 'zod'
import { apiPrefix, endpoint, idParams, pageLimitDefault, pageLimitMax } from './endpoint.ts'
import { importMappingView, importProblem, importRow, importView } from './import-views.ts'
import {
  fileChoices,
  fileKind,
  fileOrigin,
  importPreview,
  mapping,
  mappingProposal,
  recordKind,
  targetField,
} from './intake.ts'

export * from './import-views.ts'

const tag = 'Imports'

/** How long an uploaded file is kept after it was last uploaded, tried, run or undone. What it became stays. */
export const fileKeptDays = 30
/** How long an upload may take. What has not arrived by then never will: its sender or the program was cut off. */
export const uploadHoursMax = 24

const importId = z.object({ id: z.coerce.number().int().min(1).max(2_147_483_647) })

const cursorQuery = z.object({
  cursor: z.string().max(500).optional(),
  limit: z.coerce.number().int().min(1).max(pageLimitMax).default(pageLimitDefault),
})

export const createImport = endpoint({
  id: 'createImport',
  method: 'POST',
  path: `${apiPrefix}/imports`,
  summary: 'Upload a file; it is recognised and a mapping proposed',
  description:
    'Multipart with one part `file`. The file is streamed into the database and may hold millions of rows. ' +
    `CSV, TSV and XLSX are told apart by content, whatever the name says. It is kept for ${fileKeptDays} days after its ` +
    'last use; an undo needs it no longer. Sheet, encoding, delimiter and the line ' +
    'of the column names are found out, unless the query names them.',
  tag,
  query: fileChoices,
  consumes: 'multipart/form-data',
  response: importView,
  status: 201,
  refusals: ['not-allowed', 'too-large', 'unreadable-file'],
})

export const listImports = endpoint({
  id: 'listImports',
  method: 'GET',
  path: `${apiPrefix}/imports`,
  summary: 'Imports, the newest first',
  tag,
  query: cursorQuery,
  response: z.object({ items: z.array(importRow), nextCursor: z.string().nullable() }),
})

export const readImport = endpoint({
  id: 'readImport',
  method: 'GET',
  path: `${apiPrefix}/imports/{id}`,
  summary: 'One import: what was recognised, how it is mapped, where it stands',
  tag,
  params: importId,
  response: importView,
  refusals: ['not-found'],
})

export const previewImport = endpoint({
  id: 'previewImport',
  method: 'GET',
  path: `${apiPrefix}/imports/{id}/preview`,
  summary: 'The first lines of an uploaded file, read as the query says; nothing is changed',
  description:
    'What the query leaves out is found out anew. A choice that does not fit the file is refused by its name.',
  tag,
  params: importId,
  query: fileChoices,
  response: importPreview,
  refusals: ['not-allowed', 'not-found', 'not-possible-now', 'too-large', 'unreadable-file'],
})

export const setImportReading = endpoint({
  id: 'setImportReading',
  method: 'PUT',
  path: `${apiPrefix}/imports/{id}/reading`,
  summary: 'Read an uploaded file in another way: sheet, encoding, delimiter, line of the column names',
  description:
    'What the body leaves out is found out anew. The file is recognised anew and mapped anew; a dry run is forgotten. ' +
    'A choice that does not fit the file is refused by its name, and then the file stays read as it was.',
  tag,
  params: importId,
  body: fileChoices,
  response: importView,
  refusals: ['not-allowed', 'not-found', 'not-possible-now', 'too-large', 'unreadable-file'],
})

export const proposeImportMapping = endpoint({
  id: 'proposeImportMapping',
  method: 'GET',
  path: `${apiPrefix}/imports/{id}/proposal`,
  summary: 'A mapping proposed for another kind of file than the likeliest',
  tag,
  params: importId,
  query: z.object({ kind: fileKind, origin: fileOrigin.optional() }),
  response: mappingProposal,
  refusals: ['not-allowed', 'not-found', 'not-possible-now'],
})

export const listImportTargets = endpoint({
  id: 'listImportTargets',
  method: 'GET',
  path: `${apiPrefix}/import-targets`,
  summary: 'The fields that columns of a file can be mapped to',
  tag,
  query: z.object({ into: recordKind }),
  response: z.object({ items: z.array(targetField) }),
})

export const setImportMapping = endpoint({
  id: 'setImportMapping',
  method: 'PUT',
  path: `${apiPrefix}/imports/{id}/mapping`,
  summary: 'Set the mapping of an import, and save it for files with the same columns',
  tag,
  params: importId,
  body: z.object({
    mapping,
    saveAs: z.string().trim().min(1).max(120).optional().describe('Save it under this name for next time.'),
  }),
  response: importView,
  refusals: ['not-allowed', 'not-found', 'not-possible-now'],
})

export const checkImport = endpoint({
  id: 'checkImport',
  method: 'POST',
  path: `${apiPrefix}/imports/{id}/check`,
  summary: 'Begin a dry run: what would be new, changed, duplicate and refused; nothing is written',
  tag,
  params: importId,
  response: importView,
  status: 202,
  refusals: ['not-allowed', 'not-found', 'not-possible-now'],
})

export const runImport = endpoint({
  id: 'runImport',
  method: 'POST',
  path: `${apiPrefix}/imports/{id}/run`,
  summary: 'Begin the import',
  tag,
  params: importId,
  response: importView,
  status: 202,
  refusals: ['not-allowed', 'not-found', 'not-possible-now'],
})

export const cancelImport = endpoint({
  id: 'cancelImport',
  method: 'POST',
  path: `${apiPrefix}/imports/{id}/cancellation`,
  summary: 'Stop a check or a run after the rows it has in hand; what was written stays',
  tag,
  params: importId,
  response: importView,
  status: 202,
  refusals: ['not-allowed', 'not-found', 'not-possible-now'],
})

export const resumeImport = endpoint({
  id: 'resumeImport',
  method: 'POST',
  path: `${apiPrefix}/imports/{id}/resumption`,
  summary: 'Continue a cancelled or failed run where it stopped',
  description: `Refused once the file was removed, ${fileKeptDays} days after its last use.`,
  tag,
  params: importId,
  response: importView,
  status: 202,
  refusals: ['not-allowed', 'not-found', 'not-possible-now'],
})

export const undoImport = endpoint({
  id: 'undoImport',
  method: 'POST',
  path: `${apiPrefix}/imports/{id}/undoing`,
  summary: 'Undo the whole import: remove what it made, restore what it changed',
  description: 'Records that others built on since are kept and counted. The file is not needed for it.',
  tag,
  params: importId,
  response: importView,
  status: 202,
  refusals: ['not-allowed', 'not-found', 'not-possible-now'],
})

const problemQuery = z.object({
  pass: z.enum(['check', 'run']).optional().describe('The latest pass unless told.'),
  severity: z.enum(['refused', 'flagged']).optional(),
  code: z.string().max(60).optional(),
})

export const listImportProblems = endpoint({
  id: 'listImportProblems',
  method: 'GET',
  path: `${apiPrefix}/imports/{id}/problems`,
  summary: 'Refused and flagged rows in the order of the file',
  tag,
  params: importId,
  query: cursorQuery.extend(problemQuery.shape),
  response: z.object({
    items: z.array(importProblem),
    nextCursor: z.string().nullable(),
    total: z.number().int(),
  }),
  refusals: ['not-allowed', 'not-found'],
})

export const exportImportProblems = endpoint({
  id: 'exportImportProblems',
  method: 'GET',
  path: `${apiPrefix}/imports/{id}/problems.csv`,
  summary: 'Refused and flagged rows as a file: line, column, value, remedy and the original cells',
  description: 'Without the original cells once the uploaded file was removed.',
  tag,
  params: importId,
  query: problemQuery,
  response: null,
  produces: 'text/csv',
  status: 200,
  refusals: ['not-found'],
})

export const listImportMappings = endpoint({
  id: 'listImportMappings',
  method: 'GET',
  path: `${apiPrefix}/import-mappings`,
  summary: 'Saved mappings',
  tag,
  response: z.object({ items: z.array(importMappingView) }),
})

export const deleteImportMapping = endpoint({
  id: 'deleteImportMapping',
  method: 'DELETE',
  path: `${apiPrefix}/import-mappings/{id}`,
  summary: 'Forget a saved mapping',
  tag,
  params: idParams,
  response: null,
  refusals: ['not-allowed', 'not-found'],
})
