import { Refusal } from '../../platform/refusal.ts'
import type { Scope } from '../../platform/scope.ts'
import { isErased } from './erased.store.ts'

/** Nothing is done any more with whoever was erased. Refuses `not-possible-now`. */
export async function refuseErased(scope: Scope, ids: readonly string[]): Promise<void> {
  if (!(await isErased(scope, ids))) return
  throw new Refusal('not-possible-now', {
    message: 'This person was erased, and nothing brings them back.',
    remedy: 'Add the person anew if they come again.',
  })
}
