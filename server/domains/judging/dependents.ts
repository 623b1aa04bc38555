import type { DependentCounter } from '../agreements/index.ts'
import { contactPage } from '../contacts/index.ts'
import { stages } from '../leads/index.ts'
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

/** Who stands at the stage that an agreement defines: exactly the people that their list shows. */
export const countStanding: DependentCounter = async (scope, { kind, subject }) => {
  const stage = kind === 'stage' ? (await stages(scope)).find(({ key }) => key === subject) : undefined
  if (stage === undefined) return []
  const { total } = await contactPage(scope, { stage: [stage.id], sort: '-stageSince', limit: 1 })
  const path = `/people?stage=${stage.id}`
  return [{ kind: 'contact', label: 'People who stand there now', count: total ?? 0, path }]
}
