/**
 * Learning: a score fitted to what became of the company's own leads, beside the rules that people write. A survey
 * ranks what may have been written after the outcome, a person marks what no history dates, and a training, only
 * ever on request, makes a model that never changes. A model binds nobody by itself: an agreement of the kind
 * `fitted_score` names it by its id.
 */
export { explainLead, heldModelName, mark, modelPage, overview, readModel } from './learning.ts'
export { askSurvey, askTraining, cancelRun, readRun, runTask, workOnRun } from './runs.ts'
