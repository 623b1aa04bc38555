import { describe, expect, test } from 'vitest'
import { backTestSentence } from './backtest-sentence.ts'
import type { BackTestResult } from './backtests.ts'

const outcomes = (leads: number) => ({ leads, accepted: 0, won: 0, amount: '0.00' })
const total = (inForce: number, proposed: number, gained: number, lost: number) => ({
  inForce: outcomes(inForce),
  proposed: outcomes(proposed),
  gained: outcomes(gained),
  lost: outcomes(lost),
})
const forward = { leads: 290, earlier: 12, same: 200, later: 78, medianDays: -2.25, distribution: [] }
const names = { stage: 'MQL', number: 2, comparedWith: 1 }

function result(more: Partial<Omit<BackTestResult, 'sentence'>> = {}): Omit<BackTestResult, 'sentence'> {
  return {
    total: total(1420, 312, 22, 1130),
    moved: null,
    months: [],
    wins: { wins: 60, inForce: 50, proposed: 45 },
    daysForward: forward,
    assumed: { leads: 4, of: 312 },
    nothingInForce: false,
    replayed: { leads: 9000, touches: 40_000, seconds: 1 },
    ...more,
  }
}

describe('the sentence of a back-test', () => {
  test('says who qualifies, which wins had qualified, how much sooner, and what is assumed', () => {
    expect(backTestSentence(result(), names)).toBe(
      'Version 2 would have qualified 312 leads as MQL, where version 1, in force now, qualifies 1,420: 22 gained, 1,130 lost. ' +
        'Of the 60 wins of the period, 45 (75 %) would have been qualified before, against 50 (83 %). ' +
        'Of the 290 leads that qualify by both, 12 would have qualified earlier and 78 later; the median is 2.3 days later. ' +
        '4 of the 312 rest on values whose source told no date.',
    )
  })

  test('says who moved over the beginning of the period, so that the counts add up', () => {
    const moved = { movedIn: outcomes(7), movedOut: outcomes(2) }
    const said = backTestSentence(result({ total: total(1420, 317, 22, 1130), moved }), names)
    expect(said).toContain(': 22 gained, 1,130 lost, 7 moved into the period, 2 moved out of it.')
    const onlyOut = { movedIn: outcomes(0), movedOut: outcomes(2) }
    expect(backTestSentence(result({ moved: onlyOut }), names)).toContain('1,130 lost, 2 moved out of it.')
  })

  test('says that nothing changes', () => {
    const same = result({
      total: total(9, 9, 0, 0),
      wins: { wins: 0, inForce: 0, proposed: 0 },
      daysForward: { ...forward, leads: 9, earlier: 0, later: 0, medianDays: 0 },
      assumed: { leads: 0, of: 9 },
    })
    expect(backTestSentence(same, names)).toBe(
      'Version 2 would have qualified 9 leads as MQL, the same ones as version 1 that is in force. ' +
        'Nothing was won within the period. ' +
        'Of the 9 leads that qualify by both, 0 would have qualified earlier and 0 later; the median does not move.',
    )
  })

  test('compares with nothing where nothing is in force', () => {
    const alone = result({
      nothingInForce: true,
      total: total(0, 1, 1, 0),
      wins: { wins: 1, inForce: 0, proposed: 1 },
      daysForward: { ...forward, leads: 0, medianDays: null },
      assumed: { leads: 1, of: 1 },
    })
    expect(backTestSentence(alone, { ...names, comparedWith: null })).toBe(
      'Version 2 would have qualified 1 lead as MQL; nothing is in force to compare it with. ' +
        'Of the 1 win of the period, 1 (100 %) would have been qualified before. ' +
        '1 of the 1 rests on values whose source told no date.',
    )
  })
})
