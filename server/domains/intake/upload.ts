import { createHash } from 'node:crypto'
import type { ImportView } from '../../../contract/imports.ts'
import type { FileChoices } from '../../../contract/intake.ts'
import { Refusal } from '../../platform/refusal.ts'
import type { Scope } from '../../platform/scope.ts'
import { record } from '../journal/index.ts'
import { partsSource, storeParts } from './engine/source.ts'
import type { Door } from './engine/source.ts'
import { readImport } from './imports.ts'
import { canImport } from './policy.ts'
import { recogniseFile, recognisedColumns, sampleFile } from './recognition.ts'
import type { Recognised } from './recognition.ts'
import * as store from './store/imports.ts'

const fileNameLengthMax = 300

export type Upload = {
  readonly fileName: string
  readonly stream: AsyncIterable<Uint8Array>
  /** Whether the stream was cut off at the limit; known once it has ended. */
  readonly wasCut: () => boolean
  /** How it is to be read, where the sender knows better than a guess. */
  readonly choices?: FileChoices
}

/**
 * Takes a file in, in parts and in constant memory, and says what it is. A file that cannot be read leaves nothing
 * behind. Refuses `unreadable-file` and `too-large`, and by its name a choice that does not fit the file.
 */
export async function receiveFile(door: Door, upload: Upload): Promise<ImportView> {
  const importId = await door(async (scope) => {
    if (!canImport(scope.actor)) throw new Refusal('not-allowed')
    return store.insertImport(scope, upload.fileName.slice(0, fileNameLengthMax) || 'file')
  })
  try {
    const { size, hash } = await receiveBytes(door, importId, upload)
    if (upload.wasCut()) throw new Refusal('too-large')
    const sampled = await sampleFile(partsSource(door, { importId, size }), upload.choices)
    return await door(async (scope) => {
      const recognised = await recogniseFile(scope, sampled)
      await keepRecognised(scope, { importId, size, hash, recognised })
      return readImport(scope, importId)
    })
  } catch (error) {
    await door((scope) => store.deleteImport(scope, importId))
    throw error
  }
}

async function receiveBytes(
  door: Door,
  importId: number,
  upload: Upload,
): Promise<{ size: number; hash: string }> {
  const hash = createHash('sha256')
  const hashed = async function* () {
    for await (const chunk of upload.stream) {
      hash.update(chunk)
      yield chunk
    }
  }
  const size = await storeParts(door, importId, hashed())
  return { size, hash: hash.digest('hex') }
}

type Received = {
  readonly importId: number
  readonly size: number
  readonly hash: string
  readonly recognised: Recognised
}

async function keepRecognised(scope: Scope, { importId, size, hash, recognised }: Received): Promise<void> {
  await store.updateImport(scope, importId, {
    file_bytes: size,
    file_hash: hash,
    uploaded_at: scope.now,
    ...recognisedColumns(recognised),
  })
  await record(scope, {
    kind: 'import.uploaded',
    subjectKind: 'import',
    subjectId: importId,
    payload: { bytes: size },
  })
}
