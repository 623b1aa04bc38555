/**
 * The sample company: a believable business of eighteen months that ends today, made up from a fixed seed and loaded
 * through the importer like anybody's files, so that a visitor meets a lived-in funnel and can remove it with a click.
 */
export { askForSample, isSampleWanted, loadSampleTask, showSample } from './asking.ts'
export { loadSample, loadSampleOnce } from './sample.ts'
export type { SampleGround } from './sample.ts'
export { tryAgreements, tryTask } from './trying.ts'
