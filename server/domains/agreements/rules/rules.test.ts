import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { agreementBody } from '../../../../contract/agreement-bodies.ts'
import type { Powers, ScoringBody } from '../../../../contract/agreement-bodies.ts'
import { defaultStages } from '../../leads/index.ts'
import { bodyFault, quizFault } from './body-faults.ts'
import { defaultAgreements } from './default-bodies.ts'
import { defaultScoring } from './default-scoring.ts'
import { dependsOn } from './depending.ts'
import { mergeBodies } from './merging.ts'
import { exportableRows, mayGrantDiscount, mayPromise, powersHeld } from './powers.ts'
import { markQuiz } from './quiz.ts'
import { inForceAt, stateOf, termsOf } from './standing.ts'
import type { VersionDates } from './standing.ts'
import { clauseChanges, wordChanges } from './words.ts'

const none: Powers = {
  sign: false,
  export: false,
  exportRowsMax: null,
  discountPercentMax: 0,
  promise: 'nothing',
  seeRevenue: false,
  seeContactData: false,
}

describe('where versions stand', () => {
  const instants = fc.integer({ min: 0, max: 30 }).map((hours) => new Date(hours * 3_600_000))
  const versions = fc
    .array(fc.record({ agreedAt: instants, waits: fc.nat(10), withdrawnAfter: fc.option(fc.nat(20)) }), {
      maxLength: 8,
    })
    .map((drawn) =>
      drawn.map(({ agreedAt, waits, withdrawnAfter }, at): VersionDates => ({
        id: at + 1,
        proposedAt: agreedAt,
        agreedAt,
        adoptedAt: null,
        inForceFrom: new Date(Number(agreedAt) + waits * 3_600_000),
        withdrawnAt: withdrawnAfter === null ? null : new Date(Number(agreedAt) + withdrawnAfter * 3_600_000),
      })),
    )

  test('is found by date: intervals never overlap, whatever was agreed and withdrawn when', () => {
    fc.assert(
      fc.property(versions, (drawn) => {
        const terms = termsOf(drawn)
        for (const [at, { from, until }] of terms.entries()) {
          const next = terms[at + 1]
          if (until !== null) expect(Number(from)).toBeLessThanOrEqual(Number(until))
          if (next !== undefined) expect(Number(until ?? Infinity)).toBeLessThanOrEqual(Number(next.from))
        }
      }),
    )
  })

  test('is one state at each instant, and in force for at most one version', () => {
    fc.assert(
      fc.property(versions, instants, (drawn, now) => {
        const inForce = drawn.filter((version) => stateOf(version, drawn, now) === 'in-force')
        expect(inForce).toHaveLength(inForceAt(drawn, now) === undefined ? 0 : 1)
      }),
    )
  })

  test('does not change for the past by what comes later', () => {
    fc.assert(
      fc.property(versions, instants, (drawn, at) => {
        const before = inForceAt(drawn, at)?.id
        const later = new Date(Number(at) + 1)
        const next = {
          id: 99,
          proposedAt: later,
          agreedAt: later,
          adoptedAt: null,
          inForceFrom: later,
          withdrawnAt: null,
        }
        const living = drawn.map((one) => ({ ...one, withdrawnAt: one.withdrawnAt ?? later }))
        expect(inForceAt([...drawn, next], at)?.id).toBe(before)
        expect(inForceAt(living, at)?.id).toBe(before)
      }),
    )
  })
})

describe('powers', () => {
  const some = (more: Partial<Powers>): Powers => ({ ...none, ...more })

  test('are what at least one charter grants, and what the role allows without one', () => {
    expect(powersHeld('member', [])).toMatchObject({ sign: true, export: true, seeRevenue: true })
    expect(powersHeld('viewer', [])).toMatchObject({ sign: false, discountPercentMax: 0, promise: 'nothing' })
    const both = powersHeld('admin', [
      some({ sign: true, promise: 'standard' }),
      some({ discountPercentMax: 7 }),
    ])
    expect(both).toEqual(some({ sign: true, promise: 'standard', discountPercentMax: 7 }))
  })

  test('never take the limit of a charter that exports nothing', () => {
    const rows = (...charters: Partial<Powers>[]) => exportableRows(powersHeld('member', charters.map(some)))
    expect(rows({})).toBe(0)
    expect(rows({ export: true, exportRowsMax: 10 }, {})).toBe(10)
    expect(rows({}, { export: true, exportRowsMax: 10 })).toBe(10)
    expect(rows({ export: true, exportRowsMax: 10 }, { export: true, exportRowsMax: 30 })).toBe(30)
    expect(rows({ export: true, exportRowsMax: 10 }, { export: true })).toBeNull()
  })

  test('limit discounts and promises', () => {
    const powers = some({ discountPercentMax: 10, promise: 'standard' })
    expect([10, 10.01, -1].map((percent) => mayGrantDiscount(powers, percent))).toEqual([true, false, false])
    expect([mayPromise(powers, 'standard'), mayPromise(powers, 'own')]).toEqual([true, false])
    expect(mayPromise(none, 'standard')).toBe(false)
    expect(mayPromise(some({ promise: 'anything' }), 'own')).toBe(true)
  })
})

