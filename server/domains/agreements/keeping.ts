import { Refusal } from '../../platform/refusal.ts'
import type { Scope } from '../../platform/scope.ts'
import { holdTurn } from '../../platform/turn.ts'
import { refuseTaken } from './drafting.ts'
import { agreementWith, stateWords } from './held.ts'
import { mayKeepOrder } from './policy.ts'
import { stateOf } from './rules/standing.ts'
import { nameKey } from '../../../contract/names.ts'
import * as store from './store.ts'
import { recordAct } from './telling.ts'

/** Gives an agreement another title. The title of a term is the word itself, so no other may have it. */
export async function renameAgreement(scope: Scope, id: string, title: string): Promise<void> {
  const { agreement } = await agreementWith(scope, id, { lock: true })
  if (!mayKeepOrder(scope.actor)) throw new Refusal('not-allowed')
  const subject = agreement.kind === 'term' ? nameKey(title) : agreement.subject
  await holdTurn(scope, 'begin an agreement')
  await refuseTaken(scope, { ...agreement, subject, except: id })
  await store.updateAgreement(scope, id, { title, subject })
  await recordAct(scope, { agreement }, { kind: 'agreement.renamed', to: title })
}

/** Puts an agreement away. Refuses as long as anything of it is proposed, agreed or in force. */
export async function archiveAgreement(scope: Scope, id: string): Promise<void> {
  const { agreement, versions } = await agreementWith(scope, id, { lock: true })
  if (!mayKeepOrder(scope.actor)) throw new Refusal('not-allowed')
  if (agreement.archivedAt !== null) return
  const living = versions
    .map((version) => ({ version, state: stateOf(version, versions, scope.now) }))
    .find(({ state }) => state === 'proposed' || state === 'agreed' || state === 'in-force')
  if (living !== undefined)
    throw new Refusal('not-possible-now', {
      message: `Version ${living.version.number} is ${stateWords[living.state]}.`,
      remedy: 'Withdraw it first, or let it be.',
    })
  await store.updateAgreement(scope, id, { archived_at: scope.now })
  await recordAct(scope, { agreement }, { kind: 'agreement.archived' })
}

/** Takes an agreement out of the archive. Refuses where another has its subject by now. */
export async function restoreAgreement(scope: Scope, id: string): Promise<void> {
  const { agreement } = await agreementWith(scope, id, { lock: true })
  if (!mayKeepOrder(scope.actor)) throw new Refusal('not-allowed')
  if (agreement.archivedAt === null) return
  await holdTurn(scope, 'begin an agreement')
  await refuseTaken(scope, { ...agreement, except: id })
  await store.updateAgreement(scope, id, { archived_at: null })
  await recordAct(scope, { agreement }, { kind: 'agreement.restored' })
}
