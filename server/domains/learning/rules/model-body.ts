import { z } from 'zod'
import { leadCounts, marks, modelFeature } from '../../../../contract/learning-views.ts'
import { evaluationView } from '../../../../contract/learning-figures.ts'
import { frozenModel } from './frozen-model.ts'

const byName = z.record(z.string(), z.string())

/** Everything that was true when a model was trained: it is kept with the model and never changes. */
export const modelBody = z.object({
  model: frozenModel,
  /** How attributes are called, and whom the ids among their values name. */
  labels: byName,
  names: byName,
  stageNames: byName,
  counts: leadCounts,
  features: z.array(modelFeature),
  leftOut: z.array(z.object({ attribute: z.string(), label: z.string(), because: z.string() })),
  marks: z.array(
    z.object({
      attribute: z.string(),
      mark: z.enum(marks),
      markedById: z.string().nullable(),
      markedAt: z.string(),
    }),
  ),
  evaluation: evaluationView,
  trainedRows: z.number().int(),
  deviance: z.number(),
  iterations: z.number().int(),
  ridge: z.number(),
  warnings: z.array(z.string()),
})
export type ModelBody = z.infer<typeof modelBody>

const evidence = z.object({
  attribute: z.string(),
  recordKind: z.enum(['contact', 'account', 'lead']),
  field: z.string(),
  label: z.string(),
  standing: z.enum(['dated', 'refused', 'undated', 'empty', 'constant', 'too_varied', 'not_learned']),
  filledRows: z.number().int(),
  datedShare: z.number(),
  lateShare: z.number(),
  weight: z.number(),
  auc: z.number().nullable(),
  telling: z.array(z.object({ value: z.string(), rows: z.number().int(), rate: z.number() })),
  tellingShare: z.number(),
  filledWhereWon: z.number(),
  filledWhereLost: z.number(),
})
export type Evidence = z.infer<typeof evidence>

/** What a survey found; the marks of people are joined to it when it is shown. */
export const surveyResult = z.object({
  counts: leadCounts,
  attributes: z.array(evidence),
  keys: z.array(z.object({ key: z.string(), label: z.string() })),
})
export type SurveyResult = z.infer<typeof surveyResult>
