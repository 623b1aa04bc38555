import { CircleCheck, CircleDashed } from 'lucide-react'
import type { CriteriaDistance, CriteriaFact, ExplainedNode } from '../../../contract/criteria-explained.ts'
import { useFormat } from '../../ui/format.ts'
import type { Format } from '../../ui/format.ts'

type Phrases = Readonly<Record<string, string>>
type ClausesProps = { part: ExplainedNode; phrases: Phrases }

const joinWords = { all: 'All of these', any: 'Any of these', none: 'None of these' } as const

/** Each clause with whether it is met, the facts that prove it, and how far it is. */
export function Clauses({ part, phrases }: ClausesProps) {
  if (part.kind === 'condition') return <Condition part={part} phrases={phrases} />
  return (
    <div className="space-y-2">
      <p className="flex items-center gap-2 text-xs text-ink-3">
        <Met met={part.met} />
        {joinWords[part.join]}
      </p>
      <ul className="space-y-2 border-l-2 border-line pl-4">
        {part.of.map((inner) => (
          <li key={inner.place}>
            <Clauses part={inner} phrases={phrases} />
          </li>
        ))}
      </ul>
    </div>
  )
}

type ConditionPart = Extract<ExplainedNode, { kind: 'condition' }>

function Condition({ part, phrases }: { part: ConditionPart; phrases: Phrases }) {
  const format = useFormat()
  const proof = part.facts.flatMap((fact) => factWords(fact, format) ?? [])
  return (
    <div className="text-sm">
      <p className="flex items-start gap-2">
        <Met met={part.met} />
        <span>{phrases[part.place] ?? 'a condition'}</span>
      </p>
      {part.distance && (
        <p className="num mt-0.5 pl-6 text-xs text-ink-2">{distanceWords(part.distance, format)}</p>
      )}
      {proof.length > 0 && <p className="mt-0.5 pl-6 text-xs text-ink-3">{proof.join(' · ')}</p>}
    </div>
  )
}

/** Met and not met differ by shape, not by colour alone. */
function Met({ met }: { met: boolean }) {
  const Icon = met ? CircleCheck : CircleDashed
  return (
    <>
      <Icon aria-hidden className={`mt-0.5 size-4 shrink-0 ${met ? 'text-ok' : 'text-ink-3'}`} />
      <span className="sr-only">{met ? 'met:' : 'not met:'}</span>
    </>
  )
}

const unitWords = { points: 'points', touches: 'touches', people: 'people', value: '' } as const

function distanceWords({ unit, have, need, more }: CriteriaDistance, format: Format): string {
  const has =
    `${format.number(Math.floor(have * 10) / 10)} of ${format.number(need)} ${unitWords[unit]}`.trim()
  if (more > 0) return `${has}, ${format.number(Math.ceil(more * 10) / 10)} more needed`
  return more < 0 ? `${has}, ${format.number(-more)} too many` : has
}

function factWords(fact: CriteriaFact, format: Format): string | undefined {
  switch (fact.kind) {
    case 'value': {
      const value = fact.value === null ? 'blank' : String(fact.value)
      const since = fact.knownFrom === null ? '' : `, known since ${format.day(fact.knownFrom)}`
      return `${value}${since}${fact.assumed ? ' (assumed)' : ''}`
    }
    case 'touch':
      return `touch of ${format.dayTime(fact.occurredAt)}`
    case 'seat':
      return `${fact.role.replaceAll('_', ' ')} since ${format.day(fact.from)}`
    default:
      return undefined
  }
}
