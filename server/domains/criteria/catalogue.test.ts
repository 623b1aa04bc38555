import { beforeAll, describe, expect, test } from 'vitest'
import type { CriteriaField } from '../../../contract/criteria-fields.ts'
import { openWorld } from '../../../test/world.ts'
import type { World } from '../../../test/world.ts'

let world: World
let fields: CriteriaField[]

beforeAll(async () => {
  world = await openWorld()
  const rome = { name: 'Rosa Rome', city: 'Rome', emails: ['rosa@example.test'] }
  await world.as('mara').post('/api/v1/contacts', rome)
  const plan = { recordKind: 'account', label: 'Plan tier', type: 'choice', options: ['Free', 'Paid'] }
  await world.as('aylin').post('/api/v1/fields', plan)
  const retired = await world.as('aylin').post('/api/v1/fields', { ...plan, label: 'Old' })
  await world.as('aylin').delete(`/api/v1/fields/${retired.body.id}`)
  fields = (await world.as('noor').get('/api/v1/criteria/fields')).body.items
})

const fieldOf = (of: string, field: string) => fields.find((one) => one.of === of && one.field === field)

describe('the fields that criteria can ask for', () => {
  test('are the standard ones, with the tests that fit and the values that stand there', () => {
    expect(fieldOf('contact', 'city')).toMatchObject({
      label: 'City',
      type: 'text',
      samples: ['Rome'],
      custom: false,
    })
    expect(fieldOf('account', 'employees')?.tests).toContain('at-least')
    expect(fieldOf('deal', 'outcome')?.options.map(({ value }) => value)).toEqual(['open', 'won', 'lost'])
  })

  test('are those of the company’s own that are not retired', () => {
    expect(fieldOf('account', 'custom.plan_tier')).toMatchObject({
      phrase: '“Plan tier”',
      type: 'choice',
      options: [
        { value: 'Free', name: 'Free' },
        { value: 'Paid', name: 'Paid' },
      ],
      custom: true,
    })
    expect(fieldOf('account', 'custom.old')).toBeUndefined()
  })

  test('offer the members as owners by name', () => {
    expect(fieldOf('lead', 'ownerId')?.options).toContainEqual({ value: world.ids.mara, name: 'Mara Lind' })
  })

  test('do not show how somebody is called or reached', () => {
    expect(JSON.stringify(fields)).not.toMatch(/Rosa|rosa@/)
  })

  test('are those of one’s own workspace', async () => {
    const theirs = (await world.as('rita').get('/api/v1/criteria/fields')).text
    expect(theirs).not.toMatch(/Rome|Plan tier|Mara Lind/)
  })

  test('are for members only', async () => {
    expect((await world.stranger().get('/api/v1/criteria/fields')).status).toBe(401)
  })
})
