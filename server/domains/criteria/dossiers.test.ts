import { beforeAll, describe, expect, test } from 'vitest'
import { criteria as criteriaShape } from '../../../contract/criteria.ts'
import { noon, openWorld } from '../../../test/world.ts'
import type { World } from '../../../test/world.ts'
import { compileCriteria, loadDossiers } from './index.ts'
import type { Dossier, Standards } from './index.ts'

const dayMs = 86_400_000
const ago = (days: number): string => new Date(noon.getTime() - days * dayMs).toISOString()
const standards: Standards = { profiles: new Map(), millipoints: () => 0 }

let world: World

beforeAll(async () => {
  world = await openWorld()
})

type Body = Record<string, unknown>

async function made(path: string, body: Body): Promise<string> {
  const answer = await world.as('ines').post(`/api/v1/${path}`, body)
  expect(answer.status, answer.text).toBe(201)
  return answer.body.id
}

let people = 0
const person = (body: Body = {}) => made('contacts', { name: `Person ${++people}`, ...body })
const lead = (contactId: string) => made('leads', { contactId })
const write = (text: string, values: unknown[] = []) => world.database.ownerPool.query(text, values)

/** Puts what stands of a record, and what its ledger says, that many days into the past. */
async function age(id: string, days: number): Promise<void> {
  for (const table of ['contacts', 'accounts', 'leads', 'deals'])
    await write(`update ${table} set created_at = $2 where id = $1`, [id, ago(days)])
  await write('update attribute_changes set known_from = $2 where record_id = $1', [id, ago(days)])
}

async function touch(
  contactId: string,
  days: number,
  { imported = false, recorded = 0 } = {},
): Promise<void> {
  await write(
    `insert into touches (workspace_id, contact_id, occurred_at, recorded_at, kind, key, import_id)
     values ($1, $2, $3, $4, 3, gen_random_uuid(), $5)`,
    [world.home, contactId, ago(days), ago(recorded), imported ? 1 : null],
  )
}

const dossiersOf = (asked: Parameters<typeof loadDossiers>[1]): Promise<Dossier[]> =>
  world.scope('ines', (scope) => loadDossiers(scope, asked))

async function dossierOf(leadId: string): Promise<Dossier> {
  const [dossier] = await dossiersOf({ leadIds: [leadId] })
  if (dossier === undefined) throw new Error('no dossier')
  return dossier
}

const fulfils = (dossier: Dossier, condition: Body, days: number): boolean =>
  compileCriteria(criteriaShape.parse({ kind: 'group', join: 'all', of: [condition] }))(
    dossier,
    standards,
    noon.getTime() - days * dayMs,
  )
const on = (dossier: Dossier, condition: Body, days: readonly number[]): boolean[] =>
  days.map((one) => fulfils(dossier, condition, one))

const touched = (times: number) => ({ kind: 'touch', is: 'at-least', times })
const city = (value: string) => ({ kind: 'attribute', of: 'contact', field: 'city', is: 'equals', value })

