import { conditionsOf } from '../../../contract/criteria.ts'
import type { Criteria } from '../../../contract/criteria.ts'
import { Refusal } from '../../platform/refusal.ts'
import type { Scope, Unseen } from '../../platform/scope.ts'
import { unseenBy } from '../agreements/index.ts'
import { fieldId } from './rules/field.ts'

/** Fields whose values a role charter can keep back, and what it calls them. */
const keptBack: ReadonlyMap<string, Unseen> = new Map([
  [fieldId('contact', 'email'), 'contactData'],
  [fieldId('contact', 'phone'), 'contactData'],
  [fieldId('deal', 'amount'), 'revenue'],
])

const words: Readonly<Record<Unseen, string>> = {
  contactData: 'mail addresses and phone numbers',
  revenue: 'amounts',
}

/**
 * Refuses criteria of somebody's own that look at what they do not see: asked often enough, who fulfils them would tell
 * each value letter by letter. What both teams have signed is asked for everybody.
 */
export async function refuseUnseen(scope: Scope, texts: readonly Criteria[], place: string): Promise<void> {
  const unseen = await unseenFields(scope)
  if (unseen.size === 0) return
  for (const condition of texts.flatMap(conditionsOf)) {
    const asked = condition.kind === 'attribute' ? fieldId(condition.of, condition.field) : ''
    const what = unseen.has(asked) ? keptBack.get(asked) : undefined
    if (what === undefined) continue
    throw new Refusal('not-allowed', {
      place,
      message: `Your role does not let you see ${words[what]}, so nobody is found by them.`,
      remedy: 'Ask for something else, or ask somebody whose role may.',
    })
  }
}

/** The fields whose values whoever asks does not get to see. */
async function unseenFields(scope: Scope): Promise<ReadonlySet<string>> {
  const unseen = await unseenBy(scope)
  return new Set([...keptBack].filter(([, what]) => unseen.has(what)).map(([field]) => field))
}
