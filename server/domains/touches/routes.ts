import * as contract from '../../../contract/touches.ts'
import { serve } from '../../http/resource.ts'
import type { Desk } from '../../http/resource.ts'
import * as touches from './index.ts'

/** Touches and channels over HTTP. */
export function touchRoutes(desk: Desk): void {
  serve(desk, contract.listChannels, async (scope) => ({ items: await touches.channels(scope) }))
  serve(desk, contract.recordTouchBatch, (scope, { body }) => touches.recordBatch(scope, body.touches))
}
