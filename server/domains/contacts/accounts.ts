import { v7 as uuid } from 'uuid'
import { accountPeopleShownMax } from '../../../contract/accounts.ts'
import type { changeAccount, createAccount, listAccounts } from '../../../contract/accounts.ts'
import type { EndpointAnswer, EndpointParsed } from '../../../contract/endpoint.ts'
import { nameKey } from '../../../contract/names.ts'
import { notFound, Refusal } from '../../platform/refusal.ts'
import type { Scope } from '../../platform/scope.ts'
import { applyChanges } from '../attributes/index.ts'
import { record } from '../journal/index.ts'
import {
  accountSortAsked,
  selectAccountFamily,
  selectAccountPage,
  selectAccountRows,
} from './account-rows.store.ts'
import * as store from './accounts.store.ts'
import { selectDeals, selectFlags, selectMerged } from './detail.store.ts'
import { mayEdit, mayRemove } from './policy.ts'
import { presentAccountRow } from './present-account.ts'
import { companyDomain } from './rules/identity.ts'

export type AccountDetail = Awaited<ReturnType<typeof accountDetail>>

/** A page of companies. */
export async function accountPage(
  scope: Scope,
  query: EndpointParsed<typeof listAccounts>['query'],
): Promise<EndpointAnswer<typeof listAccounts>> {
  const { sort, cursor, limit, ...filters } = query
  const { ids, ...page } = await selectAccountPage(scope, filters, {
    ...accountSortAsked(sort),
    cursor,
    limit,
  })
  const rows = await selectAccountRows(scope, ids)
  return { items: rows.map(presentAccountRow), ...page }
}

/** One company with its people and deals, those of the merged included. Refuses `not-found`. */
export async function accountDetail(scope: Scope, id: string) {
  const family = await selectAccountFamily(scope, id)
  const [found] = await selectAccountRows(scope, family.slice(0, 1))
  if (found === undefined) throw notFound('account')
  return {
    record: found,
    people: await store.selectPeople(scope, family, accountPeopleShownMax),
    deals: await selectDeals(scope, { of: 'account', family, limit: accountPeopleShownMax }),
    children: await store.selectChildren(scope, family, accountPeopleShownMax),
    merged: await selectMerged(scope, 'account', family),
    flags: await selectFlags(scope, family),
  }
}

type Changes = EndpointParsed<typeof changeAccount>['body']

/** Adds a company. */
export async function addAccount(
  scope: Scope,
  body: EndpointParsed<typeof createAccount>['body'],
): Promise<AccountDetail> {
  allow(mayEdit(scope.actor))
  const changes = withDomain(body)
  const id = uuid()
  await store.insertAccount(scope, { id, name: body.name, nameKey: nameKey(body.name) })
  const eventId = await record(scope, { kind: 'account.created', subjectKind: 'account', subjectId: id })
  await applyChanges(scope, { recordKind: 'account', recordId: id, changes, eventId, isNew: true })
  return accountDetail(scope, id)
}

/** Changes attributes through the ledger. Refuses a parent that stands below. */
export async function amendAccount(scope: Scope, id: string, body: Changes): Promise<AccountDetail> {
  allow(mayEdit(scope.actor))
  const rootId = await heldAccount(scope, id)
  if (typeof body.parentId === 'string' && (await store.standsAbove(scope, rootId, body.parentId))) {
    throw new Refusal('not-possible-now', {
      message: 'A company cannot stand below itself.',
      place: 'parentId',
      remedy: 'Choose a parent that this company does not own.',
    })
  }
  const changes = withDomain(body)
  const eventId = await record(scope, {
    kind: 'account.changed',
    subjectKind: 'account',
    subjectId: rootId,
    payload: { fields: Object.keys(body) },
  })
  await applyChanges(scope, { recordKind: 'account', recordId: rootId, changes, eventId })
  return accountDetail(scope, rootId)
}

/** Puts a company in the trash; its people and deals stay and keep naming it. */
export async function trashAccount(scope: Scope, id: string): Promise<void> {
  allow(mayRemove(scope.actor))
  const rootId = await heldAccount(scope, id)
  await record(scope, { kind: 'account.trashed', subjectKind: 'account', subjectId: rootId })
  await store.setAccountDeleted(scope, rootId, scope.now)
}

/** Takes a company out of the trash. */
export async function restoreAccount(scope: Scope, id: string): Promise<AccountDetail> {
  allow(mayRemove(scope.actor))
  const held = await store.holdAccount(scope, id)
  if (held === undefined) throw notFound('account')
  if (held.deleted_at !== null) {
    await record(scope, { kind: 'account.restored', subjectKind: 'account', subjectId: id })
    await store.setAccountDeleted(scope, id, null)
  }
  return accountDetail(scope, id)
}

async function heldAccount(scope: Scope, id: string): Promise<string> {
  const [rootId] = await selectAccountFamily(scope, id)
  const held = rootId === undefined ? undefined : await store.holdAccount(scope, rootId)
  if (held === undefined || held.deleted_at !== null) throw notFound('account')
  return held.id
}

/** A website is kept as the company's domain. Refuses a mail provider's, which would make strangers colleagues. */
function withDomain<Body extends Changes>(body: Body): Body {
  if (body.domain === undefined || body.domain === null) return body
  const domain = companyDomain(body.domain)
  if (domain !== null) return { ...body, domain }
  throw new Refusal('invalid-input', {
    message: `${body.domain} is not the domain of a company.`,
    place: 'domain',
    remedy: 'Write a domain such as acme.com; a mail provider for everybody is none.',
  })
}

function allow(may: boolean): void {
  if (!may) throw new Refusal('not-allowed')
}