describe('a dossier', () => {
  test('knows an imported touch from when it occurred, and any other from when it was recorded', async () => {
    const [told, imported] = [await person(), await person()]
    const [first, second] = [await lead(told), await lead(imported)]
    for (const id of [told, imported, first, second]) await age(id, 9)
    await touch(told, 5, { recorded: 2 })
    await touch(imported, 5, { recorded: 2, imported: true })
    expect(on(await dossierOf(first), touched(1), [6, 5, 3, 2])).toEqual([false, false, false, true])
    expect(on(await dossierOf(second), touched(1), [6, 5])).toEqual([false, true])
  })

  test('says of each day what was known then, and that what stood from the beginning is assumed', async () => {
    const contactId = await person({ city: 'Bonn' })
    const leadId = await lead(contactId)
    await age(contactId, 9)
    await age(leadId, 9)
    await world.as('ines').patch(`/api/v1/contacts/${contactId}`, { city: 'Rome' })
    const dossier = await dossierOf(leadId)
    expect(on(dossier, city('Bonn'), [10, 9, 1, 0])).toEqual([false, true, true, false])
    await write('delete from attribute_changes where record_id = $1', [contactId])
    expect((await dossierOf(leadId)).contact.values.get('city')).toEqual([
      { from: noon.getTime() - 9 * dayMs, value: 'Rome', assumed: true },
    ])
  })

  test('knows of a merged person from the merge, of one that was taken apart again nothing', async () => {
    const [winner, loser] = [await person({ city: 'Bonn' }), await person({ city: 'Rome' })]
    const [first, second] = [await lead(winner), await lead(loser)]
    for (const id of [winner, loser, first, second]) await age(id, 9)
    await touch(loser, 7, { imported: true })
    const mergeId = await made('merges', {
      recordKind: 'contact',
      winnerId: winner,
      loserId: loser,
      choices: {},
    })
    await write('update merges set merged_at = $2 where id = $1', [mergeId, ago(3)])
    const [ofWinner, ofLoser] = [await dossierOf(first), await dossierOf(second)]
    expect(on(ofWinner, touched(1), [6, 4, 3])).toEqual([false, false, true])
    expect(on(ofLoser, touched(1), [8, 7, 3])).toEqual([false, true, true])
    expect(on(ofLoser, city('Rome'), [4, 3])).toEqual([true, false])
    expect(ofLoser.contactId).toBe(winner)
    expect((await dossiersOf({ contactIds: [loser] })).map(({ leadId }) => leadId)).toEqual([first, second])
    await world.as('ines').delete(`/api/v1/merges/${mergeId}`)
    expect(on(await dossierOf(first), touched(1), [3, 0])).toEqual([false, false])
  })

  test('follows a company into the one that it was merged with', async () => {
    const [small, large] = [
      await made('accounts', { name: 'Small', employees: 5 }),
      await made('accounts', { name: 'Large', employees: 500 }),
    ]
    const contactId = await person({ accountId: small })
    const leadId = await lead(contactId)
    for (const id of [small, large, contactId, leadId]) await age(id, 9)
    const mergeId = await made('merges', {
      recordKind: 'account',
      winnerId: large,
      loserId: small,
      choices: {},
    })
    await write('update merges set merged_at = $2 where id = $1', [mergeId, ago(3)])
    const employees = { kind: 'attribute', of: 'account', field: 'employees', is: 'at-least', value: 100 }
    expect(on(await dossierOf(leadId), employees, [4, 3, 0])).toEqual([false, true, true])
  })

  test('counts a deal to whom it belonged at the time', async () => {
    const [before, after] = [await person(), await person()]
    const dealId = await made('deals', { name: 'Moving', contactId: before, amount: '100.00' })
    for (const id of [before, after, dealId]) await age(id, 9)
    await world.as('ines').patch(`/api/v1/deals/${dealId}`, { contactId: after })
    const [first, second] = await dossiersOf({ contactIds: [before, after] })
    const rich = { kind: 'attribute', of: 'deal', field: 'amount', is: 'at-least', value: 100 }
    const byId = new Map([first, second].map((dossier) => [dossier!.contactId, dossier!]))
    expect(on(byId.get(before)!, rich, [1, 0])).toEqual([true, false])
    expect(on(byId.get(after)!, rich, [1, 0])).toEqual([false, true])
  })

  test('counts a seat in the buying committee while it is held', async () => {
    const accountId = await made('accounts', { name: 'Seated' })
    const contactId = await person({ accountId })
    await age(contactId, 9)
    await write(
      `insert into committee_seats (workspace_id, id, account_id, contact_id, role, from_at, until_at)
       values ($1, gen_random_uuid(), $2, $3, 'champion', $4, $5)`,
      [world.home, accountId, contactId, ago(5), ago(2)],
    )
    const [dossier] = await dossiersOf({ contactIds: [contactId] })
    const champion = { kind: 'committee', who: 'person', roles: ['champion'] }
    expect(on(dossier!, champion, [6, 5, 3, 2])).toEqual([false, true, true, false])
  })

  test('of somebody in another workspace does not exist', async () => {
    const contactId = await person()
    const theirs = await world.scope('rita', (scope) => loadDossiers(scope, { contactIds: [contactId] }))
    expect(theirs).toEqual([])
  })
})
