import { explain } from '../criteria/index.ts'
import type { Dossier } from '../criteria/index.ts'
import type { Scope } from '../../platform/scope.ts'
import { record } from '../journal/index.ts'
import { refreshStanding } from '../contacts/index.ts'
import { momentsOf } from './rules/moments.ts'
import { movesAt, restAfter } from './rules/moves.ts'
import type { JudgedMove, Standing } from './rules/moves.ts'
import { wholePoints } from './rules/points.ts'
import { fitFlips } from './rules/score-card.ts'
import { scoredPeople } from './people.ts'
import type { Judged, Judging } from './people.ts'
import type { StandardsInForce } from './standards.ts'
import { insertAwards, insertFitChanges, keepScores, reverseAwards } from './store/awards.ts'
import { insertMoves, lockStandings } from './store/leads.ts'
import type { LeadStanding, WrittenMove } from './store/leads.ts'

/**
 * Judges these people by the standards in force: continues their ledgers, and moves their open leads where the
 * criteria say so, each with the version and the evidence. One transaction, and one event when anything moved.
 */
export async function judgePeople(
  scope: Scope,
  people: readonly string[],
  judging: Judging,
): Promise<{ moved: number }> {
  const judged = await scoredPeople(scope, people, judging)
  await keepLedger(scope, judged, judging)
  return moveLeads(scope, judged, judging)
}

async function keepLedger(scope: Scope, judged: readonly Judged[], { standards }: Judging): Promise<void> {
  const { scoring, since } = standards
  if (scoring === null) return
  const now = scope.now.getTime()
  await reverseAwards(
    scope,
    judged.flatMap(({ engagement }) => engagement?.taken ?? []),
  )
  await insertAwards(
    scope,
    scoring.versionId,
    judged.flatMap(({ engagement }) => engagement?.added ?? []),
  )
  const flips = judged.flatMap(({ contactId, passes, fit, givenFit }) => {
    const moments = passes.flatMap((pass) => momentsOf(pass, Math.min(since, now), now))
    const inOrder = [...new Set([...moments, now])].toSorted((one, other) => one - other)
    return fitFlips(fit, givenFit, inOrder).map((flip) => ({ contactId, ...flip }))
  })
  await insertFitChanges(scope, scoring.versionId, flips)
  await keepScores(
    scope,
    scoring.versionId,
    judged.map(({ contactId, scores }) => ({
      contactId,
      fit: wholePoints(scores.millipoints('fit', now)),
      engagement: wholePoints(scores.millipoints('engagement', now)),
    })),
  )
}

async function moveLeads(
  scope: Scope,
  judged: readonly Judged[],
  { standards }: Judging,
): Promise<{ moved: number }> {
  const byLead = new Map(
    judged.flatMap((person) =>
      person.passes.flatMap((pass) =>
        pass.leadId === null ? [] : [[pass.leadId, { pass, person }] as const],
      ),
    ),
  )
  if (standards.stageStandards.length === 0 || byLead.size === 0) return { moved: 0 }
  const standings = await lockStandings(scope, [...byLead.keys()])
  const moves = standings.flatMap((lead) => {
    const found = byLead.get(lead.leadId)
    return found === undefined ? [] : movesOf(lead, { ...found, standards, now: scope.now.getTime() })
  })
  if (moves.length === 0) return { moved: 0 }
  const leadIds = [...new Set(moves.map(({ leadId }) => leadId))]
  const eventId = await record(scope, {
    kind: 'leads.judged',
    subjectKind: 'workspace',
    subjectId: scope.workspaceId,
    payload: { moved: leadIds.length, leadIds: leadIds.slice(0, EVENT_LEADS_MAX) },
  })
  await insertMoves(scope, eventId, moves)
  const moved = new Set(leadIds)
  await refreshStanding(
    scope,
    standings.filter(({ leadId }) => moved.has(leadId)).map(({ contactId }) => contactId),
  )
  return { moved: leadIds.length }
}

const EVENT_LEADS_MAX = 100

type Case = {
  readonly pass: Dossier
  readonly person: Judged
  readonly standards: StandardsInForce
  readonly now: number
}

function movesOf(lead: LeadStanding, { pass, person, standards, now }: Case): WrittenMove[] {
  const standing = standingOf(lead, standards)
  if (standing === undefined) return []
  const byVersion = new Map(standards.stageStandards.map((each) => [each.versionId, each]))
  const from = Math.max(standards.since, lead.since)
  // Who judges as of a day in the past leaves alone whatever came later.
  if (from > now) return []
  const moves = movesAt(standing, momentsOf(pass, from, now), {
    definitions: standards.stageStandards,
    met: ({ versionId }, at) => byVersion.get(versionId)?.met(pass, person.scores, at) === true,
  })
  return moves.map((move) => {
    const standard = byVersion.get(move.versionId)
    if (standard === undefined) throw new Error('a move by no version')
    return {
      ...move,
      leadId: lead.leadId,
      reason: reasonOf(move, `${standard.stage.name}, version ${standard.number}`),
      evidence: explain(standard.criteria, pass, { standards: person.scores, at: move.at }),
    }
  })
}

function reasonOf({ kind }: JudgedMove, definition: string): string {
  return kind === 'forward' ? `Meets ${definition}.` : `Does not meet ${definition} any more.`
}

/** Where an open lead stands; undefined for one that was won or left the funnel, which criteria leave alone. */
function standingOf(lead: LeadStanding, { stages }: StandardsInForce): Standing | undefined {
  const stage = stages.find(({ id }) => id === lead.stageId)
  if (stage === undefined || stage.line === 'exit' || stage.won) return undefined
  const from = stages.find(({ id }) => id === lead.lastFromStageId)
  const byPerson = lead.lastKind === 'backward' && lead.lastActorId !== null
  return {
    stageId: stage.id,
    position: stage.position,
    since: lead.since,
    byVersionId: lead.lastKind === 'forward' ? lead.lastVersionId : null,
    cameFrom: from === undefined ? null : { stageId: from.id, position: from.position },
    restsUntil: byPerson ? restAfter(lead.since) : 0,
  }
}
