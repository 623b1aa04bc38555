import { Readable } from 'node:stream'
import type { Mapping } from '../../../contract/intake.ts'
import { record } from '../journal/index.ts'
import { runImport } from './engine/run.ts'
import type { Bench } from './engine/run.ts'
import { setMapping } from './acts.ts'
import { readImport } from './imports.ts'
import { receiveFile } from './upload.ts'
import { updateImport } from './store/imports.ts'
import type { Database } from '../../platform/scope.ts'
import { takeTurn } from '../../platform/turn.ts'

const pieceBytes = 64 * 1024

export type DirectFile = {
  readonly fileName: string
  readonly content: string
  readonly mapping: Mapping
}

export type DirectPlace = { readonly database: Database; readonly workspaceId: number }

/** Takes files in and imports them one after the other. Of two that run at once, neither may name what the other does. */
export type Bring = (bench: Bench, files: Iterable<DirectFile>) => Promise<void>

/**
 * Hands over what takes files in and imports them at once, in this process instead of the queue, by the very same
 * engine and while no other import writes into the workspace. It throws when a row is refused: whoever calls this has
 * made the files and answers for them.
 */
export async function importDirectly(
  { database, workspaceId }: DirectPlace,
  work: (bring: Bring) => Promise<void>,
): Promise<void> {
  const alone = await takeTurn({ database, workspaceId, to: 'import' }, () => work(bring))
  if (!alone) throw new Error('another import writes into this workspace')
}

async function bring(bench: Bench, files: Iterable<DirectFile>): Promise<void> {
  for await (const { id, fileName } of received(bench, files)) await importOne(bench, id, fileName)
}

type Received = { readonly id: number; readonly fileName: string }

/** Takes each file in while the one before it is imported. */
async function* received(bench: Bench, files: Iterable<DirectFile>): AsyncGenerator<Received> {
  let next: Promise<Received> | undefined
  try {
    for (const file of files) {
      const before = await next
      next = receiveOne(bench, file)
      // A failure is met when its turn comes.
      next.catch(() => {})
      if (before !== undefined) yield before
    }
    if (next !== undefined) yield await next
  } finally {
    await next?.catch(() => {})
  }
}

async function receiveOne({ door }: Bench, file: DirectFile): Promise<Received> {
  const stream = Readable.from(pieces(Buffer.from(file.content, 'utf8')))
  const { id } = await receiveFile(door, { fileName: file.fileName, stream, wasCut: () => false })
  await door((scope) => setMapping(scope, id, { mapping: file.mapping }))
  return { id, fileName: file.fileName }
}

/** The file as an upload would bring it: recognising it reads its beginning, which is not to fetch the whole. */
function* pieces(bytes: Buffer): Generator<Buffer> {
  for (let at = 0; at < bytes.length; at += pieceBytes) yield bytes.subarray(at, at + pieceBytes)
}

async function importOne(bench: Bench, id: number, fileName: string): Promise<void> {
  await bench.door(async (scope) => {
    await updateImport(scope, id, { started_at: scope.now, counts: '{}' })
    const payload = { fileName }
    await record(scope, { kind: 'import.begun', subjectKind: 'import', subjectId: id, payload })
  })
  await runImport(bench, id)
  const { counts, state } = await bench.door((scope) => readImport(scope, id))
  if (state !== 'finished' || counts.refused > 0) {
    throw new Error(`${fileName} was not imported whole: ${state}, ${counts.refused} rows refused`)
  }
}
