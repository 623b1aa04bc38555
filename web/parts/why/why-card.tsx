import { useQuery } from '@tanstack/react-query'
import { whyLead } from '../../../contract/judging.ts'
import type { EndpointAnswer } from '../../../contract/endpoint.ts'
import { ask } from '../../app/client.ts'
import { Card } from '../../ui/card.tsx'
import { Chip } from '../../ui/chip.tsx'
import { Sheet } from '../../ui/dialog.tsx'
import { Button } from '../../ui/button.tsx'
import { SkeletonLines } from '../../ui/states.tsx'
import { RecordLink } from '../marks.tsx'
import { Clauses } from './clauses.tsx'
import { HandoverActs } from './handover-acts.tsx'
import { MovesList } from './moves-list.tsx'

export type Why = EndpointAnswer<typeof whyLead>
export type Verdict = Why['verdicts'][number]

/** Why a lead stands where it stands: each clause of the definitions, and how it came here. */
export function WhyCard({ leadId }: { leadId: string }) {
  const why = useQuery(ask(whyLead, { params: { id: leadId } }))
  if (why.isError) return null
  if (why.isPending)
    return (
      <Card title="Why it stands here">
        <SkeletonLines lines={3} />
      </Card>
    )
  return <Answered why={why.data} />
}

function Answered({ why }: { why: Why }) {
  const { verdicts } = why
  return (
    <Card title={`Why ${why.stage.name}?`} aside={why.isPending && <Chip tone="outline">being judged</Chip>}>
      {verdicts.map((verdict) => (
        <p key={verdict.stage.id} className="mt-3 text-sm">
          {verdict.met ? (
            <Chip tone="ok" icon>
              meets {verdict.stage.name}
            </Chip>
          ) : (
            <Chip tone="outline">not {verdict.stage.name} yet</Chip>
          )}
          <span className="mt-1 block text-ink-2">{distanceWords(verdict)}</span>
        </p>
      ))}
      <HandoverActs why={why} />
      <Sheet
        width="lg"
        title={`Why ${why.stage.name}?`}
        trigger={<Button className="mt-4 w-full">Each clause, and the evidence</Button>}
      >
        <Whole why={why} />
      </Sheet>
    </Card>
  )
}

/** How far it is, in the words of the first thing that is missing. */
function distanceWords({ met, explained, phrases }: Verdict): string {
  if (met) return 'Every clause that is asked for is met.'
  const missing = missingOf(explained)
  const [first] = missing
  if (first === undefined) return 'It does not meet what is asked.'
  const more = missing.length > 1 ? `, and ${missing.length - 1} more` : ''
  return `Missing: ${phrases[first] ?? 'a condition'}${more}.`
}

type Part = Verdict['explained']['of'][number]

function missingOf(part: Part): string[] {
  if (part.kind === 'condition') return part.met ? [] : [part.place]
  if (part.met) return []
  return part.of.flatMap(missingOf)
}

function Whole({ why }: { why: Why }) {
  return (
    <div className="space-y-8">
      {why.verdicts.map((verdict) => (
        <section key={verdict.stage.id} className="space-y-3">
          <h3 className="flex flex-wrap items-center gap-2 text-base font-semibold">
            {verdict.stage.name}
            <Chip tone={verdict.met ? 'ok' : 'outline'} icon={verdict.met ? true : undefined}>
              {verdict.met ? 'met' : 'not met'}
            </Chip>
          </h3>
          <p className="text-sm text-ink-2">
            {verdict.sentence}{' '}
            <RecordLink to={`/agreements/${verdict.version.agreementId}`}>
              {`${verdict.version.title}, version ${verdict.version.number}`}
            </RecordLink>
          </p>
          <Clauses part={verdict.explained} phrases={verdict.phrases} />
        </section>
      ))}
      <MovesList moves={why.moves} />
    </div>
  )
}
