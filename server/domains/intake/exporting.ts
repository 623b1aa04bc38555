import { Refusal } from '../../platform/refusal.ts'
import type { Scope } from '../../platform/scope.ts'
import { exportLimit, powersOf } from '../agreements/index.ts'

/** Refused rows stand in their file as they came, so that whoever takes it out exports and sees contact data. */
export async function refuseExport(scope: Scope): Promise<void> {
  await exportLimit(scope)
  if ((await powersOf(scope)).seeContactData) return
  throw new Refusal('not-allowed', {
    message: 'The role charters that you hold do not let you see contact data, which stands in these rows.',
    remedy: 'Ask somebody whose role may.',
  })
}
