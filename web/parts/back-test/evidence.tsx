import type { BackTestResult, DaysForward } from '../../../contract/backtests.ts'
import { BarChart } from '../../ui/charts/bar-chart.tsx'
import { useFormat } from '../../ui/format.ts'
import { OpenSet } from './open-set.tsx'

/** Beyond the counts: whom of those who bought it would have seen coming, how much earlier, and how firm that is. */
export function Evidence({ result }: { result: BackTestResult }) {
  return (
    <div className="grid gap-x-8 gap-y-6 md:grid-cols-2">
      <div className="space-y-6">
        <Wins result={result} />
        <Assumed result={result} />
      </div>
      <Days days={result.daysForward} />
    </div>
  )
}

function Wins({ result: { wins, nothingInForce } }: { result: BackTestResult }) {
  const format = useFormat()
  const share = (count: number) => format.percent(wins.wins === 0 ? null : count / wins.wins)
  return (
    <section>
      <h3 className="text-sm font-medium">Wins that had qualified before</h3>
      {wins.wins === 0 ? (
        <p className="mt-1 text-sm text-ink-3">No lead was won in this period.</p>
      ) : (
        <>
          <dl className="num mt-1 divide-y divide-line text-sm">
            {!nothingInForce && (
              <Share name="By what is in force" share={share(wins.inForce)} count={wins.inForce} />
            )}
            <Share name="By what is proposed" share={share(wins.proposed)} count={wins.proposed} />
          </dl>
          <p className="num pt-1.5 text-xs text-ink-3">of {format.number(wins.wins)} wins in the period</p>
        </>
      )}
    </section>
  )
}

function Share({ name, share, count }: { name: string; share: string; count: number }) {
  const format = useFormat()
  return (
    <div className="flex justify-between gap-4 py-1.5">
      <dt className="text-ink-2">{name}</dt>
      <dd>
        <span className="font-medium">{share}</span>
        <span className="ml-2 text-ink-3">{format.number(count)}</span>
      </dd>
    </div>
  )
}

function Days({ days }: { days: DaysForward }) {
  const format = useFormat()
  return (
    <section>
      <h3 className="text-sm font-medium">Days brought forward</h3>
      {days.medianDays === null ? (
        <p className="mt-1 text-sm text-ink-3">No lead qualifies by both.</p>
      ) : (
        <>
          <p className="num mt-1 text-sm text-ink-2">
            Of {format.number(days.leads)} leads that qualify by both,{' '}
            <OpenSet set="earlier" count={days.earlier}>
              {format.number(days.earlier)} would have qualified earlier
            </OpenSet>
            ,{' '}
            <OpenSet set="same" count={days.same}>
              {format.number(days.same)} at the same moment
            </OpenSet>
            ,{' '}
            <OpenSet set="later" count={days.later}>
              {format.number(days.later)} later
            </OpenSet>
            . {medianWords(days.medianDays, format.days)}
          </p>
          <div className="mt-3">
            <BarChart
              label="Leads by days brought forward"
              height={140}
              series={[{ key: 'leads', label: 'Leads', tone: 'ink' }]}
              groups={days.distribution.map(({ fromDays, toDays, leads }) => ({
                key: String(fromDays),
                label: boundWords(fromDays, toDays),
                values: [leads],
              }))}
              format={format.number}
            />
          </div>
        </>
      )}
    </section>
  )
}

function medianWords(median: number, days: (length: number) => string): string {
  if (median === 0) return 'In the middle nothing changes.'
  return `In the middle: ${days(Math.abs(median))} ${median > 0 ? 'earlier' : 'later'}.`
}

/** A step of the distribution in words: "7–30 later", "same day". The bound itself belongs to the step above it. */
function boundWords(from: number | null, to: number | null): string {
  if (from === null) return `> ${-(to ?? 0)} later`
  if (to === null) return `≥ ${from} earlier`
  if (from === 0) return 'same day'
  if (from === -1) return '< 1 later'
  return from > 0 ? `${from}–${to} earlier` : `${-to}–${-from} later`
}

function Assumed({ result: { assumed } }: { result: BackTestResult }) {
  const format = useFormat()
  return (
    <section>
      <h3 className="text-sm font-medium">How firm this is</h3>
      <p className="num mt-1 text-sm text-ink-2">
        {assumed.leads === 0
          ? 'Nothing rests on assumed values: everything that decided has a date of its own.'
          : `${format.number(assumed.leads)} of ${format.number(assumed.of)} that qualify by what is proposed (${format.percent(assumed.leads / assumed.of)}) rest on a value without a date of its own: it counts as known from when it was read.`}
      </p>
    </section>
  )
}
