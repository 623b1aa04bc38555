import * as contract from '../../../contract/learning.ts'
import { serve } from '../../http/resource.ts'
import type { Desk } from '../../http/resource.ts'
import * as learning from './index.ts'

/** The learned score over HTTP: surveys, marks, trainings, models and why a lead has its chance. */
export function learningRoutes(desk: Desk): void {
  serve(desk, contract.showLearning, (scope) => learning.overview(scope))
  serve(desk, contract.createSurvey, (scope, { body }) => learning.askSurvey(scope, body))
  serve(desk, contract.changeMarks, async (scope, { body }) => {
    await learning.mark(scope, body)
    return undefined
  })
  serve(desk, contract.createTraining, (scope, { body }) => learning.askTraining(scope, body))
  serve(desk, contract.readLearningRun, (scope, { params }) => learning.readRun(scope, params.id))
  serve(desk, contract.cancelLearningRun, (scope, { params }) => learning.cancelRun(scope, params.id))
  serve(desk, contract.listModels, (scope, { query }) => learning.modelPage(scope, query))
  serve(desk, contract.readModel, (scope, { params }) => learning.readModel(scope, params.id))
  serve(desk, contract.explainLead, (scope, { params }) => learning.explainLead(scope, params))
}
