import { createHash } from 'node:crypto'

/** What makes two touches the same: the sender's own key, the id in its source, or else everything that is said. */
export type TouchIdentity = {
  readonly key?: string | undefined
  readonly source?: string | undefined
  readonly externalId?: string | undefined
  readonly content: readonly (string | number | null)[]
}

/** The key a touch is stored under: 128 bits of a digest, written as a UUID of version 8. */
export function touchKey({ key, source, externalId, content }: TouchIdentity): string {
  if (key !== undefined) return digestKey(['key', key])
  if (externalId !== undefined) return digestKey(['external', source ?? '', externalId])
  return digestKey(['content', ...content])
}

function digestKey(parts: readonly (string | number | null)[]): string {
  const digest = createHash('md5').update(JSON.stringify(parts)).digest('hex')
  const variant = ((Number.parseInt(digest.charAt(16), 16) & 3) | 8).toString(16)
  const groups = [
    digest.slice(0, 8),
    digest.slice(8, 12),
    `8${digest.slice(13, 16)}`,
    `${variant}${digest.slice(17, 20)}`,
    digest.slice(20),
  ]
  return groups.join('-')
}
