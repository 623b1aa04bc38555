import * as contract from '../../../contract/calibration.ts'
import { serve } from '../../http/resource.ts'
import type { Desk } from '../../http/resource.ts'
import * as calibration from './index.ts'

/** Calibrations over HTTP. */
export function calibrationRoutes(desk: Desk): void {
  serve(desk, contract.listCalibrations, (scope, { query }) => calibration.calibrationPage(scope, query))
  serve(desk, contract.startCalibration, (scope, { params, body }) =>
    calibration.start(scope, { versionId: params.id, ...body }),
  )
  serve(desk, contract.readCalibration, (scope, { params }) => calibration.show(scope, params.id))
  serve(desk, contract.readCalibrationLead, (scope, { params }) => calibration.readLead(scope, params))
  serve(desk, contract.answerCalibrationLead, (scope, { params, body }) =>
    calibration.answer(scope, { ...params, ...body }),
  )
  serve(desk, contract.closeCalibration, (scope, { params }) => calibration.close(scope, params.id))
  serve(desk, contract.discussCalibration, (scope, { params }) => calibration.discuss(scope, params.id))
}
