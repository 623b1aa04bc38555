/**
 * Back-tests: what a proposed version would have done to the past. Each lead is replayed moment by moment beside the
 * version in force, by what was known then and nothing else; the result is frozen with the text that it tested, so
 * that both teams sign on the same evidence.
 */
export { askBackTest, cancelBackTest, replayTask } from './asking.ts'
export { backTestsOf, leadPage, readBackTest } from './backtests.ts'
export { recoverBackTests, replayWaiting } from './running.ts'
