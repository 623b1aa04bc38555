import type { z } from 'zod'

/** Where a page ended, as an opaque text. */
export function writeCursor(parts: readonly (string | number)[]): string {
  return Buffer.from(JSON.stringify(parts)).toString('base64url')
}

/** Reads it back; undefined for none, and for one that was made up: the list then begins anew. */
export function readCursor<Parts>(cursor: string | undefined, shape: z.ZodType<Parts>): Parts | undefined {
  if (cursor === undefined) return undefined
  const parsed = shape.safeParse(parseJson(Buffer.from(cursor, 'base64url').toString('utf8')))
  return parsed.success ? parsed.data : undefined
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
