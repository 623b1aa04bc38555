import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { ExplainedPart } from '../../criteria/index.ts'
import { draw } from './draw.ts'
import type { Candidate } from './draw.ts'
import { marginOf } from './margin.ts'

const condition = (met: boolean, have?: number, need = 40): ExplainedPart => ({
  kind: 'condition',
  place: 'of[0]',
  condition: { kind: 'score', score: 'fit', is: 'at-least', points: need },
  met,
  facts: [],
  distance: have === undefined ? null : { unit: 'points', have, need, more: Math.max(0, need - have) },
})

const group = (join: 'all' | 'any' | 'none', ...of: ExplainedPart[]): ExplainedPart => {
  const isMet = {
    all: of.every(({ met }) => met),
    any: of.some(({ met }) => met),
    none: !of.some(({ met }) => met),
  }
  return { kind: 'group', place: '', join, met: of.length === 0 || isMet[join], of }
}

describe('the margin of a lead', () => {
  test('is measured in parts of the threshold, on either side of it', () => {
    expect(marginOf(condition(false, 38))).toBeCloseTo(-0.05)
    expect(marginOf(condition(true, 42))).toBeCloseTo(0.05)
    expect(marginOf(condition(true, 400))).toBe(1)
    expect(marginOf(condition(false))).toBe(-1)
  })

  test('is that of the farthest behind where all must be met, of the farthest ahead where any will do', () => {
    const [behind, ahead] = [condition(false, 30), condition(true, 60)]
    expect(marginOf(group('all', behind, ahead))).toBeCloseTo(-0.25)
    expect(marginOf(group('any', behind, ahead))).toBeCloseTo(0.5)
    expect(marginOf(group('none', behind))).toBeCloseTo(0.25)
  })

  test('never lies on the other side of the line than the answer of the criteria', () => {
    const leaf = fc
      .record({ met: fc.boolean(), far: fc.option(fc.integer({ min: 1, max: 100 }), { nil: undefined }) })
      .map(({ met, far }) => condition(met, far && 40 + (met ? far : -far)))
    const { tree } = fc.letrec<{ tree: ExplainedPart }>((tie) => ({
      tree: fc.oneof(
        { maxDepth: 4 },
        leaf,
        fc
          .tuple(fc.constantFrom('all', 'any', 'none'), fc.array(tie('tree'), { maxLength: 4 }))
          .map(([join, of]) => group(join, ...of)),
      ),
    }))
    fc.assert(
      fc.property(tree, (part) => {
        expect(marginOf(part) > 0).toBe(part.met)
      }),
    )
  })
})

const lead = (index: number, margin: number | null): Candidate => ({
  leadId: `lead-${String(index).padStart(4, '0')}`,
  judged: margin === null ? null : { met: margin > 0, margin },
})

describe('a draw', () => {
  const many = Array.from({ length: 200 }, (_, index) => lead(index, (index - 99.5) / 100))

  test('takes half from nearest to the line and the rest by lot, from both sides alike', () => {
    const drawn = draw(many, 20, 7)
    const of = (wanted: string) => drawn.filter(({ stratum }) => stratum === wanted)
    expect([of('near').length, of('inside').length, of('outside').length]).toEqual([10, 5, 5])
    expect(of('near').map(({ judged }) => Math.abs(judged?.margin ?? 1) <= 0.05)).not.toContain(false)
    expect(of('near').filter(({ judged }) => judged?.met)).toHaveLength(5)
  })

  test('fills up from the other side where one has too few', () => {
    const lopsided = many.filter((_, index) => index < 101)
    const drawn = draw(lopsided, 20, 7)
    expect(drawn).toHaveLength(20)
    expect(drawn.filter(({ judged }) => judged?.met)).toHaveLength(1)
  })

  test('takes all by lot where nothing is judged, and everybody where there are too few', () => {
    const unjudged = many.map(({ leadId }) => ({ leadId, judged: null }))
    expect(new Set(draw(unjudged, 20, 7).map(({ stratum }) => stratum))).toEqual(new Set(['any']))
    expect(draw(many.slice(0, 6), 20, 7)).toHaveLength(6)
  })

  test('is the same for the same seed, in whatever order the leads come, and another for another', () => {
    const ids = (candidates: readonly Candidate[], seed: number) =>
      draw(candidates, 20, seed).map(({ leadId }) => leadId)
    expect(ids(many.toReversed(), 7)).toEqual(ids(many, 7))
    expect(ids(many, 8)).not.toEqual(ids(many, 7))
  })

  test('takes nobody twice', () => {
    const pools = fc.array(fc.option(fc.double({ min: -1, max: 1, noNaN: true })), { maxLength: 60 })
    fc.assert(
      fc.property(pools, fc.integer({ min: 5, max: 100 }), fc.nat(), (margins, wanted, seed) => {
        const drawn = draw(
          margins.map((margin, index) => lead(index, margin)),
          wanted,
          seed,
        )
        expect(new Set(drawn.map(({ leadId }) => leadId)).size).toBe(Math.min(wanted, margins.length))
      }),
    )
  })
})
