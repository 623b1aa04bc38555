import type { Criteria } from '../../../contract/criteria.ts'
import { matchingSecondsMax } from '../../../contract/criteria-matches.ts'
import type { matchCriteria } from '../../../contract/criteria-matches.ts'
import type { EndpointAnswer, EndpointParsed } from '../../../contract/endpoint.ts'
import { Refusal } from '../../platform/refusal.ts'
import type { Scope } from '../../platform/scope.ts'
import { inForce } from '../agreements/index.ts'
import { catalogueOf, checkCriteria, sentenceOf } from './catalogue.ts'
import { fieldsOf } from './fields.ts'
import { fulfilledSql, selectMatches } from './store/matches.ts'
import type { MatchRow } from './store/matches.ts'
import { refuseUnseen } from './unseen.ts'

/**
 * Who in the workspace fulfils criteria, at now or at a past instant, with the profiles in force then. Refuses what
 * cannot be judged by, what whoever asks does not see, and what takes too long to count while somebody waits.
 */
export async function whoFulfils(
  scope: Scope,
  body: EndpointParsed<typeof matchCriteria>['body'],
): Promise<EndpointAnswer<typeof matchCriteria>> {
  const { criteria, limit, after } = body
  const at = instantAsked(scope, body.at)
  const binding = await inForce(scope, 'profile', at)
  const profiles = new Map(
    binding.map(({ agreementId, title, body: profile }) => [
      agreementId,
      { name: title, criteria: profile.criteria },
    ]),
  )
  const catalogue = await catalogueOf(scope, profiles)
  checkCriteria(criteria, catalogue, { place: 'criteria' })
  await refuseUnseen(scope, [criteria], 'criteria')
  const question = {
    criteria,
    at,
    fields: catalogue.fields,
    profiles: new Map(binding.map(({ agreementId, body: profile }) => [agreementId, profile.criteria])),
    of: body.of === 'leads' ? ('passes' as const) : ('everybody' as const),
  }
  const found = await selectMatches(scope, question, { after, limit, secondsMax: matchingSecondsMax })
  if (found === null) throw tooHeavy()
  const { rows, matches, people } = found
  const last = rows.length === limit ? rows.at(-1) : undefined
  return {
    sentence: sentenceOf(criteria, catalogue),
    matches,
    people,
    items: rows.map(presentMatch),
    next: last === undefined ? null : { contactId: last.contact_id, leadId: last.lead_id },
  }
}

/** A customer profile in force, whose criteria are asked. */
type BindingProfile = { readonly agreementId: string; readonly body: { readonly criteria: Criteria } }

/**
 * Everybody who belongs to any of these profiles now, as a query for a store to count with: `contact_id`, `lead_id`
 * where a pass is what fulfils it, and `mask`, in which the first profile is one, the second two, the third four.
 */
export async function belongingSql(
  scope: Scope,
  asked: readonly BindingProfile[],
): Promise<ReturnType<typeof fulfilledSql>> {
  const binding = await inForce(scope, 'profile', scope.now)
  return fulfilledSql(scope, {
    many: asked.map(({ body }) => body.criteria),
    at: scope.now,
    of: 'everybody',
    fields: await fieldsOf(scope),
    profiles: new Map(binding.map(({ agreementId, body }) => [agreementId, body.criteria])),
  })
}

function instantAsked(scope: Scope, at: string | undefined): Date {
  const instant = at === undefined ? scope.now : new Date(at)
  if (instant <= scope.now) return instant
  throw new Refusal('invalid-input', {
    place: 'at',
    message: 'Nobody knows yet who will fulfil this.',
    remedy: 'Ask for now or for a moment in the past.',
  })
}

function presentMatch(row: MatchRow): EndpointAnswer<typeof matchCriteria>['items'][number] {
  const contact = { id: row.contact_id, name: row.contact_name }
  return { contact, leadId: row.lead_id, stageId: row.stage_id }
}

function tooHeavy(): Refusal {
  return new Refusal('not-possible-now', {
    message: `Counting who fulfils this takes longer than ${matchingSecondsMax} seconds.`,
    remedy: 'Ask for fewer touches or a shorter time, or for leads without people who have none.',
  })
}
