import type { FileDescription } from '../../../../contract/intake.ts'
import type { Cleaned } from './clean.ts'
import { cleanLines } from './clean.ts'
import { delimitedRows } from './delimited.ts'
import { decoded } from './encoding.ts'
import type { RowBatch } from './row-batch.ts'
import type { Source } from './source.ts'
import { sheetRows } from './spreadsheet.ts'

/**
 * All rows of a file in its order, in batches of some thousand, read only as fast as they are taken. Memory does
 * not grow with a delimited file; a spreadsheet is held whole, within its limit.
 */
export function readRows(
  source: Source,
  description: FileDescription,
  counted?: Cleaned,
): AsyncIterable<RowBatch> {
  const cleaned = counted ?? { removed: 0 }
  const { columns, dataFromLine, sheet, delimiter } = description
  if (description.format === 'xlsx')
    return sheetRows(source, { sheet: sheet ?? '', columns, dataFromLine, cleaned })
  const text = cleanLines(decoded(source, description.encoding), cleaned)
  return delimitedRows(text, { delimiter: delimiter ?? ',', columns, dataFromLine })
}

/** The first rows of a file, at most `rowsMax`, for recognising and proposing. */
export async function sampleRows(
  source: Source,
  description: FileDescription,
  rowsMax: number,
): Promise<readonly (readonly string[])[]> {
  const sample: (readonly string[])[] = []
  for await (const batch of readRows(source, description)) {
    for (const cells of batch.rows) if (sample.length < rowsMax) sample.push(cells)
    if (sample.length >= rowsMax) break
  }
  return sample
}
