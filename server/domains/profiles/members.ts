import type { EndpointAnswer, EndpointParsed } from '../../../contract/endpoint.ts'
import { coverageSecondsMax, profilesMax } from '../../../contract/profiles.ts'
import type {
  listMarketMembers,
  listProfileMembers,
  MarketPart,
  ProfileMember,
} from '../../../contract/profiles.ts'
import { referenceOrNull } from '../../../contract/records.ts'
import type { Scope } from '../../platform/scope.ts'
import { inForce } from '../agreements/index.ts'
import { belongingSql, withinSeconds } from '../criteria/index.ts'
import { selectMembers } from './members.store.ts'
import type { MemberRow } from './members.store.ts'
import { bindingProfile, tooHeavy } from './profiles.ts'

type Asked = EndpointParsed<typeof listProfileMembers>['query']
type Answer = EndpointAnswer<typeof listProfileMembers>

/** What belongs to a profile in force, page by page. Refuses `not-found`, and what takes too long. */
export async function profileMembers(scope: Scope, id: string, asked: Asked): Promise<Answer> {
  return membersOf(scope, [await bindingProfile(scope, id)], { ...asked, part: 'belonging' })
}

/** What belongs to several of the profiles that are counted, to none of them, or to the market at all, page by page. */
export async function marketMembers(
  scope: Scope,
  part: MarketPart,
  asked: Asked,
): Promise<EndpointAnswer<typeof listMarketMembers>> {
  const binding = (await inForce(scope, 'profile', scope.now)).slice(0, profilesMax)
  if (binding.length === 0 && part === 'several') return pageOf([], 0, asked.limit)
  return membersOf(scope, binding, { ...asked, part: binding.length === 0 ? 'all' : part })
}

type Binding = Awaited<ReturnType<typeof bindingProfile>>
type AskedPart = Asked & { readonly part: MarketPart | 'belonging' }

async function membersOf(
  scope: Scope,
  binding: readonly Binding[],
  { of, part, cursor, limit }: AskedPart,
): Promise<Answer> {
  const belonging = await belongingSql(scope, binding)
  const found = await withinSeconds(scope, coverageSecondsMax, () =>
    selectMembers(scope, belonging, { of, part, after: cursor, limit }),
  )
  if (found === null) throw tooHeavy(coverageSecondsMax)
  return pageOf(found.rows, found.total, limit)
}

function pageOf(rows: readonly MemberRow[], total: number, limit: number): Answer {
  const last = rows.length === limit ? rows.at(-1) : undefined
  return {
    items: rows.map(presentMember),
    nextCursor: last?.id ?? null,
    total,
    totalIsEstimate: false,
  }
}

function presentMember(row: MemberRow): ProfileMember {
  return {
    id: row.id,
    name: row.name,
    title: row.title,
    contactId: row.contact_id,
    account: referenceOrNull(row.account_id, row.account_name),
    stageId: row.stage_id,
    fit: row.fit,
    people: row.people,
    amount: row.amount,
    currency: row.currency,
  }
}
