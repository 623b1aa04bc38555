import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { EndpointAnswer } from '../../../contract/endpoint.ts'
import { readScores } from '../../../contract/judging.ts'
import { ask } from '../../app/client.ts'
import { RecordLink } from '../../parts/marks.tsx'
import { Button } from '../../ui/button.tsx'
import { Card } from '../../ui/card.tsx'
import { Sheet } from '../../ui/dialog.tsx'
import { Field } from '../../ui/field.tsx'
import { useFormat } from '../../ui/format.ts'
import type { Format } from '../../ui/format.ts'
import { Input } from '../../ui/input.tsx'
import { ErrorState, SkeletonLines } from '../../ui/states.tsx'
import { LedgerTable } from './ledger-table.tsx'
import { pointsText, sumsOf } from './ledger-sums.ts'

export type Scores = EndpointAnswer<typeof readScores>

/** Fit and engagement of a person, which open to every row of the ledger that makes them. */
export function ScoreCard({ personId }: { personId: string }) {
  const now = useQuery(ask(readScores, { params: { id: personId }, query: {} }))
  if (now.data?.scores.version == null) return null
  const { fit, engagement, version } = now.data.scores
  return (
    <Card title="Score" aside={<VersionLink version={version} />}>
      <dl className="grid grid-cols-2 gap-3">
        <Figure name="Fit" points={fit} />
        <Figure name="Engagement" points={engagement} />
      </dl>
      <Sheet
        width="lg"
        title="Where the points come from"
        description="Every award under the scoring in force, and what it is worth at the moment you choose."
        trigger={<Button className="mt-4 w-full">Every row of the ledger</Button>}
      >
        <Ledger personId={personId} />
      </Sheet>
    </Card>
  )
}

function Figure({ name, points }: { name: string; points: number }) {
  return (
    <div className="rounded-md bg-sunken px-3 py-2">
      <dt className="text-xs text-ink-3">{name}</dt>
      <dd className="num text-lg font-semibold">{points}</dd>
    </div>
  )
}

function VersionLink({ version }: { version: NonNullable<Scores['scores']['version']> }) {
  return (
    <RecordLink to={`/agreements/${version.agreementId}`}>
      {`${version.title}, version ${version.number}`}
    </RecordLink>
  )
}

function Ledger({ personId }: { personId: string }) {
  const format = useFormat()
  const today = todayIn(format)
  const [day, setDay] = useState('')
  // A day is asked for as of its end; today is asked for as of now.
  const at = day === '' || day >= today ? undefined : new Date(`${day}T23:59:59`).toISOString()
  const scores = useQuery(ask(readScores, { params: { id: personId }, query: { at } }))
  return (
    <div className="space-y-6">
      <Field label="Worth at the end of" hint="Leave it empty for now.">
        <Input
          type="date"
          max={today}
          value={day}
          className="sm:max-w-44"
          onChange={(event) => setDay(event.target.value)}
        />
      </Field>
      {scores.isError && <ErrorState problem={scores.error} onRetry={() => void scores.refetch()} />}
      {scores.isPending && <SkeletonLines lines={8} />}
      {scores.data && <Rows scores={scores.data} />}
    </div>
  )
}

function todayIn(format: Format): string {
  return format.isoDay(new Date())
}

function Rows({ scores }: { scores: Scores }) {
  const format = useFormat()
  const { version, at } = scores.scores
  if (version === null)
    return <p className="text-sm text-ink-2">No scoring was in force on {format.day(at)}.</p>
  const sums = sumsOf(scores)
  return (
    <div className="space-y-6">
      <p className="text-sm text-ink-2">
        As of <span className="num">{format.dayTime(at)}</span>, under <VersionLink version={version} />.
      </p>
      <LedgerTable
        title="Fit"
        rows={sums.fit.rows}
        foot={[
          { name: 'Sum of the rows', value: pointsText(sums.fit.sum) },
          { name: 'Fit, between 0 and 100', value: String(scores.scores.fit), strong: true },
        ]}
      />
      {sums.groups.map((group) => (
        <LedgerTable
          key={group.name}
          title={group.name}
          rows={group.rows}
          foot={[
            { name: 'Sum of the rows', value: pointsText(group.sum) },
            { name: `Counts, up to its cap of ${group.cap}`, value: pointsText(group.counts), strong: true },
          ]}
        />
      ))}
      <p className="flex items-baseline justify-between gap-4 border-t border-line-strong pt-3 text-sm">
        <span>
          Engagement: {sums.groups.map(({ counts }) => pointsText(counts)).join(' + ') || '0'}, whole points
        </span>
        <span className="num text-lg font-semibold">{scores.scores.engagement}</span>
      </p>
      {scores.more > 0 && (
        <p className="text-xs text-ink-3">
          {format.number(scores.more)} older rows are not listed; their points are in the sums that count.
        </p>
      )}
      {sums.isPending && (
        <p className="text-xs text-ink-3">
          Something happened that is not in the ledger yet; the figures that count have it already.
        </p>
      )}
    </div>
  )
}
