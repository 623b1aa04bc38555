import type { AgreementBody, AgreementKind } from '../../../contract/agreement-bodies.ts'
import type { AgreementNames } from '../../../contract/agreement-text.ts'
import { Refusal } from '../../platform/refusal.ts'
import type { Scope } from '../../platform/scope.ts'
import type { Content } from './contents.store.ts'
import { namesFor } from './names.ts'
import { bodyFault, quizFault } from './rules/body-faults.ts'
import { subjectOf } from './rules/subject.ts'

/** What another domain demands of a body, such as that its criteria can be judged. Refuses `invalid-input`. */
export type BodyCheck = (scope: Scope, body: AgreementBody) => Promise<void>

type Checked = { readonly kind: AgreementKind; readonly subject: string | null; readonly content: Content }

/** Refuses a text that cannot be, that is about something else, or that refers to what is not there. */
export async function refuseUnsound(
  scope: Scope,
  { kind, subject, content }: Checked,
  checks: readonly BodyCheck[],
): Promise<void> {
  const { body, quiz } = content
  refuseOtherSubject(body, { kind, subject })
  const fault = bodyFault(body) ?? quizFault(quiz)
  if (fault !== null) throw new Refusal('invalid-input', fault)
  refuseUnknown(body, await namesFor(scope, [body]))
  for (const check of checks) await check(scope, body)
}

function refuseOtherSubject(body: AgreementBody, { kind, subject }: Pick<Checked, 'kind' | 'subject'>): void {
  // A word is the title of its agreement, which its text does not repeat.
  const about = kind === 'term' ? subject : subjectOf(body, '')
  if (body.kind === kind && about === subject) return
  throw new Refusal('invalid-input', {
    place: body.kind === kind ? `body.${kind}` : 'body.kind',
    message: 'A version is about what its agreement is about.',
    remedy: 'Begin another agreement for something else.',
  })
}

function refuseUnknown(body: AgreementBody, names: AgreementNames): void {
  const missing = references(body, names).find(({ name }) => name === null)
  if (missing === undefined) return
  throw new Refusal('invalid-input', {
    place: missing.place,
    message: `There is no such ${missing.what} here.`,
    remedy: `Choose a ${missing.what} of this workspace.`,
  })
}

type Reference = { readonly place: string; readonly what: string; readonly name: string | null }

function references(body: AgreementBody, names: AgreementNames): Reference[] {
  switch (body.kind) {
    case 'stage':
      return [{ place: 'body.stage', what: 'stage', name: names.stage(body.stage) }]
    case 'profile':
      return body.products.map((id, at) => ({
        place: `body.products.${at}`,
        what: 'product',
        name: names.product(id),
      }))
    case 'role_charter':
      return body.holders.map((id, at) => ({
        place: `body.holders.${at}`,
        what: 'member',
        name: names.member(id),
      }))
    case 'lead_plan':
      return body.sources.flatMap(({ ownerId }, at) =>
        ownerId === null
          ? []
          : [{ place: `body.sources.${at}.ownerId`, what: 'member', name: names.member(ownerId) }],
      )
    case 'term':
      return executed(body.executes, names)
    default:
      return []
  }
}

function executed(
  executes: Extract<AgreementBody, { kind: 'term' }>['executes'],
  names: AgreementNames,
): Reference[] {
  if (executes?.as === 'stage')
    return [{ place: 'body.executes.stage', what: 'stage', name: names.stage(executes.stage) }]
  if (executes?.as === 'profile')
    return [{ place: 'body.executes.profile', what: 'profile', name: names.profile(executes.profile) }]
  return []
}
