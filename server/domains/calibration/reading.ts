import { clausesOf } from '../../../contract/agreement-text.ts'
import type { StageBody } from '../../../contract/agreement-bodies.ts'
import type { listCalibrations } from '../../../contract/calibration.ts'
import { classifyingTeams } from '../../../contract/calibration-views.ts'
import type {
  CalibrationLeadView,
  CalibrationReport,
  CalibrationView,
  ClassifyingTeam,
} from '../../../contract/calibration-views.ts'
import type { EndpointAnswer, EndpointParsed } from '../../../contract/endpoint.ts'
import { notFound } from '../../platform/refusal.ts'
import type { Scope } from '../../platform/scope.ts'
import { namesFor, showVersion } from '../agreements/index.ts'
import { factsOf } from './facts.ts'
import { classifiesFor, mayClose, mayDiscuss, teamOf } from './policy.ts'
import { presentAnswer, presentHead, presentReport, presentRow } from './present.ts'
import type { Stratum } from './rules/draw.ts'
import { drawInWords } from './rules/words.ts'
import * as store from './store.ts'
import type { Calibration, DrawnLead } from './store.ts'

/** A page of calibrations, the newest first. */
export async function calibrationPage(
  scope: Scope,
  { cursor, limit, ...filter }: EndpointParsed<typeof listCalibrations>['query'],
): Promise<EndpointAnswer<typeof listCalibrations>> {
  const { rows, nextCursor } = await store.selectPage(scope, filter, { cursor, limit })
  const pairs = await store.countPairs(
    scope,
    rows.map(({ id }) => id),
  )
  const items = rows.map((row) => presentRow(row, pairs.get(row.id)))
  const total = cursor === undefined ? await store.countCalibrations(scope, filter) : undefined
  return { items, nextCursor, total: total?.total ?? null, totalIsEstimate: total?.totalIsEstimate ?? false }
}

/** One calibration; what the teams said only once it is closed. Refuses `not-found`. */
export async function show(scope: Scope, id: string): Promise<CalibrationView> {
  const found = await heldCalibration(scope, id)
  const drawn = await store.selectLeads(scope, id)
  const report = await reportOf(scope, found, drawn)
  return {
    ...presentHead(found),
    ...(await definitionText(scope, found.version_id)),
    draw: presentDraw(found, drawn),
    places: drawn.map(({ place }) => place),
    mine: await answersOfMine(scope, id),
    report,
    discussedAt: found.discussed_at?.toISOString() ?? null,
    discussedBy: found.discussedBy,
    can: {
      answer: found.closed_at === null && classifiesFor(scope.actor) !== null,
      close: found.closed_at === null && mayClose(scope.actor, found.startedBy?.id ?? null),
      discuss:
        found.discussed_at === null && (report?.disagreements.length ?? 0) > 0 && mayDiscuss(scope.actor),
    },
  }
}

/** A calibration to look at or to act on. Refuses `not-found`. */
export async function heldCalibration(scope: Scope, id: string): Promise<Calibration> {
  const found = await store.selectCalibration(scope, id)
  if (found === undefined) throw notFound('calibration')
  return found
}

/** What everybody said; null while the calibration is open. */
export async function reportOf(
  scope: Scope,
  { id, closed_at: closedAt }: Calibration,
  drawn: readonly DrawnLead[],
): Promise<CalibrationReport | null> {
  if (closedAt === null) return null
  return presentReport(drawn, await store.selectAnswers(scope, id, classifyingTeams))
}

async function answersOfMine(scope: Scope, id: string): Promise<CalibrationView['mine']> {
  const team: ClassifyingTeam | null = teamOf(scope.actor)
  if (team === null) return null
  const given = await store.selectAnswers(scope, id, [team])
  return { team, answers: given.map((row) => ({ place: row.place, ...presentAnswer(row) })) }
}

async function definitionText(scope: Scope, versionId: number) {
  const { body } = await showVersion(scope, versionId)
  const clauses = clausesOf(body, await namesFor(scope, [body]))
  const text = (key: string) => clauses.find((clause) => clause.key === key)?.text ?? ''
  return { meaning: text('meaning'), entry: text(clauseThatDecides) }
}

/** The clause of a stage definition that holds its criteria. */
const clauseThatDecides = 'entry'

/** The clause to discuss: the criteria, or what is meant where there are none. */
export function disputedClause({ entry }: StageBody): string {
  return entry === null ? 'meaning' : clauseThatDecides
}

function presentDraw(found: Calibration, drawn: readonly DrawnLead[]): CalibrationView['draw'] {
  const count = (stratum: Stratum) => drawn.filter((lead) => lead.stratum === stratum).length
  const how = {
    seed: found.seed,
    wanted: found.wanted,
    openLeads: found.open_leads,
    judged: found.judged_leads,
    near: count('near'),
    inside: count('inside'),
    outside: count('outside'),
    any: count('any'),
  }
  return { ...how, words: drawInWords(how) }
}

/** What was known of one of the leads when it was drawn. Refuses `not-found`. */
export async function readLead(
  scope: Scope,
  { id, place }: { readonly id: string; readonly place: number },
): Promise<CalibrationLeadView> {
  const found = await heldCalibration(scope, id)
  const lead = await drawnLead(scope, { id, place })
  const facts = await factsOf(scope, { leadId: lead.lead_id, at: found.started_at })
  return { place, asOf: found.started_at.toISOString(), ...facts }
}

/** The lead at a place. Refuses `not-found`. */
export async function drawnLead(
  scope: Scope,
  { id, place }: { readonly id: string; readonly place: number },
): Promise<DrawnLead> {
  const lead = (await store.selectLeads(scope, id)).find((one) => one.place === place)
  if (lead === undefined) throw notFound('lead')
  return lead
}
