import type { EndpointAnswer } from '../../../contract/endpoint.ts'
import { profilesMax } from '../../../contract/profiles.ts'
import type { listMemberships } from '../../../contract/profiles.ts'
import type { Scope } from '../../platform/scope.ts'
import { inForce } from '../agreements/index.ts'
import { compileCriteria, loadDossiers } from '../criteria/index.ts'
import type { Standards } from '../criteria/index.ts'

/** Which profiles in force these people fall in now, judged one by one: as many as a page of a list has. */
export async function memberships(
  scope: Scope,
  contactIds: readonly string[],
): Promise<EndpointAnswer<typeof listMemberships>> {
  const binding = await inForce(scope, 'profile', scope.now)
  if (binding.length === 0) return { items: [] }
  const judges = binding.slice(0, profilesMax).map(({ agreementId, title, body }) => ({
    profile: { id: agreementId, name: title },
    met: compileCriteria(body.criteria),
  }))
  // A profile is a part of fit, so none can ask for points.
  const standards: Standards = {
    profiles: new Map(binding.map(({ agreementId, body }) => [agreementId, body.criteria])),
    millipoints: () => 0,
  }
  const passes = Map.groupBy(await loadDossiers(scope, { contactIds }), ({ contactId }) => contactId)
  const items = [...passes].map(([contactId, own]) => {
    const fulfilled = judges.filter(({ met }) =>
      own.some((pass) => met(pass, standards, scope.now.getTime())),
    )
    return { contactId, profiles: fulfilled.map(({ profile }) => profile) }
  })
  return { items: items.filter(({ profiles }) => profiles.length > 0) }
}
