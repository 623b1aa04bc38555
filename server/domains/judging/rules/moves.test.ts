import { describe, expect, test } from 'vitest'
import { movesAt, restAfter } from './moves.ts'
import type { Definition, Standing } from './moves.ts'

const always = { from: 0, until: Number.POSITIVE_INFINITY }
const mql: Definition = { ...always, versionId: 7, stageId: 3, position: 3, whenNoLongerMet: 'move-back' }
const sal: Definition = { ...always, versionId: 8, stageId: 4, position: 4, whenNoLongerMet: 'stay' }
const engaged: Standing = {
  stageId: 2,
  position: 2,
  since: 100,
  byVersionId: null,
  cameFrom: null,
  restsUntil: 0,
}

describe('criteria', () => {
  test('move a lead at the first moment at which they are met', () => {
    const moves = walk({ met: (_, at) => at >= 300 }, [100, 200, 300, 400])
    expect(moves).toEqual([{ at: 300, kind: 'forward', fromStageId: 2, toStageId: 3, versionId: 7 }])
  })

  test('take a lead to the highest stage that it meets', () => {
    const moves = walk({ definitions: [sal, mql], met: () => true }, [100])
    expect(moves.map(({ toStageId }) => toStageId)).toEqual([4])
  })

  test('look at no moment before the lead came to where it stands', () => {
    expect(walk({ met: (_, at) => at < 100 }, [50, 99, 100])).toEqual([])
  })

  test('judge each moment by the version in force then', () => {
    const first = { ...mql, until: 300 }
    const second = { ...mql, versionId: 9, from: 300 }
    const judges = { definitions: [first, second], met: ({ versionId }: Definition) => versionId === 9 }
    expect(walk(judges, [200, 299, 300]).map(({ at, versionId }) => [at, versionId])).toEqual([[300, 9]])
  })

  test('take a stage back that they gave when they are met no more, and give it again', () => {
    const moves = walk({ met: (_, at) => at !== 300 }, [200, 300, 400])
    expect(moves.map(({ at, kind }) => [at, kind])).toEqual([
      [200, 'forward'],
      [300, 'backward'],
      [400, 'forward'],
    ])
    expect(moves[1]).toMatchObject({ fromStageId: 3, toStageId: 2, versionId: 7 })
  })

  test('leave a lead where the definition says that it stays', () => {
    const stays = { ...mql, whenNoLongerMet: 'stay' as const }
    expect(walk({ definitions: [stays], met: (_, at) => at === 200 }, [200, 300])).toHaveLength(1)
  })

  test('never take back what a person gave', () => {
    const byHand = { ...engaged, stageId: 3, position: 3, cameFrom: { stageId: 2, position: 2 } }
    expect(walk({ met: () => false }, [200], byHand)).toEqual([])
  })

  test('let a lead rest that a person took back', () => {
    const rested = { ...engaged, restsUntil: restAfter(100) }
    expect(walk({ met: () => true }, [200, restAfter(100)], rested).map(({ at }) => at)).toEqual([
      restAfter(100),
    ])
  })
})

type Judging = { definitions?: readonly Definition[]; met: (definition: Definition, at: number) => boolean }

function walk({ definitions = [mql], met }: Judging, moments: readonly number[], from = engaged) {
  return movesAt(from, moments, { definitions, met })
}
