import { z } from 'zod'
import { apiPrefix, endpoint, idParams, instant, pageLimitDefault, pageLimitMax } from './endpoint.ts'
import {
  fileDescription,
  fileKind,
  fileOrigin,
  mapping,
  mappingProposal,
  recognition,
  recordKind,
  rowProblemCodes,
  targetField,
} from './intake.ts'

const tag = 'Imports'

/** What only shows when a row meets the rest of the file or what stands in the workspace. */
export const meetingProblemCodes = [
  'duplicate-row',
  'keys-of-two-records',
  'stage-backward',
  'stages-out-of-order',
  'unknown-deal',
  'unknown-lead',
] as const

export const importProblemCode = z.enum([...rowProblemCodes, ...meetingProblemCodes])
export type ImportProblemCode = z.infer<typeof importProblemCode>

/**
 * Where an import stands, derived from its dated columns. A failed or cancelled run can be resumed; what it wrote
 * stays until then, or until it is undone.
 */
export const importStates = [
  'uploading',
  'uploaded',
  'checking',
  'checked',
  'running',
  'cancelling',
  'cancelled',
  'failed',
  'finished',
  'undoing',
  'undone',
] as const
export type ImportState = (typeof importStates)[number]

/** Every row of the file ends in exactly one of the first five; `flagged` counts rows kept with a remark. */
export const importCounts = z
  .object({
    rows: z.number().int(),
    created: z.number().int(),
    changed: z.number().int(),
    unchanged: z.number().int(),
    duplicate: z.number().int(),
    refused: z.number().int(),
    flagged: z.number().int(),
  })
  .meta({ id: 'ImportCounts' })
export type ImportCounts = z.infer<typeof importCounts>

export const importProblem = z
  .object({
    id: z.number().int(),
    pass: z.enum(['check', 'run']),
    severity: z.enum(['refused', 'flagged']),
    line: z.number().int(),
    column: z.string().nullable(),
    value: z.string().nullable(),
    code: z.string(),
    message: z.string(),
    remedy: z.string(),
  })
  .meta({ id: 'ImportProblem' })
export type ImportProblemView = z.infer<typeof importProblem>

/** Names that the run would make because nothing has them yet; at most `namesShownMax` of each are listed. */
export const wouldCreate = z.object({
  stages: z.array(z.string()),
  customFields: z.array(z.string()),
  campaigns: z.array(z.string()),
  members: z.array(z.string()),
  products: z.array(z.string()),
  channels: z.array(z.string()),
  accounts: z.number().int(),
  contacts: z.number().int(),
})
export type WouldCreate = z.infer<typeof wouldCreate>
export const namesShownMax = 200

export const importCheck = z
  .object({
    counts: importCounts,
    wouldCreate,
    problemCounts: z.record(z.string(), z.number().int()).describe('Rows by code of what was found.'),
    firstProblems: z.array(importProblem.omit({ id: true, pass: true })),
  })
  .meta({ id: 'ImportCheck' })
export type ImportCheck = z.infer<typeof importCheck>

/** What an undo took back, and what it left because something else was built on it since. */
export const importUndo = z
  .object({
    removed: z.record(z.string(), z.number().int()),
    kept: z.record(z.string(), z.number().int()),
    restored: z.number().int(),
  })
  .meta({ id: 'ImportUndo' })
export type ImportUndo = z.infer<typeof importUndo>

export const importRecognition = z.object({
  file: fileDescription,
  recognition,
  proposal: mappingProposal.nullable().describe('Null where nothing in the file can be written.'),
  saved: z
    .object({ id: z.uuid(), name: z.string(), mapping })
    .nullable()
    .describe('A mapping saved for a file with the same column names.'),
})
export type ImportRecognition = z.infer<typeof importRecognition>

export const importRow = z
  .object({
    id: z.number().int(),
    fileName: z.string(),
    fileBytes: z.number().int(),
    kind: fileKind.nullable(),
    origin: z.string().nullable(),
    state: z.enum(importStates),
    counts: importCounts,
    rowsTotal: z.number().int().nullable(),
    rowsDone: z.number().int(),
    progress: z.number().min(0).max(1).nullable().describe('Of the pass that is under way.'),
    rowsPerSecond: z.number().nullable(),
    secondsLeft: z.number().nullable(),
    failure: z.string().nullable(),
    createdBy: z.object({ id: z.uuid(), name: z.string() }).nullable(),
    createdAt: instant,
    startedAt: instant.nullable(),
    finishedAt: instant.nullable(),
    undo: importUndo.nullable(),
    can: z.object({
      map: z.boolean(),
      check: z.boolean(),
      run: z.boolean(),
      cancel: z.boolean(),
      resume: z.boolean(),
      undo: z.boolean(),
    }),
  })
  .meta({ id: 'ImportRow' })
export type ImportRow = z.infer<typeof importRow>

export const importView = importRow
  .extend({
    recognition: importRecognition.nullable(),
    mapping: mapping
      .nullable()
      .describe('In force: the one that was set, else the saved, else the proposed.'),
    check: importCheck.nullable(),
    sameFileAs: z.array(z.number().int()).describe('Earlier imports of the very same bytes.'),
  })
  .meta({ id: 'Import' })
export type ImportView = z.infer<typeof importView>

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
    'CSV, TSV and XLSX are told apart by content, whatever the name says.',
  tag,
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

export const proposeImportMapping = endpoint({
  id: 'proposeImportMapping',
  method: 'GET',
  path: `${apiPrefix}/imports/{id}/proposal`,
  summary: 'A mapping proposed for another kind of file than the likeliest',
  tag,
  params: importId,
  query: z.object({ kind: fileKind, origin: fileOrigin.optional() }),
  response: mappingProposal,
  refusals: ['not-found', 'not-possible-now'],
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
  description: 'Records that others built on since are kept and counted.',
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
  refusals: ['not-found'],
})

export const exportImportProblems = endpoint({
  id: 'exportImportProblems',
  method: 'GET',
  path: `${apiPrefix}/imports/{id}/problems.csv`,
  summary: 'Refused and flagged rows as a file: line, column, value, remedy and the original cells',
  tag,
  params: importId,
  query: problemQuery,
  response: null,
  produces: 'text/csv',
  status: 200,
  refusals: ['not-found'],
})

export const importMappingView = z
  .object({
    id: z.uuid(),
    name: z.string(),
    kind: z.string(),
    into: recordKind,
    columns: z.array(z.string()),
    updatedAt: instant,
    mapping,
  })
  .meta({ id: 'ImportMapping' })
export type ImportMappingView = z.infer<typeof importMappingView>

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
