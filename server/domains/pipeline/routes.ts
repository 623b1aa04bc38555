import * as contract from '../../../contract/pipeline.ts'
import { changeProduct, createProduct, listProducts } from '../../../contract/products.ts'
import { serve } from '../../http/resource.ts'
import type { Desk } from '../../http/resource.ts'
import * as pipeline from './index.ts'
import { presentDeal } from './present.ts'

/** Pipelines, products and deals over HTTP. */
export function pipelineRoutes(desk: Desk): void {
  serve(desk, contract.listPipelines, async (scope) => ({ items: await pipeline.pipelines(scope) }))
  serve(desk, contract.readBoard, (scope, { params, query }) => pipeline.board(scope, params.id, query))
  serve(desk, contract.listDeals, (scope, { query }) => pipeline.dealPage(scope, query))
  productRoutes(desk)
  dealRoutes(desk)
}

function productRoutes(desk: Desk): void {
  serve(desk, listProducts, async (scope) => ({ items: await pipeline.products(scope) }))
  serve(desk, createProduct, (scope, { body }) => pipeline.addProduct(scope, body))
  serve(desk, changeProduct, (scope, { params, body }) => pipeline.amendProduct(scope, params.id, body))
}

function dealRoutes(desk: Desk): void {
  serve(desk, contract.readDeal, async (scope, { params }) =>
    presentDeal(await pipeline.dealWithHistory(scope, params.id), scope.actor),
  )
  serve(desk, contract.createDeal, async (scope, { body }) =>
    presentDeal(await pipeline.openDeal(scope, body), scope.actor),
  )
  serve(desk, contract.changeDeal, async (scope, { params, body }) =>
    presentDeal(await pipeline.amendDeal(scope, params.id, body), scope.actor),
  )
  serve(desk, contract.moveDeal, async (scope, { params, body }) =>
    presentDeal(await pipeline.moveDealTo(scope, params.id, body), scope.actor),
  )
  serve(desk, contract.undoDealMove, async (scope, { params }) =>
    presentDeal(await pipeline.undoDealMove(scope, params.id, params.changeId), scope.actor),
  )
  serve(desk, contract.trashDeal, async (scope, { params }) => {
    await pipeline.trashDeal(scope, params.id)
    return undefined
  })
  serve(desk, contract.restoreDeal, async (scope, { params }) =>
    presentDeal(await pipeline.restoreDeal(scope, params.id), scope.actor),
  )
}
