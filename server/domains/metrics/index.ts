/**
 * Metrics: the registry that defines every figure, and the figures themselves: the funnel and its flow, the
 * pipeline, campaigns and the quality of the data. They are computed by the columnar copy, in one named query
 * each, and every figure opens to exactly the rows it counts. Where there is no data, a figure says why.
 */
export { leadSelector } from './bulk.ts'
export { campaignFigures, figureDeals, pipelineFigures } from './figures.ts'
export { funnel, funnelCsv, funnelFlow, funnelLeads } from './funnel.ts'
export { figureDealNumbers, leadNumbers } from './numbers.ts'
export { metricRegistry, rebuildAnalytics } from './metrics.ts'
export { dataQuality, qualityRecordsPage, reopen, settle } from './quality.ts'
export { openCopies } from './copy.store.ts'
export type { Copies } from './copy.store.ts'
