import { agreementBody } from '../../../contract/agreement-bodies.ts'
import type { BackTestView, listBackTestLeads, listBackTests } from '../../../contract/backtests.ts'
import type { EndpointAnswer, EndpointParsed } from '../../../contract/endpoint.ts'
import type { StageView } from '../../../contract/leads.ts'
import { notFound, Refusal } from '../../platform/refusal.ts'
import type { Scope } from '../../platform/scope.ts'
import { showVersion } from '../agreements/index.ts'
import { refuseUnseen } from '../criteria/index.ts'
import { daysIn } from '../judging/index.ts'
import { workspaceSettings } from '../workspace/index.ts'
import * as leads from './leads.store.ts'
import { canTest } from './policy.ts'
import { presentBackTest, presentLead } from './present.ts'
import { monthAfter, monthStart } from './rules/months.ts'
import { criteriaIn, isTestedBody, stagesTested } from './standards.ts'
import * as store from './store.ts'

/** A back-test: how far it is, and its result. Refuses `not-found`. */
export async function readBackTest(scope: Scope, id: string): Promise<BackTestView> {
  const row = await store.selectBackTest(scope, id)
  if (row === undefined) throw notFound('back-test')
  return presentBackTest(row, { now: scope.now, canTest: canTest(scope.actor) })
}

/** The back-tests of a version, the newest first, and where it can be tested. Refuses `not-found`. */
export async function backTestsOf(
  scope: Scope,
  versionId: number,
): Promise<EndpointAnswer<typeof listBackTests>> {
  const stages = await stagesFor(scope, versionId)
  const rows = await store.selectBackTestsOf(scope, versionId)
  const looking = { now: scope.now, canTest: canTest(scope.actor) }
  return {
    items: rows.map((row) => presentBackTest(row, looking)),
    stages: stages.map(({ id, key, name }) => ({ id, key, name })),
    can: { run: looking.canTest && stages.length > 0 },
  }
}

/** The stages at which a version can be tested; none where it cannot be. Refuses `not-found`. */
async function stagesFor(scope: Scope, versionId: number): Promise<StageView[]> {
  const { agreement, body } = await showVersion(scope, versionId)
  if (!isTestedBody(body)) return []
  return stagesTested(scope, { agreementId: agreement.id, body })
}

type LeadsAsked = EndpointParsed<typeof listBackTestLeads>['query']

/** A page of the leads of one list of a back-test, by their moment. Refuses `not-found` and what one does not see. */
export async function leadPage(
  scope: Scope,
  id: string,
  { set, month, cursor, limit }: LeadsAsked,
): Promise<EndpointAnswer<typeof listBackTestLeads>> {
  const test = await readBackTest(scope, id)
  // What a run has written so far is nobody's evidence.
  if (test.result === null) return { items: [], nextCursor: null, total: 0, totalIsEstimate: false }
  await refuseUnseenBy(scope, id)
  const within = month === undefined ? null : await monthWithin(scope, month, test)
  const asked = { test, set, within }
  const found = await leads.selectLeads(scope, { ...asked, after: readCursor(cursor), limit: limit + 1 })
  const shown = found.slice(0, limit)
  const last = shown.at(-1)
  return {
    items: shown.map(presentLead),
    nextCursor: found.length > limit && last !== undefined ? `${last.place} ${last.lead_id}` : null,
    total: await leads.countLeads(scope, asked),
    totalIsEstimate: false,
  }
}

/** Lists would tell what whoever asks does not see, where the text that was tested looks at it. */
async function refuseUnseenBy(scope: Scope, id: string): Promise<void> {
  const body = agreementBody.parse((await store.selectBackTest(scope, id))?.body)
  if (isTestedBody(body)) await refuseUnseen(scope, criteriaIn(body), 'id')
}

/** A month as far as it lies within the period of a back-test. */
async function monthWithin(
  scope: Scope,
  month: string,
  test: Pick<BackTestView, 'from' | 'to'>,
): Promise<{ from: Date; to: Date }> {
  const { timeZone } = await workspaceSettings(scope)
  const dayOf = daysIn(timeZone)
  const from = Math.max(Date.parse(test.from), monthStart(month, dayOf))
  const to = Math.min(Date.parse(test.to), monthStart(monthAfter(month, 1), dayOf))
  return { from: new Date(from), to: new Date(to) }
}

const cursorShape =
  /^(\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{6}Z) ([\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12})$/

function readCursor(cursor: string | undefined): leads.Place | null {
  if (cursor === undefined) return null
  const [, at, leadId] = cursorShape.exec(cursor) ?? []
  if (at !== undefined && leadId !== undefined && isInstant(at)) return { at, leadId }
  throw new Refusal('invalid-input', {
    place: 'cursor',
    message: 'This is no place in the list.',
    remedy: 'Send `nextCursor` of the page before, or nothing.',
  })
}

/** The thirtieth of February reads as a day in March, and is none. */
function isInstant(text: string): boolean {
  const read = new Date(text)
  return !Number.isNaN(read.getTime()) && read.toISOString().startsWith(text.slice(0, -'000Z'.length))
}
