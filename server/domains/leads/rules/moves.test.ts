import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { defaultStages } from './default-stages.ts'
import { judgeMove } from './moves.ts'

function stage(key: string) {
  const found = defaultStages.find((one) => one.key === key)
  if (found === undefined) throw new Error(`no stage ${key}`)
  return found
}

describe('a move of a lead', () => {
  test('goes forward without a reason', () => {
    expect(judgeMove(stage('mql'), stage('sql'), undefined)).toEqual({ kind: 'forward' })
  })

  test('does not go backward without a reason', () => {
    expect(judgeMove(stage('sql'), stage('mql'), undefined)).toHaveProperty('refused')
  })

  test('goes backward with a reason, as its own kind', () => {
    expect(judgeMove(stage('sql'), stage('mql'), 'The budget was withdrawn.')).toEqual({ kind: 'backward' })
  })

  test('does not leave the funnel without a reason', () => {
    expect(judgeMove(stage('sal'), stage('disqualified'), undefined)).toHaveProperty('refused')
  })

  test('comes back from an exit as a forward move', () => {
    expect(judgeMove(stage('recycled'), stage('engaged'), undefined)).toEqual({ kind: 'forward' })
  })

  test('to the stage where the lead stands is refused whatever the reason', () => {
    expect(judgeMove(stage('mql'), stage('mql'), 'Just because.')).toHaveProperty('refused')
  })

  test('between two main-line stages is forward one way and backward the other', () => {
    const main = defaultStages.filter((one) => one.line === 'main')
    const pair = fc
      .tuple(fc.constantFrom(...main), fc.constantFrom(...main))
      .filter(([a, b]) => a.id !== b.id)
    fc.assert(
      fc.property(pair, ([a, b]) => {
        const kinds = [judgeMove(a, b, 'why'), judgeMove(b, a, 'why')].map((one) =>
          'kind' in one ? one.kind : '',
        )
        expect(kinds.toSorted()).toEqual(['backward', 'forward'])
      }),
    )
  })
})

describe('the default stages', () => {
  test('cover every buyer step and end at exactly one won stage, the last of the main line', () => {
    const main = defaultStages
      .filter((one) => one.line === 'main')
      .toSorted((a, b) => a.position - b.position)
    expect(new Set(defaultStages.map((one) => one.buyerStep)).size).toBe(5)
    expect(main.map((one) => one.won)).toEqual([...main.slice(1).map(() => false), true])
  })
})
