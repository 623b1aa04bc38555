import fc from 'fast-check'
import { sql } from 'kysely'
import { beforeAll, describe, expect, test } from 'vitest'
import type { ScoringBody } from '../../../contract/agreement-bodies.ts'
import type { Criteria } from '../../../contract/criteria.ts'
import { anyCondition, anyCriteria } from '../../../test/criteria-arbitraries.ts'
import { anyUniverse, profiles, settle, vocabularyAt } from '../../../test/criteria-universe.ts'
import type { Universe } from '../../../test/criteria-universe.ts'
import { noon, openWorld } from '../../../test/world.ts'
import type { World } from '../../../test/world.ts'
import type { Scope } from '../../platform/database.ts'
import { compileCriteria, loadDossiers, streamDossiers } from '../criteria/index.ts'
import type { Dossier, Standards } from '../criteria/index.ts'
import { scoringOf } from '../judging/index.ts'
import { awardTouch, engagementAt, fitOf } from '../judging/rules/points.ts'
import { makeReplay } from './replay.ts'
import { needsOfBoth } from './standards.ts'
import type { Standard } from './standards.ts'

const universes = 60
const dayMs = 86_400_000
const dayOf = (at: number) => Math.floor(at / dayMs)

let world: World

beforeAll(async () => {
  world = await openWorld()
  const own = [
    { recordKind: 'contact', label: 'Plan', type: 'text' },
    { recordKind: 'contact', label: 'Opt in', type: 'boolean' },
    { recordKind: 'account', label: 'Seats', type: 'number' },
  ]
  for (const field of own) await world.as('aylin').post('/api/v1/fields', field)
})

const vocabulary = vocabularyAt(noon)
const alone = anyCondition(vocabulary).map((one): Criteria => ({ kind: 'group', join: 'all', of: [one] }))
const anyEntry = fc.oneof(alone, anyCriteria(vocabulary))
const anyScoring = fc
  .record({
    fit: fc.array(fc.record({ criteria: alone, points: fc.constantFrom(-10, 20, 60) }), { maxLength: 2 }),
    points: fc.constantFrom(-5, 20, 50),
    perDayMax: fc.constantFrom(null, 20, 60),
    cap: fc.constantFrom(40, 100),
  })
  .map(({ fit, points, perDayMax, cap }): ScoringBody => {
    const rule = {
      key: 'r',
      name: 'Rule',
      kinds: ['form' as const, 'view' as const],
      channels: [],
      campaigns: [],
    }
    return {
      kind: 'scoring',
      fit: fit.map((one, index) => ({ key: `f${index}`, name: 'Fit', ...one })),
      halfLifeDays: 2,
      groups: [{ key: 'g', name: 'Group', cap, rules: [{ ...rule, points, perDayMax }] }],
    }
  })
const anyStandard = fc
  .record({ entry: anyEntry, scoring: anyScoring, first: fc.option(anyEntry), second: fc.option(anyEntry) })
  .map(({ entry, scoring, first, second }): Standard => {
    const known = [first, second].flatMap((criteria, index): [string, Criteria][] => {
      const id = profiles[index]
      return criteria === null || id === undefined ? [] : [[id, criteria]]
    })
    return { entry, scoring: scoringOf(1, scoring), profiles: new Map(known) }
  })
const cases = fc.record({
  universe: anyUniverse(noon),
  sides: fc.array(fc.tuple(anyStandard, anyStandard), { minLength: 12, maxLength: 12 }),
  end: fc.constantFrom(0, 0.25, 1, 2),
})

