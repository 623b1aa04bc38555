import { describe, expect, test } from 'vitest'
import { judgeDealMove } from './moves.ts'

const discovery = { id: 'a', name: 'Discovery', position: 1, outcome: 'open' } as const
const proposal = { id: 'b', name: 'Proposal', position: 2, outcome: 'open' } as const
const won = { id: 'c', name: 'Won', position: 3, outcome: 'won' } as const
const lost = { id: 'd', name: 'Lost', position: 4, outcome: 'lost' } as const

describe('a move of a deal', () => {
  test('goes forward and backward among open stages without a reason', () => {
    expect(judgeDealMove(discovery, proposal, undefined)).toEqual({ kind: 'forward' })
    expect(judgeDealMove(proposal, discovery, undefined)).toEqual({ kind: 'backward' })
  })

  test('is not lost without a reason', () => {
    expect(judgeDealMove(proposal, lost, undefined)).toHaveProperty('refused')
    expect(judgeDealMove(proposal, lost, 'Chose a competitor')).toEqual({ kind: 'close' })
  })

  test('is won without a reason', () => {
    expect(judgeDealMove(proposal, won, undefined)).toEqual({ kind: 'close' })
  })

  test('reopens a closed deal as a backward move', () => {
    expect(judgeDealMove(won, proposal, undefined)).toEqual({ kind: 'backward' })
  })

  test('to the stage where the deal stands is refused', () => {
    expect(judgeDealMove(won, won, 'again')).toHaveProperty('refused')
  })
})
