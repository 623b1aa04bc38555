import type { EndpointAnswer } from '../../../contract/endpoint.ts'
import { profilesMax } from '../../../contract/profiles.ts'
import type { listProfiles, ProfileView } from '../../../contract/profiles.ts'
import { criteriaSentence } from '../../../contract/criteria-sentence.ts'
import { notFound, Refusal } from '../../platform/refusal.ts'
import type { Scope } from '../../platform/scope.ts'
import { inForce, namesFor } from '../agreements/index.ts'
import type { VersionInForce } from '../agreements/index.ts'

type Binding = VersionInForce<'profile'>

/** The profiles in force now, as they are shown. */
export async function profilesInForce(scope: Scope): Promise<EndpointAnswer<typeof listProfiles>> {
  const all = await inForce(scope, 'profile', scope.now)
  const shown = all.slice(0, profilesMax)
  return { items: await presentProfiles(scope, shown), more: all.length - shown.length }
}

/** One profile in force. Refuses `not-found`. */
export async function profile(scope: Scope, id: string): Promise<ProfileView> {
  const [shown] = await presentProfiles(scope, [await bindingProfile(scope, id)])
  if (shown === undefined) throw notFound('profile')
  return shown
}

/** The version of a profile that binds now. Refuses `not-found`. */
export async function bindingProfile(scope: Scope, id: string): Promise<Binding> {
  const found = (await inForce(scope, 'profile', scope.now)).find(({ agreementId }) => agreementId === id)
  if (found === undefined) throw notFound('profile in force')
  return found
}

/** What is told where counting takes too long. */
export function tooHeavy(secondsMax: number): Refusal {
  return new Refusal('not-possible-now', {
    message: `Counting who belongs takes longer than ${secondsMax} seconds.`,
    remedy: 'Ask again when less is being imported, or agree on profiles that count fewer touches.',
  })
}

async function presentProfiles(scope: Scope, binding: readonly Binding[]): Promise<ProfileView[]> {
  const names = await namesFor(
    scope,
    binding.map(({ body }) => body),
  )
  return binding.map(({ agreementId, title, versionId, number, inForceFrom, body }) => ({
    id: agreementId,
    name: title,
    versionId,
    number,
    inForceFrom: inForceFrom.toISOString(),
    sentence: criteriaSentence(body.criteria, names),
    persona: body.persona,
    concerns: body.concerns,
    products: body.products.map((id) => ({ id, name: names.product(id) ?? 'a product that is gone' })),
    decides: body.decides,
  }))
}