/** The first moment, found the simple way: the whole dossier, every moment there is, and points counted anew at each. */
function naively(dossier: Dossier, { entry, scoring, profiles: known }: Standard, to: number): number | null {
  if (dossier.lead === null) return null
  const moments = new Set<number>([dossier.lead.from])
  const records = [dossier.contact, dossier.lead, ...dossier.accounts.values(), ...dossier.deals]
  for (const { from, until, values } of records)
    for (const at of [from, until, ...[...values.values()].flat().map((value) => value.from)])
      if (at !== null) moments.add(at)
  for (const { value } of dossier.lead.values.get('enteredAt') ?? []) moments.add(Date.parse(String(value)))
  for (const { knownAt } of dossier.touches) moments.add(knownAt)
  for (const { at } of dossier.stageEntries) moments.add(at)
  for (const { from, until } of dossier.committee)
    for (const at of [from, until]) if (at !== null) moments.add(at)
  const met = compileCriteria(entry)
  for (const at of [...moments].toSorted((one, other) => one - other)) {
    const entered = dossier.lead.values.get('enteredAt')?.findLast(({ from }) => from <= at)?.value
    if (at < dossier.lead.from || at >= to) continue
    if (typeof entered === 'string' && entered !== '' && at < Date.parse(entered)) continue
    if (met(dossier, scoresAt(dossier, scoring, known), at)) return at
  }
  return null
}

function scoresAt(dossier: Dossier, scoring: Standard['scoring'], known: Standard['profiles']): Standards {
  if (scoring === null) return { profiles: known, millipoints: () => 0 }
  const none: Standards = { profiles: known, millipoints: () => 0 }
  const { groups } = scoring.body
  return {
    profiles: known,
    millipoints: (score, at) => {
      if (score === 'fit')
        return fitOf(scoring.fit.filter(({ met }) => met(dossier, none, at)).map(({ points }) => points))
      const earned = new Map<string, number>()
      const awards = dossier.touches
        .filter(({ knownAt }) => knownAt <= at)
        .flatMap((touch) => awardTouch(touch, { groups }, { earned, dayOf }))
      return engagementAt(awards, at, { groups, weights: scoring.weights })
    },
  }
}

describe('a replay', () => {
  test('finds what judging every moment of every whole dossier finds', { timeout: 600_000 }, async () => {
    const outcome = { met: 0, unmet: 0, streamed: 0, whole: 0, ripening: 0 }
    const property = fc.asyncProperty(cases, async ({ universe, sides, end }) => {
      await inUniverse(universe, async (scope) => {
        const to = noon.getTime() - end * dayMs
        const { rows } = await sql<{
          id: string
        }>`select id from leads where workspace_id = ${scope.workspaceId}
          and created_at < ${new Date(to)}`.execute(scope.tx)
        const whole = await loadDossiers(scope, { leadIds: rows.map(({ id }) => id) })
        for (const [inForce, proposed] of sides) {
          const expected = whole.map((one) => [
            one.leadId,
            naively(one, inForce, to),
            naively(one, proposed, to),
          ])
          const needs = needsOfBoth({ inForce, proposed })
          if (needs === null) outcome.ripening++
          const replay = makeReplay({ inForce, proposed }, { to, dayOf })
          const replayed: Dossier[] = needs === null ? [...whole] : []
          if (needs !== null)
            for await (const { dossiers, unusual } of streamDossiers(scope, needs, new Date(to))) {
              replayed.push(...dossiers, ...whole.filter(({ leadId }) => unusual.includes(leadId ?? '')))
              outcome.streamed += dossiers.length
              outcome.whole += unusual.length
            }
          const found = replayed.map((one) => {
            const { inForceAt, proposedAt } = replay(one)
            return [one.leadId, inForceAt, proposedAt]
          })
          const about = { inForce, proposed, to }
          expect({ about, found: inOrder(found) }).toEqual({ about, found: inOrder(expected) })
          for (const [, now, then] of expected) outcome[now === null && then === null ? 'unmet' : 'met']++
        }
      })
    })
    await fc.assert(property, { numRuns: universes })
    // A replay that always or never finds, or that streams nobody, would prove nothing.
    for (const count of Object.values(outcome))
      expect(count, JSON.stringify(outcome)).toBeGreaterThan(universes)
  })
})

function inOrder(found: readonly (string | number | null)[][]): string[] {
  return found.map((each) => each.join(' ')).toSorted()
}

class RolledBack extends Error {}

async function inUniverse(universe: Universe, work: (scope: Scope) => Promise<void>): Promise<void> {
  const done = world.scope('ines', async (scope) => {
    await settle(scope, universe)
    await work(scope)
    throw new RolledBack()
  })
  await done.catch((error: unknown) => {
    if (!(error instanceof RolledBack)) throw error
  })
}
