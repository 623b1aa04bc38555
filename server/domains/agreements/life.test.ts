/** Random acts of random members never break what an agreement promises. */
import fc from 'fast-check'
import { beforeAll, describe, expect, test } from 'vitest'
import { noon, openWorld } from '../../../test/world.ts'
import type { Name, World } from '../../../test/world.ts'
import { inScope } from '../../platform/scope.ts'
import { Refusal } from '../../platform/refusal.ts'
import type { Scope } from '../../platform/scope.ts'
import { agreementWith, heldVersion } from './held.ts'
import {
  beginAgreement,
  changeVersion,
  draftVersion,
  proposeVersion,
  rebaseVersion,
  signVersion,
  versionInForce,
  withdrawVersion,
} from './index.ts'
import { inForceAt, stateOf } from './rules/standing.ts'
import { standing } from './present.ts'

const actors = ['theo', 'aylin', 'mara', 'jonas', 'ines', 'noor'] as const
const teams: Partial<Record<Name, 'marketing' | 'sales'>> = {
  theo: 'marketing',
  aylin: 'marketing',
  mara: 'sales',
  jonas: 'sales',
}
const kinds = ['draft', 'change', 'propose', 'sign', 'sign', 'sign', 'withdraw', 'rebase'] as const
const hourMs = 3_600_000
const sequencesTried = 25

type Seen = Map<number, number | undefined>

let world: World

beforeAll(async () => {
  world = await openWorld()
})

type Act = {
  readonly who: Name
  readonly what: (typeof kinds)[number]
  readonly which: number
  readonly word: number
  readonly waits: number
}

const act: fc.Arbitrary<Act> = fc.record({
  who: fc.constantFrom(...actors),
  what: fc.constantFrom(...kinds),
  which: fc.nat(3),
  word: fc.nat(4),
  waits: fc.constantFrom(0, 0, 5),
})
const plainly = (who: Name, what: Act['what']): Act => ({ who, what, which: 0, word: 0, waits: 0 })
const toAgreement = [plainly('theo', 'propose'), plainly('theo', 'sign'), plainly('mara', 'sign')]
/** Most members at random never agree on anything: half of the sequences begin where two did. */
const anyActs = fc
  .tuple(fc.boolean(), fc.array(act, { minLength: 8, maxLength: 24 }))
  .map(([agreed, acts]) => (agreed ? [...toAgreement, ...acts] : acts))
const profile = (persona: string) => ({
  kind: 'profile' as const,
  criteria: { kind: 'group' as const, join: 'all' as const, of: [] },
  persona,
  concerns: [],
  products: [],
  decides: [],
})

/** Runs as somebody at an instant; what is refused is as if it had not been asked. */
async function attempt(who: Name, now: Date, work: (scope: Scope) => Promise<unknown>): Promise<void> {
  await world
    .scope(who, (scope) => work({ ...scope, now }))
    .catch((error: unknown) => {
      if (!(error instanceof Refusal)) throw error
    })
}

const asSystem = <T>(now: Date, work: (scope: Scope) => Promise<T>): Promise<T> =>
  inScope(world.app, { workspaceId: world.home, actor: systemOf(), now }, work)
const systemOf = () =>
  ({ kind: 'system', memberId: null, name: 'Test', team: 'joint', role: 'admin' }) as const

async function perform(
  { who, what, which, word, waits }: Act,
  agreementId: string,
  now: Date,
): Promise<void> {
  const { versions } = await asSystem(now, (scope) => agreementWith(scope, agreementId, { lock: false }))
  const version = versions.at(-1 - (which % versions.length))
  if (version === undefined) return
  const { id: versionId, revision } = version
  const body = profile(`Person ${word}`)
  const effectiveFrom = waits === 0 ? null : new Date(Number(now) + waits * hourMs).toISOString()
  const works: Record<Act['what'], (scope: Scope) => Promise<unknown>> = {
    draft: (scope) => draftVersion(scope, { agreementId, body, effectiveFrom }, []),
    change: (scope) => changeVersion(scope, { versionId, revision, body }, []),
    propose: (scope) => proposeVersion(scope, { versionId, revision }),
    sign: (scope) => signVersion(scope, { versionId, revision }),
    withdraw: (scope) => withdrawVersion(scope, { versionId, reason: 'Why not.' }),
    rebase: (scope) => rebaseVersion(scope, { versionId, revision }, []),
  }
  await attempt(who, now, works[what])
}

describe('whatever members do', () => {
  test(
    'nothing binds without both signatures, nobody signs for both, and one version is found by date',
    { timeout: 120_000 },
    async () => {
      const opened = fc.asyncProperty(anyActs, async (acts) => {
        const versionId = await world.scope('theo', (scope) =>
          beginAgreement(scope, { title: `Life ${crypto.randomUUID()}`, body: profile('Person 0') }, []),
        )
        const { agreement } = await world.scope('theo', (scope) => heldVersion(scope, versionId))
        const seen: Seen = new Map()
        for (const [at, one] of acts.entries()) {
          const now = new Date(Number(noon) + at * hourMs)
          await perform(one, agreement.id, now)
          await holds(agreement.id, now, seen)
        }
        const hasAgreed = [...seen.values()].some((id) => id !== undefined)
        if (acts[0] === toAgreement[0]) expect(hasAgreed, 'both signed').toBe(true)
      })
      await fc.assert(opened, { numRuns: sequencesTried, examples: [[toAgreement]] })
    },
  )
})

/** What holds after each act; `seen` is what was in force at each instant when that instant was the present. */
async function holds(agreementId: string, now: Date, seen: Seen): Promise<void> {
  await asSystem(now, async (scope) => {
    const { versions } = await agreementWith(scope, agreementId, { lock: false })
    for (const version of versions) {
      const names = standing(version.signatures)
      const signed = new Set(names.map(({ team }) => team))
      if (version.inForceFrom !== null)
        expect(signed, 'both teams signed').toEqual(new Set(['marketing', 'sales']))
      if (version.agreedAt !== null)
        expect(Number(version.inForceFrom)).toBeGreaterThanOrEqual(Number(version.agreedAt))
      expect(new Set(names.map(({ memberId }) => memberId)).size, 'nobody signed for both').toBe(names.length)
      for (const { team, member } of version.signatures)
        expect(teams[actors.find((name) => world.ids[name] === member.id) ?? 'noor']).toBe(team)
    }
    const binding = versions.filter((version) => stateOf(version, versions, now) === 'in-force')
    expect(binding.length).toBeLessThanOrEqual(1)
    const found = await versionInForce(scope, agreementId, now)
    expect(found?.versionId).toBe(binding[0]?.id)
    for (const [at, before] of seen)
      expect(inForceAt(versions, new Date(at))?.id, 'the past stays').toBe(before)
    seen.set(Number(now), found?.versionId)
  })
}
