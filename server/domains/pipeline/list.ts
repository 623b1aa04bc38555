import type { EndpointAnswer, EndpointParsed } from '../../../contract/endpoint.ts'
import { boardCardsMax } from '../../../contract/pipeline.ts'
import type { DealRow, listDeals, PipelineStageView, readBoard } from '../../../contract/pipeline.ts'
import type { Scope } from '../../platform/database.ts'
import { Refusal } from '../../platform/refusal.ts'
import { selectCards, selectColumnTotals, selectDealPage, selectDealsOf, sortAsked } from './list.store.ts'
import type { ColumnTotal } from './list.store.ts'
import { pipelineNamed } from './pipelines.ts'
import { presentDealRow } from './present.ts'

type BoardQuery = EndpointParsed<typeof readBoard>['query']

/** A page of deals; the first one says how many match in all. Refuses an order by what whoever asks does not see. */
export async function dealPage(
  scope: Scope,
  query: EndpointParsed<typeof listDeals>['query'],
): Promise<EndpointAnswer<typeof listDeals>> {
  const { sort, limit, cursor, ...filters } = query
  if (scope.unseen?.has('revenue') === true && sort.endsWith('amount'))
    throw new Refusal('not-allowed', {
      place: 'sort',
      message: 'Your role does not let you see amounts, so nothing is sorted by them.',
      remedy: 'Choose another order.',
    })
  const { ids, ...page } = await selectDealPage(scope, filters, { ...sortAsked(sort), limit, cursor })
  return { items: await dealsOf(scope, ids), ...page }
}

/** The deals of these ids as rows, in their order: for those who know from elsewhere which deals they want. */
export async function dealsOf(scope: Scope, ids: readonly string[]): Promise<DealRow[]> {
  return (await selectDealsOf(scope, ids)).map(presentDealRow)
}

/** The board: every stage of the pipeline with its count, total and first cards under one filter. */
export async function board(
  scope: Scope,
  id: string,
  query: BoardQuery,
): Promise<EndpointAnswer<typeof readBoard>> {
  const pipeline = await pipelineNamed(scope, id)
  const totals = await selectColumnTotals(scope, { ...query, pipeline: id })
  const columns = []
  for (const stage of pipeline.stages) {
    columns.push(await column(scope, { stage, query, totals }))
  }
  return { columns }
}

type ColumnInput = { stage: PipelineStageView; query: BoardQuery; totals: readonly ColumnTotal[] }

async function column(scope: Scope, { stage, query, totals }: ColumnInput) {
  const figure = totals.find((total) => total.stage_id === stage.id)
  if (figure === undefined) return { stage, count: 0, total: '0.00', withoutAmount: 0, cards: [] }
  const cards = await selectCards(scope, { ...query, stage: stage.id }, boardCardsMax)
  return {
    stage,
    count: figure.count,
    total: figure.total,
    withoutAmount: figure.without_amount,
    cards: cards.map(presentDealRow),
  }
}
