import type { acceptLead } from '../../../contract/judging.ts'
import type { EndpointAnswer, EndpointParsed } from '../../../contract/endpoint.ts'
import type { StageView } from '../../../contract/leads.ts'
import { Refusal } from '../../platform/refusal.ts'
import type { Scope } from '../../platform/scope.ts'
import { leadWithHistory, move, stages } from '../leads/index.ts'
import { canSpeakForSales } from './policy.ts'
import { insertAcceptance } from './store/acceptances.ts'

type Said = EndpointParsed<typeof acceptLead>['body']

/**
 * What sales says to a lead that marketing handed over: accepted moves it on to the next stage that sales owns,
 * returned moves it back to marketing with the reason. Refuses anybody but sales, and a lead that does not stand at
 * the last stage of marketing.
 */
export async function sayForSales(
  scope: Scope,
  leadId: string,
  said: Said,
): Promise<EndpointAnswer<typeof acceptLead>> {
  if (!canSpeakForSales(scope.actor)) {
    throw new Refusal('not-allowed', {
      message: 'Only members of sales accept or return a lead.',
      remedy: 'Ask the owner of the lead in sales.',
    })
  }
  const { record } = await leadWithHistory(scope, leadId)
  const { accepted, returned } = doorsOf(await stages(scope), record.stage_id)
  const to = said.outcome === 'accepted' ? accepted : returned
  const reason = said.outcome === 'returned' ? { reason: `Returned by sales: ${said.reason}` } : {}
  await move(scope, leadId, { stageId: to.id, fromStageId: record.stage_id, ...reason })
  await insertAcceptance(scope, leadId, said)
  return { leadId, stageId: to.id, at: scope.now.toISOString() }
}

/** Where a lead goes from the stage at which marketing hands over: the last of its stages before one of sales. */
function doorsOf(all: readonly StageView[], stageId: number): { accepted: StageView; returned: StageView } {
  const line = all
    .filter((stage) => stage.line === 'main')
    .toSorted((one, other) => one.position - other.position)
  const index = line.findIndex((stage) => stage.id === stageId)
  const [at, accepted] = [line[index], line[index + 1]]
  const returned = line.slice(0, Math.max(0, index)).findLast((stage) => stage.team === 'marketing')
  const isHandover = at?.team === 'marketing' && accepted?.team === 'sales'
  if (isHandover && accepted !== undefined && returned !== undefined) return { accepted, returned }
  throw new Refusal('not-possible-now', {
    message: 'This lead is not at the stage where marketing hands over to sales.',
    remedy: 'Accept or return leads that stand at the last stage of marketing.',
  })
}
