import { z } from 'zod'
import { instant } from './endpoint.ts'
import {
  fileDescription,
  fileKind,
  mapping,
  mappingProposal,
  recognition,
  recordKind,
  rowProblemCodes,
} from './intake.ts'

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
    fileRemovedAt: instant
      .nullable()
      .describe(
        'Since when the uploaded file is gone. It can still be undone, and no longer tried, run or resumed.',
      ),
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
