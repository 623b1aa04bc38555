import type { StageBody } from '../../../contract/agreement-bodies.ts'
import type { Scope } from '../../platform/scope.ts'
import { explain } from '../criteria/index.ts'
import { judgingAt, scoredPeople } from '../judging/index.ts'
import type { Judged, Judging } from '../judging/index.ts'
import { countOpenLeads, selectOpenLeads } from './candidates.store.ts'
import type { OpenLead } from './candidates.store.ts'
import type { Candidate } from './rules/draw.ts'
import { marginOf } from './rules/margin.ts'

/** How many open leads are judged to draw from, and how many at once. */
const judgedLeadsMax = 2000
const judgedAtOnceMax = 500

export type Pool = { readonly openLeads: number; readonly candidates: readonly Candidate[] }

/**
 * The open leads that can be drawn, one of each person, each with what the definition says of it now, under the
 * scoring and the profiles in force. Where there are very many, a part of them by lot.
 */
export async function poolFor(scope: Scope, { entry }: StageBody, seed: number): Promise<Pool> {
  const openLeads = await countOpenLeads(scope)
  const found = oneEach(await selectOpenLeads(scope, { seed, limit: judgedLeadsMax }))
  if (entry === null) return { openLeads, candidates: found.map(({ leadId }) => ({ leadId, judged: null })) }
  const judging = await judgingAt(scope, scope.now)
  const candidates: Candidate[] = []
  for (let from = 0; from < found.length; from += judgedAtOnceMax) {
    const part = found.slice(from, from + judgedAtOnceMax)
    candidates.push(...(await judge(scope, part, { entry, judging })))
  }
  return { openLeads, candidates }
}

function oneEach(leads: readonly OpenLead[]): OpenLead[] {
  const seen = new Set<string>()
  return leads.filter(({ contactId }) => {
    const isFirst = !seen.has(contactId)
    seen.add(contactId)
    return isFirst
  })
}

type By = { readonly entry: NonNullable<StageBody['entry']>; readonly judging: Judging }

async function judge(scope: Scope, leads: readonly OpenLead[], { entry, judging }: By): Promise<Candidate[]> {
  const people = await scoredPeople(
    scope,
    leads.map(({ contactId }) => contactId),
    judging,
  )
  const wanted = new Set(leads.map(({ leadId }) => leadId))
  return people.flatMap(({ passes, scores }: Judged) =>
    passes.flatMap((pass) => {
      if (pass.leadId === null || !wanted.has(pass.leadId)) return []
      const explained = explain(entry, pass, { standards: scores, at: scope.now.getTime() })
      return [{ leadId: pass.leadId, judged: { met: explained.met, margin: marginOf(explained) } }]
    }),
  )
}