describe('what changed', () => {
  const apply = (runs: ReturnType<typeof wordChanges>, without: string) =>
    runs
      .filter(({ change }) => change !== without)
      .map(({ text }) => text)
      .join('')

  test('gives both texts back, whatever they are', () => {
    const text = fc.array(fc.constantFrom('a ', 'lead ', 'is', ' ', '60', ', ', 'né', '\n'), {
      maxLength: 30,
    })
    fc.assert(
      fc.property(text, text, (a, b) => {
        const [from, to] = [a.join('').trimStart(), b.join('').trimStart()]
        const runs = wordChanges(from, to)
        expect([apply(runs, 'added'), apply(runs, 'removed')]).toEqual([from, to])
      }),
    )
  })

  test('is the least: one word', () => {
    expect(wordChanges('Fit is at least 60 points.', 'Fit is at least 70 points.')).toEqual([
      { change: 'same', text: 'Fit is at least ' },
      { change: 'removed', text: '60 ' },
      { change: 'added', text: '70 ' },
      { change: 'same', text: 'points.' },
    ])
  })

  test('names clauses that came and went in their place', () => {
    const clause = (key: string) => ({ key, heading: key, text: key })
    const changes = clauseChanges(['a', 'b', 'c'].map(clause), ['a', 'c', 'd'].map(clause))
    expect(changes.map(({ key, change }) => `${key} ${change}`)).toEqual([
      'a same',
      'b removed',
      'c same',
      'd added',
    ])
  })

  test('of long texts is told whole instead of taking minutes', () => {
    const long = (word: string) => Array.from({ length: 5000 }, (_, at) => `${word}${at}`).join(' ')
    expect(wordChanges(long('a'), long('b')).map(({ change }) => change)).toEqual(['removed', 'added'])
  })
})

describe('a rebase', () => {
  const scoring = (more: Partial<ScoringBody>): ScoringBody => ({ ...defaultScoring, ...more })
  const fitRule = (points: number) => defaultScoring.fit.map((rule) => ({ ...rule, points }))

  test('brings rules of one list together by their keys', () => {
    const merged = mergeBodies({
      base: defaultScoring,
      draft: scoring({ fit: fitRule(70) }),
      newest: scoring({ halfLifeDays: 20, groups: defaultScoring.groups.slice(1) }),
    })
    expect(merged).toEqual({
      body: scoring({ fit: fitRule(70), halfLifeDays: 20, groups: defaultScoring.groups.slice(1) }),
      taken: ['halfLifeDays', 'groups'],
      collisions: [],
    })
  })

  test('keeps the draft’s own where both changed one place', () => {
    const merged = mergeBodies({
      base: defaultScoring,
      draft: scoring({ fit: fitRule(70) }),
      newest: scoring({ fit: fitRule(50) }),
    })
    expect(merged).toMatchObject({
      body: { fit: fitRule(70) },
      taken: [],
      collisions: ['fit.matches_profile.points'],
    })
  })

  test('never mixes two criteria', () => {
    const attribute = (value: string) =>
      ({ kind: 'attribute', of: 'contact', field: 'city', is: 'equals', value }) as const
    const group = (join: 'all' | 'any', ...cities: string[]) =>
      ({ kind: 'group', join, of: cities.map(attribute) }) as const
    const profile = (criteria: ReturnType<typeof group>) => ({
      kind: 'profile' as const,
      criteria,
      persona: '',
      concerns: [],
      products: [],
      decides: [],
    })
    const merged = mergeBodies({
      base: profile(group('all', 'Berlin')),
      draft: profile(group('any', 'Berlin')),
      newest: profile(group('all', 'Berlin', 'Bonn')),
    })
    expect(merged).toMatchObject({ body: { criteria: { join: 'any', of: [{}] } }, collisions: ['criteria'] })
  })

  test('leaves the draft alone where both together make no sense', () => {
    const [group] = defaultScoring.groups
    const twin = { key: 'twin', name: 'Twin', cap: 1, rules: group?.rules ?? [] }
    const base = scoring({ groups: [] })
    const [draft, newest] = [scoring({ groups: [twin] }), scoring({ groups: defaultScoring.groups })]
    const merged = mergeBodies({ base, draft, newest })
    expect(merged.body).toEqual(draft)
    expect(merged.collisions).toEqual(['groups.forms', 'groups.content', 'groups.visits'])
  })
})

describe('the defaults', () => {
  test('are sound, and define every default stage', () => {
    for (const { title, body } of defaultAgreements) {
      expect(agreementBody.parse(body), title).toEqual(body)
      expect(bodyFault(body), title).toBeNull()
    }
    const defined = defaultAgreements.flatMap(({ body }) => (body.kind === 'stage' ? [body.stage] : []))
    expect(defined).toEqual(defaultStages.map(({ key }) => key))
  })

  test('give nothing for mail that was opened', () => {
    const kinds = defaultScoring.groups.flatMap(({ rules }) => rules.flatMap((rule) => rule.kinds))
    expect(kinds).not.toContain('mail_open')
  })
})

describe('what runs on an agreement', () => {
  test('is what asks for its score, profile, stage or metric', () => {
    const mql = defaultAgreements.find(({ title, body }) => title === 'MQL' && body.kind === 'stage')
    if (mql === undefined) throw new Error('no MQL')
    const on = (kind: 'scoring' | 'profile' | 'metric', subject: string | null = null) =>
      dependsOn(mql.body, { id: 'x', kind, subject })
    expect([on('scoring'), on('profile'), on('metric', 'win-rate-by-count')]).toEqual([true, true, false])
  })
})

describe('a quiz', () => {
  const question = { key: 'a', question: '?', choices: ['x', 'y'], right: [0, 1], why: 'Both.' }

  test('counts an answer as right only with all right choices and no other', () => {
    const right = (choices: number[]) => markQuiz([question], [{ question: 'a', choices }])[0]?.isRight
    expect([right([1, 0]), right([0]), right([]), right([0, 1, 1])]).toEqual([true, false, false, true])
    expect(markQuiz([question], [])[0]?.isRight).toBe(false)
  })

  test('cannot have two questions of one key', () => {
    expect(quizFault([question, question])?.place).toBe('quiz')
    expect(quizFault([question])).toBeNull()
  })
})
