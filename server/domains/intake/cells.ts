import { Refusal } from '../../platform/refusal.ts'
import type { Scope } from '../../platform/scope.ts'
import { powersOf } from '../agreements/index.ts'
import type { ImportRecord } from './store/imports.ts'

type Brought = Pick<ImportRecord, 'created_by_id'>

/**
 * Whether whoever acts sees the cells of an uploaded file as they came. Nothing can be withheld from them by name, so
 * whoever does not see contact data or revenue sees only what they brought themselves.
 */
export async function seesCells(scope: Scope, { created_by_id: broughtBy }: Brought): Promise<boolean> {
  if (broughtBy !== null && broughtBy === scope.actor.memberId) return true
  const { seeContactData, seeRevenue } = await powersOf(scope)
  return seeContactData && seeRevenue
}

/** Refuses `not-allowed` to whoever does not see the cells of a file. */
export async function refuseCells(scope: Scope, found: Brought): Promise<void> {
  if (await seesCells(scope, found)) return
  throw new Refusal('not-allowed', {
    message: 'The role charters that you hold keep from you what stands in files that others brought.',
    remedy: 'Ask somebody whose role may, or upload the file yourself.',
  })
}
