import type { AttributeCondition } from '../../../../contract/criteria.ts'
import type { FactValue } from './dossier.ts'
import { dayMs } from './facts.ts'
import { containsFolded, equalFolded } from './fold.ts'

/** Whether a value, null where it is blank, fulfils a condition at an instant. */
export type ValueTest = (value: FactValue, at: number) => boolean

type Wanted = string | number | boolean

/** Makes the test of a condition on an attribute. It allocates nothing when it is called. */
export function valueTest({ is, value }: AttributeCondition): ValueTest {
  const wanted: readonly Wanted[] = value === undefined ? [] : [value].flat()
  const first = wanted[0] ?? ''
  switch (is) {
    case 'filled':
      return (fact) => fact !== null
    case 'blank':
      return (fact) => fact === null
    case 'equals':
    case 'one-of':
      return (fact) => fact !== null && isAmong(fact, wanted)
    case 'not-equals':
    case 'none-of':
      return (fact) => fact === null || !isAmong(fact, wanted)
    case 'contains':
      return (fact) => typeof fact === 'string' && containsFolded(fact, String(first))
    case 'at-least':
      return (fact) => typeof fact === 'number' && fact >= Number(first)
    case 'at-most':
      return (fact) => typeof fact === 'number' && fact <= Number(first)
    case 'on-or-after':
      return (fact) => typeof fact === 'string' && fact >= String(first)
    case 'on-or-before':
      return (fact) => typeof fact === 'string' && (fact <= String(first) || fact.startsWith(String(first)))
    default:
      return withinLast(Number(first) * dayMs)
  }
}

function withinLast(spanMs: number): ValueTest {
  // The same value is asked for at many instants; reading it is the dear part.
  let text = ''
  let instant = Number.NaN
  return (fact, at) => {
    if (typeof fact !== 'string') return false
    if (fact !== text) [text, instant] = [fact, Date.parse(fact)]
    return instant > at - spanMs && instant <= at
  }
}

function isAmong(fact: Exclude<FactValue, null>, wanted: readonly Wanted[]): boolean {
  for (const one of wanted) {
    if (fact === one) return true
    if (typeof fact === 'string' && typeof one === 'string' && equalFolded(fact, one)) return true
  }
  return false
}
