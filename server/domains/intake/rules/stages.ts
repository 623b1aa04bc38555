import type { KnownStage } from './targets.ts'
import { nameKey } from '../../../../contract/names.ts'

export type Outcome = 'won' | 'lost' | 'open'

/** What stages are called elsewhere. Words of one line mean the same; the first of the line is our own key. */
const synonyms: readonly (readonly string[])[] = [
  ['visitor', 'subscriber', 'abonnent', 'abonne', 'suscriptor', 'prospect', 'anonymous'],
  [
    'lead',
    'new',
    'open',
    'inquiry',
    'raw lead',
    'neu',
    'nouveau',
    'nuevo',
    'novo',
    'open not contacted',
    'new lead',
  ],
  [
    'engaged',
    'contacted',
    'working',
    'working contacted',
    'attempted to contact',
    'connected',
    'engaging',
    'kontaktiert',
  ],
  [
    'mql',
    'marketing qualified lead',
    'marketing qualified',
    'marketingqualifiedlead',
    'qualified by marketing',
  ],
  ['sal', 'sales accepted lead', 'sales accepted', 'accepted'],
  [
    'sql',
    'sales qualified lead',
    'sales qualified',
    'salesqualifiedlead',
    'qualified',
    'qualifiziert',
    'qualifie',
  ],
  ['opportunity', 'opp', 'deal', 'proposal', 'demo', 'angebot', 'converted to opportunity'],
  [
    'won',
    'customer',
    'closed won',
    'closedwon',
    'kunde',
    'client',
    'cliente',
    'gewonnen',
    'gagne',
    'ganado',
    'ganho',
    'converted',
    'evangelist',
    'signed',
  ],
  ['lost', 'closed lost', 'closedlost', 'verloren', 'perdu', 'perdido', 'abandoned'],
  [
    'disqualified',
    'unqualified',
    'junk',
    'bad fit',
    'bad timing',
    'spam',
    'invalid',
    'not interested',
    'closed not converted',
    'unqualifiziert',
  ],
  ['recycled', 'nurture', 'nurturing', 'recycle', 'on hold', 'wiedervorlage'],
]

const groups = new Map<string, number>()
for (const [at, words] of synonyms.entries()) for (const word of words) groups.set(nameKey(word), at)

/**
 * The stage of the workspace that a written stage means: by key or label but for case, spaces and punctuation,
 * else by what it is usually called elsewhere; null where none is meant.
 */
export function stageMeant(written: string, stages: readonly KnownStage[]): KnownStage | null {
  const key = nameKey(written)
  const same = stages.find((stage) => nameKey(stage.key) === key || nameKey(stage.label) === key)
  if (same) return same
  const group = groups.get(key)
  if (group === undefined) return null
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
    .replace(/\p{M}/gu, '')
    .replace(/[_-]/g, ' ')
    .replace(/closed(?=won|lost)/i, 'closed ')
  if (lostWords.test(name) && !denied.test(name)) return 'lost'
  return wonWords.test(name) && !denied.test(name) ? 'won' : 'open'
}
