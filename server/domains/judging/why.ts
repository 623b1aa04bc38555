import { explainedCriteria } from '../../../contract/criteria-explained.ts'
import { criteriaSentence } from '../../../contract/criteria-sentence.ts'
import type { EndpointAnswer } from '../../../contract/endpoint.ts'
import type { readScores, whyLead } from '../../../contract/judging.ts'
import { notFound } from '../../platform/refusal.ts'
import type { Scope } from '../../platform/scope.ts'
import { forceHistory, namesFor } from '../agreements/index.ts'
import { visibleContact } from '../contacts/index.ts'
import { explain } from '../criteria/index.ts'
import { leadWithHistory } from '../leads/index.ts'
import { judgingAt, scoredPeople } from './people.ts'
import type { Judged } from './people.ts'
import { phrasesOf, presentAward, presentMove, presentVersion } from './present.ts'
import type { NamedVersion } from './present.ts'
import { engagementAt, millipointsPerPoint, wholePoints } from './rules/points.ts'
import type { Scoring } from './standards.ts'
import { selectAwards } from './store/awards.ts'
import { selectMoves } from './store/leads.ts'
import { selectJudgedState } from './store/progress.ts'

const AWARDS_LISTED_MAX = 1000

/** Why a lead stands where it stands, and how far it is from the next stage. Refuses `not-found`. */
export async function why(scope: Scope, leadId: string): Promise<EndpointAnswer<typeof whyLead>> {
  const { record } = await leadWithHistory(scope, leadId)
  const judging = await judgingAt(scope, scope.now)
  const [person] = await scoredPeople(scope, [record.contact_id], judging)
  const pass = person?.passes.find((each) => each.leadId === leadId)
  const stage = judging.standards.stages.find(({ id }) => id === record.stage_id)
  if (person === undefined || pass === undefined || stage === undefined) throw notFound('lead')
  const versions = await versionsById(scope)
  const names = await namesFor(
    scope,
    [...versions.values()].map(({ body }) => body),
  )
  const at = scope.now.getTime()
  const verdicts = judging.standards.stageStandards
    .toSorted((one, other) => one.position - other.position)
    .map((standard) => {
      const judgement = { standards: person.scores, at }
      const explained = explainedCriteria.parse(explain(standard.criteria, pass, judgement))
      return {
        stage: { id: standard.stage.id, key: standard.stage.key, name: standard.stage.name },
        version: presentVersion(versions, standard.versionId),
        sentence: criteriaSentence(standard.criteria, names),
        met: explained.met,
        explained,
        phrases: phrasesOf(explained, names),
      }
    })
  const moves = await selectMoves(scope, leadId)
  const state = await selectJudgedState(scope, record.contact_id)
  return {
    leadId,
    stage: { id: stage.id, key: stage.key, name: stage.name },
    scores: scoresOf(person, scope.now, { versions, scoring: judging.standards.scoring }),
    verdicts,
    moves: moves.map((each) => presentMove(each, { versions, names, stages: judging.standards.stages })),
    judgedAt: state.judgedAt?.toISOString() ?? null,
    isPending: state.isPending,
  }
}

/** The scores of a person at any moment, with the rows of the ledger that make them. Refuses `not-found`. */
export async function scores(
  scope: Scope,
  contactId: string,
  asked: Date,
): Promise<EndpointAnswer<typeof readScores>> {
  const root = await visibleContact(scope, contactId)
  const judging = await judgingAt(scope, asked)
  const { scoring } = judging.standards
  const versions = await versionsById(scope)
  const [person] = await scoredPeople(scope, [root], judging)
  if (person === undefined || scoring === null) {
    const none = { at: asked.toISOString(), version: null, fit: 0, engagement: 0 }
    return { scores: none, groups: [], awards: [], more: 0 }
  }
  const page = await selectAwards(scope, person.family, {
    versionId: scoring.versionId,
    at: asked,
    limit: AWARDS_LISTED_MAX,
  })
  return {
    scores: scoresOf(person, asked, { versions, scoring }),
    groups: groupsOf(person, scoring, asked.getTime()),
    awards: page.rows.map((row) => presentAward(row, { versions, scoring, at: asked.getTime() })),
    more: page.more,
  }
}

async function versionsById(scope: Scope): Promise<Map<number, NamedVersion>> {
  const kinds = ['stage', 'scoring', 'profile'] as const
  const versions = new Map<number, NamedVersion>()
  for (const kind of kinds) {
    for (const version of await forceHistory(scope, kind)) versions.set(version.versionId, version)
  }
  return versions
}

type Under = { readonly versions: ReadonlyMap<number, NamedVersion>; readonly scoring: Scoring | null }

function scoresOf(person: Judged, at: Date, { versions, scoring }: Under) {
  return {
    at: at.toISOString(),
    version: scoring === null ? null : presentVersion(versions, scoring.versionId),
    fit: wholePoints(person.scores.millipoints('fit', at.getTime())),
    engagement: wholePoints(person.scores.millipoints('engagement', at.getTime())),
  }
}

function groupsOf(person: Judged, { body, weights }: Scoring, at: number) {
  const awards = person.engagement?.awards ?? []
  return body.groups.map((group) => ({
    key: group.key,
    name: group.name,
    cap: group.cap,
    points: engagementAt(awards, at, { groups: [group], weights }) / millipointsPerPoint,
  }))
}
