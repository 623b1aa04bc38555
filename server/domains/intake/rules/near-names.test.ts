import { describe, expect, test } from 'vitest'
import { editDistance, nearNames } from './near-names.ts'
import { outcomeOf, stageMeant } from './stages.ts'

const counted = (values: Readonly<Record<string, number>>) => new Map(Object.entries(values))

describe('two spellings of one name', () => {
  test('that differ in case, spaces and punctuation are the known one, unasked', () => {
    expect(nearNames(counted({ GTXPro: 1480, 'MG Special': 3 }), ['GTX Pro', 'MG Special'])).toEqual([
      { written: 'GTXPro', probably: 'GTX Pro', rows: 1480, automatic: true },
    ])
  })

  test('of which none is known are the more frequent one', () => {
    expect(nearNames(counted({ google: 5, Google: 2868 }))).toEqual([
      { written: 'google', probably: 'Google', rows: 5, automatic: true },
    ])
  })

  test('with a slip in a long word are probably the same, which a person decides', () => {
    expect(nearNames(counted({ technolgy: 12, retail: 17 }), ['technology', 'retail'])).toEqual([
      { written: 'technolgy', probably: 'technology', rows: 12, automatic: false },
    ])
  })
})

test.each([
  ['GTX Basic', 'GTX Plus Basic'],
  ['Campaign A', 'Campaign B'],
  ['Spring 2023', 'Spring 2024'],
  ['East', 'West'],
  ['MG Special', 'MG Advanced'],
  ['Anna Berg', 'Anja Berg'],
  ['Product 1000', 'Product 1001'],
])('%s and %s are different names', (one, other) => {
  expect(nearNames(counted({ [one]: 5, [other]: 9 }))).toEqual([])
})

test('the distance of two words counts letters added, lost, replaced and swapped', () => {
  expect([
    editDistance('technolgy', 'technology'),
    editDistance('adn', 'and'),
    editDistance('', 'abc'),
    editDistance('same', 'same'),
  ]).toEqual([1, 1, 3, 0])
})

describe('a written stage', () => {
  const stages = [
    'first_touch',
    'engaged',
    'mql',
    'sal',
    'sql',
    'opportunity',
    'won',
    'lost',
    'disqualified',
  ].map((key) => ({ key, label: key.toUpperCase() }))

  test.each([
    ['MQL', 'mql'],
    ['Marketing Qualified Lead', 'mql'],
    ['marketingqualifiedlead', 'mql'],
    ['Closed Won', 'won'],
    ['customer', 'won'],
    ['Open - Not Contacted', 'first_touch'],
    ['Unqualified', 'disqualified'],
  ])('%s means %s', (written, key) => {
    expect(stageMeant(written, stages)?.key).toBe(key)
  })

  test('that nobody knows means none', () => {
    expect(stageMeant('Phase 7', stages)).toBeNull()
  })

  test('of a pipeline means only its namesake, or won and lost', () => {
    const pipeline = [
      { key: 'a', label: 'Discovery' },
      { key: 'b', label: 'Opportunity' },
      { key: 'w', label: 'Won' },
    ]
    const meant = (written: string) => stageMeant(written, pipeline, { loosely: false })?.key ?? null
    expect(['discovery', 'Proposal', 'Closed Won'].map(meant)).toEqual(['a', null, 'w'])
  })

  test('says how a deal ended', () => {
    expect(
      [
        'Won',
        'Closed Won',
        'closedwon',
        'Gewonnen',
        'Lost',
        'Closed Lost',
        'verloren',
        'Engaging',
        'Not lost',
        'Proposal',
      ].map(outcomeOf),
    ).toEqual(['won', 'won', 'won', 'won', 'lost', 'lost', 'lost', 'open', 'open', 'open'])
  })
})
