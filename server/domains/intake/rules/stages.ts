import type { KnownStage } from './targets.ts'
import { nameKey } from '../../../../contract/names.ts'

export type Outcome = 'won' | 'lost' | 'open'

/** What stages are called elsewhere. Words of one line mean the same; the first of the line is our own key. */
const synonyms: readonly (readonly string[])[] = [
  `first touch|visitor|subscriber|lead|new|open|inquiry|raw lead|new lead|open not contacted|anonymous|abonnent|neu|abonne|nouveau|suscriptor|nuevo|novo`,
  `engaged|contacted|working|working contacted|attempted to contact|in progress|connected|engaging|kontaktiert|contacte|contactado`,
  `mql|marketing qualified lead|marketing qualified|qualified by marketing`,
  `sal|sales accepted lead|sales accepted|accepted`,
  `sql|sales qualified lead|sales qualified|qualified|qualifiziert|qualifie|calificado|qualificado`,
  `opportunity|opp|deal|proposal|converted to opportunity|opportunite|oportunidad|verkaufschance`,
  `won|customer|closed won|converted|evangelist|signed|kunde|gewonnen|client|gagne|cliente|ganado|ganho`,
  `lost|closed lost|abandoned|verloren|perdu|perdido`,
  `disqualified|unqualified|junk|bad fit|bad timing|spam|not interested|closed not converted|unqualifiziert`,
  `recycled|nurture|nurturing|recycle|on hold|wiedervorlage`,
].map((line) => line.split('|'))

const groups = new Map<string, number>()
for (const [at, words] of synonyms.entries()) for (const word of words) groups.set(nameKey(word), at)

/** In a pipeline, every company's open stages are its own: only won and lost mean the same everywhere. */
const endings = new Set([groups.get('won'), groups.get('lost')])

/**
 * The stage of the workspace that a written stage means: by key or label but for case, spaces and punctuation,
 * else by what it is usually called elsewhere; null where none is meant.
 */
export function stageMeant(
  written: string,
  stages: readonly KnownStage[],
  options?: { readonly loosely: boolean },
): KnownStage | null {
  const key = nameKey(written)
  const same = stages.find((stage) => nameKey(stage.key) === key || nameKey(stage.label) === key)
  if (same) return same
  const group = groups.get(key)
  const isLoose = options?.loosely ?? true
  if (group === undefined || !(isLoose || endings.has(group))) return null
  return (
    stages.find(
      (stage) => groups.get(nameKey(stage.key)) === group || groups.get(nameKey(stage.label)) === group,
    ) ?? null
  )
}

const wonWords = /\b(won|customer|signed|gewonnen|gagn|ganad|ganh|vinto|kunde|client)/i
const lostWords =
  /\b(lost|loss|verloren|perdu|perdid|perso|abandon|cancel|disqualif|unqualif|no decision|rejected|dead)/i
const denied = /\b(not|non|kein|no)\b/i

/** Whether a deal in a stage of this name is won, lost or still open. */
export function outcomeOf(stageName: string): Outcome {
  const name = stageName
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .replaceAll(/[_-]/g, ' ')
    .replace(/closed(?=won|lost)/i, 'closed ')
  if (lostWords.test(name) && !denied.test(name)) return 'lost'
  return wonWords.test(name) && !denied.test(name) ? 'won' : 'open'
}
