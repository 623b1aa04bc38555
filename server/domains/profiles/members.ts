import type { EndpointAnswer, EndpointParsed } from '../../../contract/endpoint.ts'
import { coverageSecondsMax } from '../../../contract/profiles.ts'
import type { listProfileMembers, ProfileMember } from '../../../contract/profiles.ts'
import { referenceOrNull } from '../../../contract/records.ts'
import type { Scope } from '../../platform/scope.ts'
import { belongingSql, withinSeconds } from '../criteria/index.ts'
import { bindingProfile, tooHeavy } from './profiles.ts'
import { selectMembers } from './store.ts'
import type { MemberRow } from './store.ts'

/** The people or companies in a profile in force, page by page. Refuses `not-found`, and what takes too long. */
export async function profileMembers(
  scope: Scope,
  id: string,
  { of, cursor, limit }: EndpointParsed<typeof listProfileMembers>['query'],
): Promise<EndpointAnswer<typeof listProfileMembers>> {
  const belonging = await belongingSql(scope, [await bindingProfile(scope, id)])
  const found = await withinSeconds(scope, coverageSecondsMax, () =>
    selectMembers(scope, belonging, { of, after: cursor, limit }),
  )
  if (found === null) throw tooHeavy(coverageSecondsMax)
  const last = found.rows.length === limit ? found.rows.at(-1) : undefined
  return {
    items: found.rows.map(presentMember),
    nextCursor: last?.id ?? null,
    total: found.total,
    totalIsEstimate: false,
  }
}

function presentMember(row: MemberRow): ProfileMember {
  return {
    id: row.id,
    name: row.name,
    title: row.title,
    account: referenceOrNull(row.account_id, row.account_name),
    stageId: row.stage_id,
    fit: row.fit,
    people: row.people,
  }
}
