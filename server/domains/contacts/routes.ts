import * as accounts from '../../../contract/accounts.ts'
import * as contacts from '../../../contract/contacts.ts'
import * as merges from '../../../contract/merges.ts'
import { serve } from '../../http/resource.ts'
import type { Desk } from '../../http/resource.ts'
import * as people from './index.ts'
import { presentAccount, presentContact } from './present.ts'

/** People, companies, and which of them are one, over HTTP. */
export function contactRoutes(desk: Desk): void {
  peopleRoutes(desk)
  companyRoutes(desk)
  identityRoutes(desk)
}

function peopleRoutes(desk: Desk): void {
  serve(desk, contacts.listContacts, (scope, { query }) => people.contactPage(scope, query))
  serve(desk, contacts.readContact, async (scope, { params }) =>
    presentContact(await people.contactDetail(scope, params.id), scope.actor),
  )
  serve(desk, contacts.createContact, async (scope, { body }) =>
    presentContact(await people.addContact(scope, body), scope.actor),
  )
  serve(desk, contacts.changeContact, async (scope, { params, body }) =>
    presentContact(await people.amendContact(scope, params.id, body), scope.actor),
  )
  serve(desk, contacts.trashContact, async (scope, { params }) => {
    await people.trashContact(scope, params.id)
    return undefined
  })
  serve(desk, contacts.restoreContact, async (scope, { params }) =>
    presentContact(await people.restoreContact(scope, params.id), scope.actor),
  )
  serve(desk, contacts.readContactTimeline, (scope, { params, query }) =>
    people.contactTimeline(scope, params.id, query),
  )
}

function companyRoutes(desk: Desk): void {
  serve(desk, accounts.listAccounts, (scope, { query }) => people.accountPage(scope, query))
  serve(desk, accounts.readAccount, async (scope, { params }) =>
    presentAccount(await people.accountDetail(scope, params.id), scope.actor),
  )
  serve(desk, accounts.createAccount, async (scope, { body }) =>
    presentAccount(await people.addAccount(scope, body), scope.actor),
  )
  serve(desk, accounts.changeAccount, async (scope, { params, body }) =>
    presentAccount(await people.amendAccount(scope, params.id, body), scope.actor),
  )
  serve(desk, accounts.trashAccount, async (scope, { params }) => {
    await people.trashAccount(scope, params.id)
    return undefined
  })
  serve(desk, accounts.restoreAccount, async (scope, { params }) =>
    presentAccount(await people.restoreAccount(scope, params.id), scope.actor),
  )
  serve(desk, contacts.readAccountTimeline, (scope, { params, query }) =>
    people.accountTimeline(scope, params.id, query),
  )
}

function identityRoutes(desk: Desk): void {
  serve(desk, merges.listDuplicates, (scope, { query }) => people.duplicates(scope, query))
  serve(desk, merges.searchDuplicates, async (scope, { body }) => {
    await people.askForDuplicates(scope, body.recordKind)
    return undefined
  })
  serve(desk, merges.dismissDuplicate, async (scope, { body }) => {
    await people.dismissDuplicate(scope, body)
    return undefined
  })
  serve(desk, merges.previewMerge, (scope, { body }) => people.previewMerge(scope, body))
  serve(desk, merges.createMerge, (scope, { body }) => people.merge(scope, body))
  serve(desk, merges.undoMerge, (scope, { params }) => people.unmerge(scope, params.id))
}
