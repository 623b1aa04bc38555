import type { Scope } from '../../platform/scope.ts'
import { holdTurn } from '../../platform/turn.ts'
import { record } from '../journal/index.ts'
import { workspaceSettings } from '../workspace/index.ts'
import { defaultAgreements } from './rules/default-bodies.ts'
import { subjectOf } from './rules/subject.ts'
import * as store from './store.ts'
import { insertVersion } from './writing.store.ts'

/** What a new workspace begins with: adopted defaults, in force from the moment it is founded, signed by nobody. */
export async function layAgreements(scope: Scope): Promise<void> {
  await layFrom(scope, scope.now)
}

/**
 * Gives a workspace that was founded before there were agreements its defaults, in force from when it was founded.
 * Where there is any agreement, nothing happens.
 */
export async function adoptDefaults(scope: Scope): Promise<void> {
  await holdTurn(scope, 'begin an agreement')
  if ((await store.countAll(scope)) > 0) return
  const { createdAt } = await workspaceSettings(scope)
  await layFrom(scope, createdAt < scope.now ? createdAt : scope.now)
  await record(scope, {
    kind: 'agreements.adopted',
    subjectKind: 'workspace',
    subjectId: scope.workspaceId,
    payload: { agreements: defaultAgreements.length },
  })
}

async function layFrom(scope: Scope, from: Date): Promise<void> {
  for (const { title, body } of defaultAgreements) {
    const agreement = { kind: body.kind, subject: subjectOf(body, title), title }
    const agreementId = await store.insertAgreement(scope, agreement)
    const draft = { agreementId, number: 1, basedOnId: null, body, quiz: [], effectiveFrom: null }
    await insertVersion(scope, { ...draft, why: adoptedWhy, adoptedFrom: from })
  }
}

const adoptedWhy = 'A default that Rapport begins with. Both teams may sign another version.'
