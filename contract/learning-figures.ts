import { z } from 'zod'

const share = z.number().min(0).max(1)

/** A tenth of the leads, by falling chance. */
export const decileView = z.object({
  decile: z.number().int(),
  rows: z.number().describe('Not whole where a tenth cuts through leads of one chance.'),
  meanChance: share,
  rate: share,
  lift: z.number().nullable(),
  captured: share.nullable().describe('Of all that were won: the share in this tenth and those before it.'),
})
export type DecileView = z.infer<typeof decileView>

/** Leads to which about the same chance was given. */
export const calibrationBandView = z.object({
  from: share,
  to: share,
  rows: z.number().int(),
  meanChance: share.nullable(),
  rate: share.nullable(),
})
export type CalibrationBandView = z.infer<typeof calibrationBandView>

/** How a model did on leads that it had not seen. Null is no data. */
export const evaluationView = z
  .object({
    rows: z.number().int(),
    positives: z.number().int(),
    auc: z.number().nullable(),
    logLoss: z.number().nullable(),
    brier: z.number().nullable(),
    deciles: z.array(decileView),
    calibration: z.array(calibrationBandView),
  })
  .meta({ id: 'LearnedEvaluation' })
export type EvaluationView = z.infer<typeof evaluationView>
