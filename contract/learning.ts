import { z } from 'zod'
import { apiPrefix, endpoint, idParams, pageOf, pageQuery } from './endpoint.ts'
import {
  learnedKinds,
  leadExplanation,
  learningRunView,
  marks,
  modelSummary,
  modelView,
  surveyPlan,
  surveyView,
  trainingPlan,
} from './learning-views.ts'

const tag = 'Learned score'
const nameLengthMax = 120

export const showLearning = endpoint({
  id: 'showLearning',
  method: 'GET',
  path: `${apiPrefix}/learning`,
  summary: 'What was found out about the past, and what is being found out',
  tag,
  response: z.object({
    run: learningRunView.nullable().describe('The newest run.'),
    survey: surveyView.nullable().describe('The newest finished survey, with the marks of today.'),
    can: z.object({ work: z.boolean() }),
  }),
})

export const createSurvey = endpoint({
  id: 'createLearningSurvey',
  method: 'POST',
  path: `${apiPrefix}/learning/surveys`,
  summary: 'Rank the attributes by what speaks for their having been written after the outcome',
  description: 'Done in the background: GET /learning says how far it is, and holds the ranking afterwards.',
  tag,
  body: surveyPlan,
  response: learningRunView,
  status: 202,
  refusals: ['not-allowed', 'not-possible-now'],
})

const marksMax = 500

export const changeMarks = endpoint({
  id: 'changeLearningMarks',
  method: 'PATCH',
  path: `${apiPrefix}/learning/marks`,
  summary: 'Say which attributes were known on arrival and which were written afterwards',
  description:
    'For attributes that nothing dates. What the history proves to be late stays refused whatever the mark.',
  tag,
  body: z.object({
    marks: z
      .array(
        z.object({
          recordKind: z.enum(learnedKinds),
          field: z.string().min(1).max(80),
          mark: z.enum(marks).nullable().describe('Null takes the mark away.'),
        }),
      )
      .min(1)
      .max(marksMax),
  }),
  response: null,
  refusals: ['not-allowed', 'not-found'],
})

export const createTraining = endpoint({
  id: 'createLearningTraining',
  method: 'POST',
  path: `${apiPrefix}/learning/trainings`,
  summary: 'Train a score on what became of the leads',
  description:
    'Reads what is dated or marked as known on arrival, and nothing else. Done in the background and never by ' +
    'itself; the model that it makes never changes and binds nobody until it is signed.',
  tag,
  body: trainingPlan.extend({ name: z.string().trim().min(1).max(nameLengthMax) }),
  response: learningRunView,
  status: 202,
  refusals: ['not-allowed', 'not-possible-now', 'invalid-input'],
})

export const readLearningRun = endpoint({
  id: 'readLearningRun',
  method: 'GET',
  path: `${apiPrefix}/learning/runs/{id}`,
  summary: 'How far a survey or a training is',
  tag,
  params: idParams,
  response: learningRunView,
  refusals: ['not-found'],
})

export const cancelLearningRun = endpoint({
  id: 'cancelLearningRun',
  method: 'POST',
  path: `${apiPrefix}/learning/runs/{id}/cancellation`,
  summary: 'Stop a survey or a training at its next step',
  tag,
  params: idParams,
  response: learningRunView,
  status: 202,
  refusals: ['not-allowed', 'not-found', 'not-possible-now'],
})

export const listModels = endpoint({
  id: 'listLearnedModels',
  method: 'GET',
  path: `${apiPrefix}/learning/models`,
  summary: 'The trained models, the newest first',
  tag,
  query: pageQuery,
  response: pageOf(modelSummary),
})

export const readModel = endpoint({
  id: 'readLearnedModel',
  method: 'GET',
  path: `${apiPrefix}/learning/models/{id}`,
  summary: 'One model: what it reads, what it found, how well it did on leads it had not seen',
  tag,
  params: idParams,
  response: modelView,
  refusals: ['not-found'],
})

export const explainLead = endpoint({
  id: 'explainLeadByModel',
  method: 'GET',
  path: `${apiPrefix}/learning/models/{id}/leads/{leadId}`,
  summary: 'Why a model gives one lead the chance it gives',
  tag,
  params: idParams.extend({ leadId: z.uuid() }),
  response: leadExplanation,
  refusals: ['not-found'],
})
