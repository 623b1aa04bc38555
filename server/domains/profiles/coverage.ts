import type { EndpointAnswer } from '../../../contract/endpoint.ts'
import { coverageSecondsMax, profilesMax } from '../../../contract/profiles.ts'
import type { readCoverage } from '../../../contract/profiles.ts'
import type { Scope } from '../../platform/scope.ts'
import { inForce } from '../agreements/index.ts'
import { belongingSql, withinSeconds } from '../criteria/index.ts'
import { workspaceSettings } from '../workspace/index.ts'
import { tooHeavy } from './profiles.ts'
import { fitSteps, marketShares } from './rules/market.ts'
import { selectMarket, selectMarketTotal } from './store.ts'

/** How much of the market falls in each profile in force, in several and in none. Refuses what takes too long. */
export async function coverage(scope: Scope): Promise<EndpointAnswer<typeof readCoverage>> {
  const { currency } = await workspaceSettings(scope)
  const binding = (await inForce(scope, 'profile', scope.now)).slice(0, profilesMax)
  const scoring = await inForce(scope, 'scoring', scope.now)
  const scoresFit = scoring.some(({ body }) => body.fit.length > 0)
  const belonging = await belongingSql(scope, binding)
  const found = await withinSeconds(scope, coverageSecondsMax, async () => ({
    total: await selectMarketTotal(scope, currency),
    slices: binding.length === 0 ? [] : await selectMarket(scope, belonging, currency),
  }))
  if (found === null) throw tooHeavy(coverageSecondsMax)
  const { total, slices } = found
  const shares = marketShares(total, slices, binding.length)
  return {
    at: scope.now.toISOString(),
    currency,
    ...shares,
    profiles: binding.map(({ agreementId, title }, place) => ({
      profile: { id: agreementId, name: title },
      counts: shares.profiles[place] ?? shares.none,
      fit: scoresFit ? fitSteps(slices, place) : null,
    })),
    otherCurrencies: total.otherCurrencies,
  }
}
