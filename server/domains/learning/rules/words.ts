import type { AttributeSuspicion, SplitPlan, SurveyPlan } from '../../../../contract/learning-views.ts'

type Evidence = Pick<
  AttributeSuspicion,
  | 'standing'
  | 'filledRows'
  | 'datedShare'
  | 'lateShare'
  | 'auc'
  | 'telling'
  | 'tellingShare'
  | 'filledWhereWon'
  | 'filledWhereLost'
>

/** From here on an attribute alone tells outcomes apart well enough to ask how it can know. */
const aucWorthWords = 0.6
/** A difference of filling that is worth a sentence. */
const gapWorthWords = 0.1

const standingWords: Partial<Record<Evidence['standing'], string>> = {
  dated: 'Its history shows that it was there in time.',
  empty: 'No lead that was decided has a value.',
  constant: 'It is the same for every lead.',
  too_varied: 'Hardly any value occurs twice, so there is nothing to learn from.',
  not_learned: 'Dates, and what names a single record, are not learned from.',
}

/** Why an attribute stands where it stands in the list, one sentence for each piece of evidence. */
export function suspicionInWords(evidence: Evidence): string[] {
  const { standing, lateShare } = evidence
  const fixed = standingWords[standing]
  if (fixed !== undefined) return [fixed]
  const refusal = `${percent(lateShare)} of its values were first written after the outcome.`
  const first = standing === 'refused' ? [refusal] : ['Nothing says when its values were written.']
  return [...first, ...aloneWords(evidence), ...tellingWords(evidence), ...fillWords(evidence)]
}

function aloneWords({ auc }: Evidence): string[] {
  if (auc === null || auc < aucWorthWords) return []
  return [`Alone it puts a won lead before a lost one ${percent(auc)} of the time; chance would be 50 %.`]
}

function tellingWords({ telling, tellingShare }: Evidence): string[] {
  const [first] = telling
  if (first === undefined) return []
  const outcome = first.rate > 0.5 ? `${percent(first.rate)} won` : `${percent(1 - first.rate)} lost`
  return [
    `${percent(tellingShare)} of the leads have a value seen almost only with one outcome, such as ${first.value}: ${first.rows} leads, ${outcome}.`,
  ]
}

function fillWords({ filledWhereWon, filledWhereLost }: Evidence): string[] {
  if (Math.abs(filledWhereWon - filledWhereLost) < gapWorthWords) return []
  return [
    `It is filled in for ${percent(filledWhereWon)} of won leads and ${percent(filledWhereLost)} of lost ones.`,
  ]
}

/** Who counts as won and as not won, and as of which moment leads are read. */
export function ruleInWords(
  { outcome, momentHours }: SurveyPlan,
  stageNames: ReadonlyMap<string, string>,
): string {
  const lost = outcome.lostStages.map((key) => stageNames.get(key) ?? key).join(' or ')
  const exits = lost === '' ? '' : ` that stand at ${lost},`
  const aged =
    outcome.agedOutDays === 0
      ? ' everything else that is not won'
      : ` those not won within ${outcome.agedOutDays} days`
  const moment = momentHours === 0 ? 'the moment they entered' : `${momentHours} hours after they entered`
  return `Won: leads that reached the won stage. Not won: leads${exits} and${aged}. Read as known ${moment}.`
}

/** How the leads that judge were chosen. A key is no order of time, and the words say so. */
export function splitInWords(split: SplitPlan, keyLabel: string): string {
  if (split.kind === 'time') {
    return `Learned from the older ${split.olderPercent} % of leads, judged by the newer ${100 - split.olderPercent} %.`
  }
  return `Not ordered by time: ${split.parts} parts by ${keyLabel}, each judged by a model of the others.`
}

function percent(share: number): string {
  return `${Math.round(share * 100)} %`
}
