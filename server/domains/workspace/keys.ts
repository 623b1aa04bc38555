import type { KeyView } from '../../../contract/workspace.ts'
import type { Scope } from '../../platform/scope.ts'
import { notFound, Refusal } from '../../platform/refusal.ts'
import { newToken, tokenHash } from '../../platform/secrets.ts'
import { record } from '../journal/index.ts'
import { insertKey, revokeKeys, selectKeys } from './keys.store.ts'
import type { KeyRow } from './keys.store.ts'
import { mayIssueKey, mayRevokeKey, maySeeAllKeys } from './policy.ts'
import { presentKey } from './present.ts'

const keysOfMemberMax = 50
const prefixLength = 12
/** Lets people and secret scanners see what it is. */
const keyBeginning = 'rapport_'

export async function listKeys(scope: Scope): Promise<{ items: KeyView[] }> {
  return { items: (await visibleKeys(scope)).map((row) => presentKey(scope.actor, row)) }
}

/** Makes a key and shows its secret this once; only its hash is kept. Refuses `not-allowed`, `not-possible-now`. */
export async function issueKey(scope: Scope, name: string): Promise<KeyView & { secret: string }> {
  const { memberId } = scope.actor
  if (memberId === null || !mayIssueKey(scope.actor)) throw new Refusal('not-allowed')
  const own = await selectKeys(scope, memberId)
  if (own.length >= keysOfMemberMax) {
    throw new Refusal('not-possible-now', { message: `A member has at most ${keysOfMemberMax} keys.` })
  }
  const secret = keyBeginning + newToken()
  const prefix = secret.slice(0, prefixLength)
  const id = await insertKey(scope, { name, prefix, hash: tokenHash(secret), memberId })
  await record(scope, { kind: 'key.issued', subjectKind: 'key', subjectId: id, payload: { name } })
  return { ...presentKey(scope.actor, await keyNamed(scope, id)), secret }
}

export async function revokeKey(scope: Scope, id: string): Promise<void> {
  const key = await keyNamed(scope, id)
  if (!mayRevokeKey(scope.actor, key.member_id)) throw new Refusal('not-allowed')
  await revokeKeys(scope, { id })
  await record(scope, { kind: 'key.revoked', subjectKind: 'key', subjectId: id, payload: { name: key.name } })
}

async function visibleKeys(scope: Scope): Promise<KeyRow[]> {
  if (maySeeAllKeys(scope.actor)) return selectKeys(scope)
  return scope.actor.memberId === null ? [] : selectKeys(scope, scope.actor.memberId)
}

async function keyNamed(scope: Scope, id: string): Promise<KeyRow> {
  const row = (await visibleKeys(scope)).find((key) => key.id === id)
  if (row === undefined) throw notFound('key')
  return row
}
