import { beforeAll, expect, test } from 'vitest'
import { analyticsInTest } from '../../../test/analytics.ts'
import { act, checkAndRun, layGround, upload } from '../../../test/conformance/company.ts'
import { crowd } from '../../../test/crowd.ts'
import { openWorld, type World } from '../../../test/world.ts'

let world: World
const analytics = analyticsInTest()
/** What an act began that a later one goes on with. */
const begun = { wins: 0, late: '', lead: '', merge: '' }

beforeAll(async () => {
  world = await openWorld({ web: { analytics } })
  await analytics.openOn(world.database.app)
  await layGround(world)
  await crowd(world.database.ownerPool, world.home)
})

const people = ['One', 'Two', 'Three'].map((name) => `${name} Import,${name.toLowerCase()}@import.test,lead`)
const peopleFile = `Name,Email,Lifecycle Stage\n${people.join('\n')}\n`
const leadsFile = `mql_id,first_contact_date,landing_page_id,origin\na1,2025-02-01,p1,social\na2,2025-03-04,p2,only_here\n`
const winsFile = `mql_id,seller_id,sdr_id,sr_id,won_date,business_segment,lead_type,declared_monthly_revenue
a1,s1,d1,r1,2025-02-20,garden,online_big,100\n`

async function said(method: string, path: string, body?: object) {
  const answer = await world.as('aylin').request(method, `/api/v1${path}`, { body })
  expect(answer.status, `${method} ${path}: ${answer.text.slice(0, 300)}`).toBeLessThan(300)
  return answer.body
}

async function imported(name: string, file: string): Promise<number> {
  const uploaded = await upload(world.as('theo'), name, file)
  const { run } = await checkAndRun(world, world.as('theo'), uploaded)
  expect(run.state).toBe('finished')
  return run.id
}

async function met(name: string): Promise<string> {
  return (await said('POST', '/contacts', { name })).id
}

async function touched(contactId: string, channel: string, occurredAt: string): Promise<void> {
  await said('POST', '/touches', { touches: [{ contactId, kind: 'call', channel, occurredAt }] })
}

/** What the product does to records, in this order: each act builds on those before. */
const acts: Record<string, () => Promise<unknown>> = {
  'an import of people': () => imported('people.csv', peopleFile),
  'an import of leads': () => imported('leads.csv', leadsFile),
  'an import that wins some of them': async () => {
    begun.wins = await imported('wins.csv', winsFile)
  },
  'the undoing of an import': () => act(world, world.as('theo'), begun.wins, 'undoing'),
  'a new lead': async () => {
    begun.late = await met('Late Touch')
    await touched(begun.late, 'email', '2025-05-02T00:00:00Z')
    begun.lead = (await said('POST', '/leads', { contactId: begun.late, origin: 'brand new' })).id
  },
  'a changed lead': () => said('PATCH', `/leads/${begun.lead}`, { origin: 'changed', segment: 'new' }),
  'a lead moved': () => said('POST', `/leads/${begun.lead}/stage-changes`, { stageId: 3 }),
  'a lead in the trash': () => said('DELETE', `/leads/${begun.lead}`),
  'a lead restored': () => said('POST', `/leads/${begun.lead}/restoration`),
  'a merge that brings an earlier touch': async () => {
    const early = await met('Early Touch')
    await touched(early, 'social', '2025-01-02T00:00:00Z')
    const pair = { recordKind: 'contact', winnerId: begun.late, loserId: early }
    begun.merge = (await said('POST', '/merges', pair)).id
  },
  'the undoing of a merge': () => said('DELETE', `/merges/${begun.merge}`),
}

/** Every figure of every screen, without the instant it was told at. */
async function figures(): Promise<unknown[]> {
  const groups = ['month', 'origin', 'segment', 'campaign', 'owner', 'region', 'channel']
  const paths = [
    ...groups.map((group) => `/funnel?group=${group}`),
    '/funnel/flow?source=channel',
    '/pipeline/figures?group=owner',
    '/campaigns/figures',
    '/data-quality',
  ]
  const answers = []
  for (const path of paths) answers.push({ ...(await said('GET', path)), asOf: path })
  return answers
}

/** What was told last: no act lies between it and the next one. */
let before: unknown[] | undefined

test.each(Object.entries(acts))(
  'after %s the figures have changed, and equal those of a copy made anew',
  async (_, happens) => {
    before ??= await figures()
    await happens()
    const followed = await figures()
    expect(followed).not.toEqual(before)
    await said('POST', '/analytics/rebuilds')
    before = await figures()
    expect(followed).toEqual(before)
  },
)
