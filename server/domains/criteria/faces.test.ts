import fc from 'fast-check'
import { sql } from 'kysely'
import { beforeAll, describe, expect, test } from 'vitest'
import type { Criteria } from '../../../contract/criteria.ts'
import { anyCondition, anyCriteria } from '../../../test/criteria-arbitraries.ts'
import {
  anyUniverse,
  askedAt,
  inUniverse,
  openVocabulary,
  people,
  profiles,
  vocabularyAt,
} from '../../../test/criteria-universe.ts'
import type { Universe } from '../../../test/criteria-universe.ts'
import { noon } from '../../../test/world.ts'
import type { World } from '../../../test/world.ts'
import { fieldsOf } from './fields.ts'
import { compileCriteria, loadDossiers } from './index.ts'
import type { Dossier, Standards } from './index.ts'
import { criteriaSql } from './store/query.ts'

const universesMin = 60
/** Most questions are single conditions: within a group one clause hides what is wrong with another. */
const conditionsOfEach = 40
const criteriaOfEach = 5

let world: World

beforeAll(async () => {
  world = await openVocabulary()
})

const vocabulary = vocabularyAt(noon)
const asking = (criteria: fc.Arbitrary<Criteria>) => fc.record({ criteria, at: askedAt(noon) })
const alone = anyCondition(vocabulary).map((one): Criteria => ({ kind: 'group', join: 'all', of: [one] }))
const exactly = (count: number) => ({ minLength: count, maxLength: count })
const cases = fc.record({
  universe: anyUniverse(noon),
  profiles: fc.tuple(fc.option(anyCriteria(vocabulary)), fc.option(anyCriteria(vocabulary))),
  questions: fc
    .tuple(
      fc.array(asking(alone), exactly(conditionsOfEach)),
      fc.array(asking(anyCriteria(vocabulary)), exactly(criteriaOfEach)),
    )
    .map((both) => both.flat()),
})

describe('the judgement of each and the query for all', () => {
  test('agree, whatever the criteria, the records and the instant', { timeout: 600_000 }, async () => {
    const outcome = { met: 0, unmet: 0 }
    const property = fc.asyncProperty(cases, async ({ universe, profiles: ofProfiles, questions }) => {
      await inUniverse(world, universe, async (scope) => {
        const fields = await fieldsOf(scope)
        const dossiers = await loadDossiers(scope, { contactIds: people })
        const inForce = new Map(
          profiles.flatMap((id, index): [string, Criteria][] => {
            const criteria = ofProfiles[index] ?? null
            return criteria === null ? [] : [[id, criteria]]
          }),
        )
        for (const { criteria, at } of questions) {
          const judged = judgeEach(dossiers, { universe, criteria, profiles: inForce, at })
          const scores = scoresOf(universe)
          const asked = { criteria, at, fields, profiles: inForce, scores, of: 'everybody' as const }
          const { rows } = await criteriaSql(scope, asked).execute(scope.tx)
          const found = rows.map((row) => `${row.lead_id} ${row.contact_id}`).toSorted()
          expect({ criteria, at, found }).toEqual({ criteria, at, found: judged })
          outcome.met += judged.length
          outcome.unmet += dossiers.length - judged.length
        }
      })
    })
    await fc.assert(property, { numRuns: universesMin })
    // Criteria that everybody or nobody fulfils would prove nothing.
    expect(Math.min(outcome.met, outcome.unmet)).toBeGreaterThan(universesMin)
  })
})

type Judged = {
  readonly universe: Universe
  readonly criteria: Criteria
  readonly profiles: ReadonlyMap<string, Criteria>
  readonly at: Date
}

function judgeEach(
  dossiers: readonly Dossier[],
  { universe, criteria, profiles: inForce, at }: Judged,
): string[] {
  const judge = compileCriteria(criteria)
  return dossiers
    .filter((dossier) => {
      const [fit, engagement] = universe.scores[people.indexOf(dossier.contactId)] ?? [0, 0]
      const standards: Standards = {
        profiles: inForce,
        millipoints: (score) => (score === 'fit' ? fit : engagement),
      }
      return judge(dossier, standards, at.getTime())
    })
    .map(({ leadId, contactId }) => `${leadId} ${contactId}`)
    .toSorted()
}

function scoresOf({ scores }: Universe) {
  const [fit, engagement] = [scores.map(([each]) => each), scores.map(([, each]) => each)]
  return sql`select * from unnest(${people}::uuid[], ${fit}::integer[], ${engagement}::integer[]) as s(contact_id, fit, engagement)`
}
