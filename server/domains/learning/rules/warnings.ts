import { blankLevel } from './columns.ts'
import type { Trained } from './training.ts'

type Wording = {
  /** Leads of the rarer outcome that taught. */
  readonly rarerRows: number
  readonly labels: ReadonlyMap<string, string>
  readonly names: ReadonlyMap<string, string>
}

/** With fewer records of the rarer outcome for each coefficient, chance is learned too (Peduzzi and others 1996). */
const rowsForEachMin = 10
/** So many values are named, and then it is said how many more there are. */
const namedMost = 5

/** What somebody who trusts a model should know of its fit, one sentence each. */
export function warningsOf({ fit, model }: Trained, wording: Wording): string[] {
  const learned = model.columns.filter(({ coefficient }) => coefficient !== null).length - 1
  const few = wording.rarerRows < learned * rowsForEachMin
  const aliased = model.columns.filter(({ coefficient }) => coefficient === null)
  return [
    ...(few ? [fewWords(wording.rarerRows, learned)] : []),
    ...(fit.converged ? [] : ['The search for the best coefficients did not come to rest.']),
    ...byAttribute(fit.separated, wording).map(
      (who) => `${who} alone decides some leads: no finite coefficient fits best.`,
    ),
    ...byAttribute(aliased, wording).map((who) => `${who} says what others say already and is left out.`),
  ]
}

function fewWords(rows: number, learned: number): string {
  return `It learned ${learned} coefficients from ${rows} leads of the rarer outcome. Below ${rowsForEachMin} for each it learns chance too: mark fewer attributes, or wait for more leads.`
}

type Place = { readonly attribute: string; readonly level: string | null }

/** Each attribute once, with the values that are meant. */
function byAttribute(places: readonly Place[], { labels, names }: Wording): string[] {
  const found = new Map<string, string[]>()
  for (const { attribute, level } of places) {
    const levels = found.get(attribute) ?? []
    if (level !== null) levels.push(level === blankLevel ? 'where blank' : (names.get(level) ?? level))
    found.set(attribute, levels)
  }
  return [...found].map(([attribute, levels]) => {
    const label = labels.get(attribute) ?? attribute
    const more = levels.length > namedMost ? ` and ${levels.length - namedMost} more` : ''
    return levels.length === 0 ? label : `${label} (${levels.slice(0, namedMost).join(', ')}${more})`
  })
}
