import { z } from 'zod'
import { versionParams } from './agreements.ts'
import {
  calibrationRow,
  calibrationView,
  calibrationLeadView,
  classifyingTeams,
} from './calibration-views.ts'
import { apiPrefix, endpoint, idParams, pageOf, pageQuery } from './endpoint.ts'
import { reasonLengthMax } from './records.ts'

/**
 * Calibration: both teams say of the same leads, blind, whether these meet a definition. Until it closes nobody is told
 * what the other team said, where a lead stands, its points, or what the definition itself says of it.
 */

const tag = 'Calibration'
export const calibrationLeadsMin = 5
export const calibrationLeadsMax = 100
export const calibrationLeadsDefault = 20
export const calibrationSeedMax = 2_147_483_647

export const answers = ['yes', 'no', 'unsure'] as const
export type Answer = (typeof answers)[number]

const placeParams = idParams.extend({
  place: z.coerce.number().int().min(1).max(calibrationLeadsMax).describe('The number of the lead in it.'),
})

export const listCalibrations = endpoint({
  id: 'listCalibrations',
  method: 'GET',
  path: `${apiPrefix}/calibrations`,
  summary: 'Calibrations, the newest first',
  tag,
  query: pageQuery.extend({ agreementId: z.uuid().optional().describe('Only those of one definition.') }),
  response: pageOf(calibrationRow),
})

export const startCalibration = endpoint({
  id: 'startCalibration',
  method: 'POST',
  path: `${apiPrefix}/agreement-versions/{id}/calibrations`,
  summary: 'Draw leads for both teams to classify by a stage definition in force or proposed',
  description:
    'Half of the leads are those nearest to the thresholds of the definition, on either side as far as there are; the ' +
    'rest is drawn at random from those clearly within and clearly outside. The same seed draws the same leads from ' +
    'the same data.',
  tag,
  params: versionParams,
  body: z.object({
    leads: z
      .number()
      .int()
      .min(calibrationLeadsMin)
      .max(calibrationLeadsMax)
      .default(calibrationLeadsDefault),
    seed: z.number().int().min(0).max(calibrationSeedMax).optional().describe('Drawn by lot unless told.'),
  }),
  response: calibrationView,
  status: 201,
  refusals: ['not-found', 'not-allowed', 'not-possible-now', 'already-exists'],
})

export const readCalibration = endpoint({
  id: 'readCalibration',
  method: 'GET',
  path: `${apiPrefix}/calibrations/{id}`,
  summary: 'A calibration: how far both teams are, and once it is closed, how far they agree',
  tag,
  params: idParams,
  response: calibrationView,
  refusals: ['not-found'],
})

export const readCalibrationLead = endpoint({
  id: 'readCalibrationLead',
  method: 'GET',
  path: `${apiPrefix}/calibrations/{id}/leads/{place}`,
  summary: 'What was known of one of the leads when it was drawn: person, company, attributes and touches',
  description: 'Without its name, stage, owner, points and deals, for whoever classifies it.',
  tag,
  params: placeParams,
  response: calibrationLeadView,
  refusals: ['not-found'],
})

export const answerCalibrationLead = endpoint({
  id: 'answerCalibrationLead',
  method: 'PUT',
  path: `${apiPrefix}/calibrations/{id}/leads/{place}/answer`,
  summary: 'Say for one’s team whether a lead meets the definition, and why',
  description:
    'The first member of a team to answer speaks for it, and may change the answer until the calibration closes, which ' +
    'it does with the last answer of both teams.',
  tag,
  params: placeParams,
  body: z.object({ answer: z.enum(answers), reason: z.string().trim().min(1).max(reasonLengthMax) }),
  response: z.object({
    team: z.enum(classifyingTeams),
    answered: z.number().int(),
    of: z.number().int(),
    closed: z.boolean(),
  }),
  refusals: ['not-found', 'not-allowed', 'not-possible-now'],
})

export const closeCalibration = endpoint({
  id: 'closeCalibration',
  method: 'POST',
  path: `${apiPrefix}/calibrations/{id}/closure`,
  summary: 'Close a calibration before everything is answered, and show what was',
  tag,
  params: idParams,
  response: calibrationView,
  refusals: ['not-found', 'not-allowed', 'not-possible-now'],
})

export const discussCalibration = endpoint({
  id: 'discussCalibration',
  method: 'POST',
  path: `${apiPrefix}/calibrations/{id}/discussion`,
  summary: 'Turn the disagreements into a discussion on the clause of the definition that decides',
  description: 'Whoever answered is mentioned. It is done once.',
  tag,
  params: idParams,
  response: calibrationView,
  refusals: ['not-found', 'not-allowed', 'not-possible-now'],
})
