/**
 * The pipeline: deals in stages, open, won or lost, each move a dated row. A deal is not lost without a reason and
 * not moved unseen; a company or person that was merged shows as the one it was merged into.
 */
export { selectDeals } from './bulk.ts'
export { board, dealPage, dealsOf } from './list.ts'
export {
  amendDeal,
  dealWithHistory,
  moveDealTo,
  openDeal,
  restoreDeal,
  trashDeal,
  undoDealMove,
} from './pipeline.ts'
export { layPipeline, pipelines } from './pipelines.ts'
export { addProduct, amendProduct, products } from './products.ts'
