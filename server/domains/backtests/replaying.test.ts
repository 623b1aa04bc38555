import fc from 'fast-check'
import { sql } from 'kysely'
import { beforeAll, describe, expect, test } from 'vitest'
import type { ScoringBody } from '../../../contract/agreement-bodies.ts'
import type { Criteria } from '../../../contract/criteria.ts'
import { anyCondition, anyCriteria } from '../../../test/criteria-arbitraries.ts'
import {
  anyUniverse,
  inUniverse,
  openVocabulary,
  profiles,
  vocabularyAt,
} from '../../../test/criteria-universe.ts'
import type { Universe } from '../../../test/criteria-universe.ts'
import { noon } from '../../../test/world.ts'
import type { World } from '../../../test/world.ts'
import { compileCriteria, loadDossiers, streamDossiers } from '../criteria/index.ts'
import type { Dossier, Standards } from '../criteria/index.ts'
import { scoringOf } from '../judging/index.ts'
import { awardTouch, engagementAt, fitOf } from '../judging/rules/points.ts'
import { makeReplay } from './replay.ts'
import { replayAll } from './replaying.ts'
import type { Plan } from './replaying.ts'
import { needsOfBoth } from './standards.ts'
import type { Standard, Tested } from './standards.ts'

const universes = 60
const dayMs = 86_400_000
const dayOf = (at: number) => Math.floor(at / dayMs)

let world: World

beforeAll(async () => {
  world = await openVocabulary()
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
/** Worlds in which much is unusual, and as many in which nothing is. */
const anyWorld = fc.tuple(anyUniverse(noon), fc.boolean()).map(([universe, isPlain]): Universe => {
  if (!isPlain) return universe
  return {
    ...universe,
    deals: [],
    seats: [],
    merges: [],
    written: universe.written.filter(([{ kind }]) => kind !== 'deal'),
    touches: universe.touches.map((touch) => ({
      ...touch,
      recordedAt: touch.recordedAt < touch.occurredAt ? touch.occurredAt : touch.recordedAt,
    })),
  }
})
const cases = fc.record({
  universe: anyWorld,
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
    const outcome = { met: 0, unmet: 0, streamed: 0, whole: 0, ripening: 0, ripeningStreamed: 0 }
    const property = fc.asyncProperty(cases, async ({ universe, sides, end }) => {
      await inUniverse(world, universe, async (scope) => {
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
          if (needs.fields === null) outcome.ripening++
          const replay = makeReplay({ inForce, proposed }, { to, dayOf })
          const replayed: Dossier[] = []
          for await (const { dossiers, unusual } of streamDossiers(scope, needs, new Date(to))) {
            replayed.push(...dossiers, ...whole.filter(({ leadId }) => unusual.includes(leadId ?? '')))
            if (needs.fields === null) outcome.ripeningStreamed += dossiers.length
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

describe('a replay that is stopped', () => {
  const entry: Criteria = {
    kind: 'group',
    join: 'all',
    of: [
      { kind: 'touch', kinds: ['form'], channels: [], campaigns: [], assets: [], is: 'at-least', times: 1 },
    ],
  }
  const tested: Tested = {
    agreementId: profiles[0] ?? '',
    body: {
      kind: 'stage',
      stage: 'mql',
      meaning: 'Any.',
      movedBy: 'criteria',
      entry,
      whenNoLongerMet: 'stay',
    },
  }
  const plan = (goesOn: Plan['goesOn']): Plan => ({
    tested,
    stageId: 3,
    askedAt: noon,
    from: new Date(noon.getTime() - 30 * dayMs),
    to: noon,
    list: async () => {},
    goesOn,
  })
  const replayed = (goesOn: Plan['goesOn']) =>
    replayAll({ database: world.app, workspaceId: world.home, now: () => noon }, plan(goesOn))

  // Enough that the stream does not fit into what is on its way when somebody stops it.
  beforeAll(async () => {
    const put = (text: string) =>
      world.database.ownerPool.query(text, [world.home, new Date(noon.getTime() - dayMs)])
    await put(`insert into contacts (workspace_id, id, created_at)
      select $1, ('0190aaaa-0000-7000-8000-' || lpad(i::text, 12, '0'))::uuid, $2 from generate_series(1, 20000) i`)
    await put(`insert into leads (workspace_id, id, contact_id, entered_at, stage_id, stage_since, created_at)
      select $1, ('0190bbbb-0000-7000-8000-' || lpad(i::text, 12, '0'))::uuid, ('0190aaaa-0000-7000-8000-' || lpad(i::text, 12, '0'))::uuid,
        $2, 1, $2, $2 from generate_series(1, 20000) i`)
    await put(`insert into touches (workspace_id, contact_id, occurred_at, recorded_at, kind, key)
      select $1, ('0190aaaa-0000-7000-8000-' || lpad(i::text, 12, '0'))::uuid, $2, $2, 3, gen_random_uuid() from generate_series(1, 20000) i`)
  })

  test('ends at once, and leaves its connection fit for others', async () => {
    const asked: number[] = []
    const stopped = await replayed(async (_step, done) => asked.push(done) < 2)
    expect(stopped).toBe(null)
    expect(asked).toHaveLength(2)
    const whole = await replayed(async () => true)
    expect(whole?.replayed.leads).toBe(20_000)
    expect(whole?.total.proposed.leads).toBe(20_000)
    expect(asked.at(-1)).toBeLessThan(20_000)
  })

  test('says why, where the worker stops', async () => {
    const stopping = replayed(async () => {
      throw new Error('The worker stops')
    })
    await expect(stopping).rejects.toThrow('The worker stops')
    expect((await replayed(async () => true))?.replayed.leads).toBe(20_000)
  })
})

function inOrder(found: readonly (string | number | null)[][]): string[] {
  return found.map((each) => each.join(' ')).toSorted()
}
