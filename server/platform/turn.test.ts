import { beforeAll, expect, test } from 'vitest'
import { openWorld } from '../../test/world.ts'
import type { World } from '../../test/world.ts'
import { holdTurn, takeTurn } from './turn.ts'

let world: World

beforeAll(async () => {
  world = await openWorld()
})

test('one at a time: who does not wait is told so, and who waits comes next', async () => {
  const turn = { database: world.app, workspaceId: world.home, to: 'judge' } as const
  const order: string[] = []
  let second: Promise<boolean> | undefined
  await takeTurn(turn, async () => {
    expect(await takeTurn(turn, async () => void order.push('never'))).toBe(false)
    second = takeTurn({ ...turn, waits: true }, async () => void order.push('second'))
    order.push('first')
  })
  expect(await second).toBe(true)
  expect(order).toEqual(['first', 'second'])
})

test('work that fails gives its turn back', async () => {
  const turn = { database: world.app, workspaceId: world.home, to: 'replay' } as const
  const failing = takeTurn(turn, async () => {
    throw new Error('The work fails')
  })
  await expect(failing).rejects.toThrow('The work fails')
  expect(await takeTurn(turn, async () => {})).toBe(true)
})

test('another thing, and another workspace, do not wait', async () => {
  const turn = { database: world.app, workspaceId: world.home, to: 'judge' } as const
  let others: boolean[] = []
  await takeTurn(turn, async () => {
    others = [
      await takeTurn({ ...turn, to: 'import' }, async () => {}),
      await takeTurn({ ...turn, workspaceId: world.rival }, async () => {}),
    ]
  })
  expect(others).toEqual([true, true])
})

test('a turn that is held ends with its transaction', async () => {
  const turn = { database: world.app, workspaceId: world.home, to: 'make newcomers' } as const
  let meanwhile = true
  await world.scope('ines', async (scope) => {
    await holdTurn(scope, 'make newcomers')
    meanwhile = await takeTurn(turn, async () => {})
  })
  expect(meanwhile).toBe(false)
  expect(await takeTurn(turn, async () => {})).toBe(true)
})
