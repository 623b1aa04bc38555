import * as discussion from '../../../contract/agreement-discussion.ts'
import * as contract from '../../../contract/agreements.ts'
import * as signatories from '../../../contract/signatories.ts'
import { serve } from '../../http/resource.ts'
import type { Desk } from '../../http/resource.ts'
import * as agreements from './index.ts'
import type { BodyCheck, DependentCounter } from './index.ts'

/** What other domains demand of agreements, and what they have that runs on them. */
export type AgreementSurroundings = {
  readonly checks: readonly BodyCheck[]
  readonly counters: readonly DependentCounter[]
}

/** Agreements over HTTP: reading them, writing and signing their versions, talking about them, knowing them. */
export function agreementRoutes(desk: Desk, surroundings: AgreementSurroundings): void {
  readingRoutes(desk, surroundings)
  keepingRoutes(desk)
  writingRoutes(desk, surroundings)
  signingRoutes(desk)
  discussionRoutes(desk)
  peopleRoutes(desk)
}

function readingRoutes(desk: Desk, { counters }: AgreementSurroundings): void {
  serve(desk, contract.listAgreements, (scope, { query }) => agreements.agreementPage(scope, query))
  serve(desk, contract.listAgreementsInForce, (scope, { query }) =>
    agreements.agreementsInForce(scope, query),
  )
  serve(desk, contract.readAgreement, (scope, { params }) => agreements.showAgreement(scope, params.id))
  serve(desk, contract.readAgreementVersion, (scope, { params }) => agreements.showVersion(scope, params.id))
  serve(desk, contract.compareAgreementVersions, (scope, { params, query }) =>
    agreements.compareVersions(scope, { versionId: params.id, ...query }),
  )
  serve(desk, contract.listAgreementDependents, (scope, { params }) =>
    agreements.listDependents(scope, params.id, counters),
  )
}

function keepingRoutes(desk: Desk): void {
  serve(desk, contract.renameAgreement, async (scope, { params, body }) => {
    await agreements.renameAgreement(scope, params.id, body.title)
    return agreements.showAgreement(scope, params.id)
  })
  serve(desk, contract.archiveAgreement, async (scope, { params }) => {
    await agreements.archiveAgreement(scope, params.id)
    return agreements.showAgreement(scope, params.id)
  })
  serve(desk, contract.restoreAgreement, async (scope, { params }) => {
    await agreements.restoreAgreement(scope, params.id)
    return agreements.showAgreement(scope, params.id)
  })
}

function writingRoutes(desk: Desk, { checks }: AgreementSurroundings): void {
  serve(desk, contract.createAgreement, async (scope, { body }) =>
    agreements.showVersion(scope, await agreements.beginAgreement(scope, body, checks)),
  )
  serve(desk, contract.draftAgreement, async (scope, { params, body }) => {
    const versionId = await agreements.draftVersion(scope, { agreementId: params.id, ...body }, checks)
    return agreements.showVersion(scope, versionId)
  })
  serve(desk, contract.changeAgreementVersion, async (scope, { params, body }) => {
    await agreements.changeVersion(scope, { versionId: params.id, ...body }, checks)
    return agreements.showVersion(scope, params.id)
  })
  serve(desk, contract.rebaseAgreementVersion, async (scope, { params, body }) => {
    const asked = { versionId: params.id, revision: body.revision }
    const { taken, collisions } = await agreements.rebaseVersion(scope, asked, checks)
    const version = await agreements.showVersion(scope, params.id)
    return { version, taken: [...taken], collisions: [...collisions] }
  })
}

function signingRoutes(desk: Desk): void {
  serve(desk, contract.proposeAgreementVersion, async (scope, { params, body }) => {
    await agreements.proposeVersion(scope, { versionId: params.id, revision: body.revision })
    return agreements.showVersion(scope, params.id)
  })
  serve(desk, contract.signAgreementVersion, async (scope, { params, body }) => {
    await agreements.signVersion(scope, { versionId: params.id, revision: body.revision })
    return agreements.showVersion(scope, params.id)
  })
  serve(desk, contract.withdrawAgreementVersion, async (scope, { params, body }) => {
    await agreements.withdrawVersion(scope, { versionId: params.id, reason: body.reason })
    return agreements.showVersion(scope, params.id)
  })
}

function discussionRoutes(desk: Desk): void {
  serve(desk, discussion.listAgreementComments, (scope, { params, query }) =>
    agreements.commentPage(scope, { agreementId: params.id, ...query }),
  )
  serve(desk, discussion.commentAgreementVersion, (scope, { params, body }) =>
    agreements.comment(scope, { versionId: params.id, ...body }),
  )
  serve(desk, discussion.resolveAgreementComment, (scope, { params }) =>
    agreements.settleComment(scope, params.id, { settled: true }),
  )
  serve(desk, discussion.reopenAgreementComment, (scope, { params }) =>
    agreements.settleComment(scope, params.id, { settled: false }),
  )
  serve(desk, discussion.confirmAgreementRead, (scope, { params }) =>
    agreements.confirmRead(scope, params.id),
  )
  serve(desk, discussion.answerAgreementQuiz, (scope, { params, body }) =>
    agreements.answerQuiz(scope, { versionId: params.id, answers: body.answers }),
  )
}

function peopleRoutes(desk: Desk): void {
  serve(desk, signatories.listSignatories, (scope) => agreements.listSeats(scope))
  serve(desk, signatories.nameSignatories, (scope, { params, body }) =>
    agreements.nameSeats(scope, params.team, body.memberIds),
  )
  serve(desk, signatories.showPowers, (scope) => agreements.showPowersHeld(scope))
}
