import { inScope } from '../../../platform/scope.ts'
import type { Database, Scope, ScopeInput } from '../../../platform/scope.ts'
import type { Source } from '../reading/source.ts'
import { insertPart, selectPart } from '../store/parts.ts'

/** How the file is cut in the database: large enough to be fast, small enough that what carried a part is soon free. */
export const partBytesMax = 256 * 1024

/** Opens a transaction of its own behind the wall of one workspace. */
export type Door = <T>(
  work: (scope: Scope) => Promise<T>,
  options?: { readonly readOnly?: boolean },
) => Promise<T>

export function doorOf(
  database: Database,
  input: Omit<ScopeInput, 'now'> & { readonly now: () => Date },
): Door {
  return (work, options) =>
    inScope(database, { ...input, now: input.now(), readOnly: options?.readOnly ?? false }, work)
}

/** The bytes of an uploaded file, part by part; `onBytes` hears how many have been read since it was opened. */
export function partsSource(
  door: Door,
  file: { readonly importId: number; readonly size: number },
  onBytes: (bytes: number) => void = () => {},
): Source {
  return {
    size: file.size,
    async *open() {
      let read = 0
      for (let part = 0; ; part += 1) {
        const bytes = await door((scope) => selectPart(scope, file.importId, part), { readOnly: true })
        if (bytes === undefined) return
        read += bytes.length
        onBytes(read)
        yield bytes
      }
    },
  }
}

/** Writes a stream into parts, each in a transaction of its own. Answers how many bytes there were. */
export async function storeParts(
  door: Door,
  importId: number,
  stream: AsyncIterable<Uint8Array>,
): Promise<number> {
  let held: Uint8Array[] = []
  let heldBytes = 0
  let part = 0
  let size = 0
  const store = async () => {
    const bytes = Buffer.concat(held)
    held = []
    heldBytes = 0
    const number = part
    part += 1
    await door((scope) => insertPart(scope, importId, { part: number, bytes }))
  }
  for await (const chunk of stream) {
    held.push(chunk)
    heldBytes += chunk.length
    size += chunk.length
    if (heldBytes >= partBytesMax) await store()
  }
  if (heldBytes > 0) await store()
  return size
}
