import { describe, expect, test } from 'vitest'
import type { RevealedLead } from '../../../../contract/calibration-views.ts'
import { compare } from './compare.ts'
import type { Said } from './compare.ts'
import { discussionInWords, drawInWords } from './words.ts'

const pairs = (times: number, first: Said, second: Said) =>
  Array.from({ length: times }, () => [first, second] as const)

describe('a comparison', () => {
  test('counts who said yes and no, and leaves out whoever was not sure or said nothing', () => {
    const said = [
      ...pairs(8, 'yes', 'yes'),
      ...pairs(3, 'yes', 'no'),
      ...pairs(1, 'no', 'yes'),
      ...pairs(6, 'no', 'no'),
      ...pairs(1, 'unsure', 'no'),
      ...pairs(1, 'yes', null),
    ]
    const found = compare(said)
    expect(found).toMatchObject({ bothYes: 8, firstOnly: 3, secondOnly: 1, bothNo: 6, compared: 18, left: 2 })
    expect(found.agreementShare).toBeCloseTo(14 / 18, 12)
    expect(found.kappa.value).toBeCloseTo(5 / 9, 12)
    expect(found.kappa.words).toContain('moderate')
  })

  test('says “no data” and why where there is none', () => {
    expect(compare(pairs(3, 'unsure', 'yes')).kappa).toMatchObject({ value: null, low: null })
    expect(compare([]).kappa.words).toContain('no lead')
    expect(compare(pairs(9, 'yes', 'yes')).kappa.words).toContain('No data')
    expect(compare([...pairs(9, 'yes', 'yes'), ...pairs(1, 'no', 'no')]).kappa.words).toContain('no interval')
  })
})

describe('in words', () => {
  test('a draw says from how many, by which measure, and that there were no more', () => {
    const how = {
      seed: 7,
      wanted: 20,
      openLeads: 4100,
      judged: 2000,
      near: 10,
      inside: 3,
      outside: 5,
      any: 0,
    }
    expect(drawInWords(how)).toBe(
      '18 leads of 2,000 taken by lot from 4,100 open leads: 10 nearest to the line that the definition draws, and by ' +
        'lot 3 clearly within and 5 clearly outside. Seed 7. 20 were asked for; there were no more.',
    )
  })

  test('a discussion holds every reason whole, in as many comments as that takes', () => {
    const given = (answer: 'yes' | 'no', place: number) => ({
      answer,
      reason: `${answer}-${place} ${'because '.repeat(50)}`,
      by: null,
      at: '2026-05-11T12:00:00.000Z',
    })
    const disputed = Array.from({ length: 12 }, (_, place): RevealedLead => ({
      place,
      leadId: '00000000-0000-0000-0000-000000000000',
      contact: { id: '00000000-0000-0000-0000-000000000000', name: `Person ${place}` },
      definition: 'no',
      stratum: 'near',
      marketing: given('yes', place),
      sales: given('no', place),
    }))
    const opening = { agreementShare: 0.4, kappa: 0.213, compared: 20, disagreements: 12 }
    const comments = discussionInWords(opening, disputed, 4000)
    expect(comments.length).toBeGreaterThan(1)
    expect(comments.filter(({ length }) => length > 4000)).toEqual([])
    expect(comments[0]).toContain('agree on 40 % (Cohen’s kappa 0.21) and disagree on 12')
    for (const { marketing, sales } of disputed)
      for (const one of [marketing, sales]) expect(comments.join('\n')).toContain(one?.reason)
  })
})
