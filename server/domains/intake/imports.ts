import type { EndpointParsed } from '../../../contract/endpoint.ts'
import { fileKeptDays } from '../../../contract/imports.ts'
import type { ImportView, listImports } from '../../../contract/imports.ts'
import type { FileKind, FileOrigin, MappingProposal } from '../../../contract/intake.ts'
import { notFound, Refusal } from '../../platform/refusal.ts'
import type { Scope } from '../../platform/scope.ts'
import { refuseCells, seesCells } from './cells.ts'
import { partsSource } from './engine/source.ts'
import type { Door } from './engine/source.ts'
import { presentImport, presentRow, withoutCells } from './present.ts'
import { descriptionOf, proposeFor, sampleRead } from './recognition.ts'
import * as store from './store/imports.ts'

/** One import with everything its screen needs. Refuses `not-found`. */
export async function readImport(scope: Scope, id: number): Promise<ImportView> {
  const found = await store.selectImport(scope, id)
  if (found === undefined) throw notFound('import')
  const same = found.file_hash === null ? [] : await store.selectSameFiles(scope, found.file_hash, id)
  const view = presentImport(found, { actor: scope.actor, now: scope.now, sameFileAs: same })
  return (await seesCells(scope, found)) ? view : withoutCells(view)
}

/** Imports, the newest first. */
export async function importPage(scope: Scope, query: EndpointParsed<typeof listImports>['query']) {
  const before = query.cursor === undefined ? null : idOf(query.cursor)
  const found = await store.selectImports(scope, { before, limit: query.limit + 1 })
  const shown = found.slice(0, query.limit)
  const last = shown.at(-1)
  return {
    items: shown.map((row) => presentRow(row, scope.actor, scope.now)),
    nextCursor: found.length > shown.length && last !== undefined ? String(last.id) : null,
  }
}

function idOf(cursor: string): number {
  if (!/^\d{1,10}$/.test(cursor))
    throw new Refusal('invalid-input', { place: 'cursor', message: 'This is no place in the list.' })
  return Number(cursor)
}

/** An import whose file is there, for whoever sees what stands in it. Refuses `not-found`, what is gone, and others. */
export async function uploaded(scope: Scope, id: number): Promise<store.ImportRecord> {
  const found = await store.selectImport(scope, id)
  if (found === undefined || found.uploaded_at === null) throw notFound('import')
  refuseWithoutFile(found)
  await refuseCells(scope, found)
  return found
}

/** Refuses what needs the uploaded file once it is gone, and says since when. */
export function refuseWithoutFile({ file_removed_at: removedAt }: store.ImportRecord): void {
  if (removedAt === null) return
  throw new Refusal('not-possible-now', {
    message: `The file of this import was removed on ${removedAt.toISOString().slice(0, 10)}, ${fileKeptDays} days after its last use.`,
    remedy: 'Upload the file again. What was imported from it stays, and can still be undone.',
  })
}

/** What the mapping of an uploaded file would be if it were of another kind. */
export async function proposeMappingAs(
  door: Door,
  id: number,
  as: { readonly kind: FileKind; readonly origin?: FileOrigin | undefined },
): Promise<MappingProposal> {
  const found = await door((scope) => uploaded(scope, id), { readOnly: true })
  const source = partsSource(door, { importId: id, size: found.file_bytes })
  const sampled = await sampleRead(source, descriptionOf(found.recognition))
  return door((scope) => proposeFor(scope, sampled, { kind: as.kind, origin: as.origin ?? 'plain' }), {
    readOnly: true,
  })
}
