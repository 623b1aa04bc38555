import { commentLengthMax, mentionsMax } from '../../../contract/agreement-discussion.ts'
import type { CalibrationReport, CalibrationView } from '../../../contract/calibration-views.ts'
import { Refusal } from '../../platform/refusal.ts'
import type { Scope } from '../../platform/scope.ts'
import { comment, showVersion } from '../agreements/index.ts'
import { mayDiscuss } from './policy.ts'
import { disputedClause, heldCalibration, reportOf, show } from './reading.ts'
import { discussionInWords } from './rules/words.ts'
import * as store from './store.ts'

/**
 * Turns the disagreements into a discussion on the clause of the definition that decides. It begins with one comment;
 * what does not fit there answers it. Whoever answered a disputed lead is mentioned, once. The comments are the acts
 * that the journal keeps.
 */
export async function discuss(scope: Scope, id: string): Promise<CalibrationView> {
  await store.lockCalibration(scope, id)
  const found = await heldCalibration(scope, id)
  if (!mayDiscuss(scope.actor)) throw new Refusal('not-allowed')
  const report = await reportOf(scope, found, await store.selectLeads(scope, id))
  if (report === null)
    throw new Refusal('not-possible-now', {
      message: 'The calibration is still open.',
      remedy: 'Wait until both teams have answered, or close it.',
    })
  if (found.discussed_at !== null)
    throw new Refusal('not-possible-now', {
      message: 'The disagreements are being discussed already.',
      remedy: 'See the discussion of the definition.',
    })
  if (report.disagreements.length === 0)
    throw new Refusal('not-possible-now', { message: 'There is no disagreement to discuss.' })
  await say(scope, found.version_id, report)
  await store.updateDiscussed(scope, id)
  return show(scope, id)
}

async function say(scope: Scope, versionId: number, report: CalibrationReport): Promise<void> {
  const { body } = await showVersion(scope, versionId)
  if (body.kind !== 'stage') throw new Error(`version ${versionId} was calibrated and is no stage`)
  const disputed = report.leads.filter(({ place }) => report.disagreements.includes(place))
  const opening = {
    agreementShare: report.teams.agreementShare,
    kappa: report.teams.kappa.value,
    compared: report.teams.compared,
    disagreements: disputed.length,
  }
  const [first = '', ...more] = discussionInWords(opening, disputed, commentLengthMax)
  const answered = disputed.flatMap(({ marketing, sales }) => [marketing?.by?.id, sales?.by?.id])
  const mentions = [...new Set(answered.filter((one) => one !== undefined))].slice(0, mentionsMax)
  const said = { versionId, clause: disputedClause(body), objection: false }
  const begun = await comment(scope, { ...said, body: first, mentions, replyToId: null })
  for (const text of more) await comment(scope, { ...said, body: text, mentions: [], replyToId: begun.id })
}
