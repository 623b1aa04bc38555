import type { DependentCounter } from '../agreements/index.ts'
import * as store from './store/dependents.ts'

/** What stands by any version of an agreement: leads that it moved, people whose points it gave, answers of sales. */
export const countJudged: DependentCounter = async (scope, { versionIds }) => {
  const [moved, scored, answered] = [
    await store.countMovedLeads(scope, versionIds),
    await store.countScoredPeople(scope, versionIds),
    await store.countAnsweredLeads(scope, versionIds),
  ]
  return [
    { kind: 'lead', label: 'Leads that it moved', count: moved },
    { kind: 'contact', label: 'People whose points stand by it', count: scored },
    { kind: 'hand-off', label: 'Leads that sales answered by it', count: answered },
  ]
}
