import { previewCellLengthMax, previewColumnsMax, previewRowsMax } from '../../../contract/intake.ts'
import type { FileChoices, ImportPreview } from '../../../contract/intake.ts'
import type { ImportView } from '../../../contract/imports.ts'
import type { Scope } from '../../platform/scope.ts'
import { record } from '../journal/index.ts'
import { permitted, unchecked } from './acts.ts'
import { partsSource } from './engine/source.ts'
import type { Door } from './engine/source.ts'
import { readImport, uploaded } from './imports.ts'
import { recogniseFile, recognisedColumns, sampleFile } from './recognition.ts'
import { lookInto } from './reading/inspect.ts'
import type { Look } from './reading/inspect.ts'
import type { Source } from './reading/source.ts'
import { updateImport } from './store/imports.ts'
import type { ImportRecord } from './store/imports.ts'

/** How many lines above the column names are shown, so that one sees what was passed over. */
const linesAboveShown = 8

/** The first lines of an uploaded file, read as somebody chooses; changes nothing. Refuses what does not fit. */
export async function previewFile(door: Door, id: number, choices: FileChoices): Promise<ImportPreview> {
  const found = await door((scope) => uploaded(scope, id), { readOnly: true })
  return presentLook(await lookInto(sourceOf(door, found), choices))
}

function presentLook({ file, head }: Look): ImportPreview {
  const from = Math.max(0, head.lines.indexOf(file.headerLine) - linesAboveShown)
  const rows = head.rows.slice(from, from + previewRowsMax)
  return {
    file,
    rows: rows.map((cells, at) => ({
      line: head.lines[from + at] ?? 0,
      cells: cells.slice(0, previewColumnsMax).map((cell) => cell.slice(0, previewCellLengthMax)),
    })),
  }
}

/**
 * Reads an uploaded file in another way: it is recognised and mapped anew, and a dry run is forgotten. Refuses
 * choices that do not fit the file, which then stays read as it was.
 */
export async function readAnew(door: Door, id: number, choices: FileChoices): Promise<ImportView> {
  const found = await door((scope) => permitted(scope, id, 'map'))
  const sampled = await sampleFile(sourceOf(door, found), choices)
  return door(async (scope) => {
    await permitted(scope, id, 'map')
    const recognised = await recogniseFile(scope, sampled)
    await updateImport(scope, id, { ...recognisedColumns(recognised), ...unchecked })
    await noteReading(scope, id, choices)
    return readImport(scope, id)
  })
}

function noteReading(scope: Scope, id: number, choices: FileChoices): Promise<number> {
  return record(scope, {
    kind: 'import.read-anew',
    subjectKind: 'import',
    subjectId: id,
    payload: { choices },
  })
}

function sourceOf(door: Door, found: ImportRecord): Source {
  return partsSource(door, { importId: found.id, size: found.file_bytes })
}
