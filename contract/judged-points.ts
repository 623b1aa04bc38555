import { z } from 'zod'
import { criteriaPointsMax } from './criteria.ts'

/** A score of somebody in a list, which is as old as the last judgement. */
export const judgedPoints = z
  .number()
  .int()
  .nullable()
  .describe('As of the last judgement; null where there was none.')

/** The least of a score that somebody asks a list for. */
export const pointsAsked = z.coerce.number().int().min(0).max(criteriaPointsMax).optional()
