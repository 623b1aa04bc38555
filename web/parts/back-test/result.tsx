import { TriangleAlert } from 'lucide-react'
import type { ReactNode } from 'react'
import type { BackTestResult, BackTestSet, BackTestView, LeadOutcomes } from '../../../contract/backtests.ts'
import { MemberName } from '../marks.tsx'
import { useFormat } from '../../ui/format.ts'
import { GroupTable } from '../../ui/group-table.tsx'
import { Evidence } from './evidence.tsx'
import { Months } from './months-card.tsx'
import { OpenSet } from './open-set.tsx'
import { setWords } from './words.ts'

export type ResultProps = { test: BackTestView; result: BackTestResult }

/** What a back-test found: the sentence first, then what it rests on. */
export function BackTestResultView({ test, result }: ResultProps) {
  return (
    <div className="space-y-6">
      {test.isOlderRevision && (
        <p className="flex gap-2 rounded-lg bg-warn-soft px-4 py-3 text-sm text-warn">
          <TriangleAlert aria-hidden className="mt-0.5 size-4 shrink-0" />
          The text has changed since this was run: it tested revision {test.revision} and says nothing of what
          stands now. Run it again before anybody signs.
        </p>
      )}
      <div>
        <p className="max-w-prose text-base text-pretty">{result.sentence}</p>
        <Provenance test={test} result={result} />
      </div>
      <Months test={test} result={result} />
      <Outcomes result={result} />
      <Evidence result={result} />
    </div>
  )
}

function Provenance({ test, result }: ResultProps) {
  const format = useFormat()
  return (
    <p className="num mt-2 flex flex-wrap items-center gap-x-3 gap-y-1 text-xs text-ink-3">
      <span>
        {test.stage.name}, {format.day(test.from)} to {format.day(test.to)}
      </span>
      <span>{format.number(result.replayed.leads)} leads replayed</span>
      <span>{format.dayTime(test.endedAt ?? test.askedAt)}</span>
      {test.askedBy && <MemberName member={test.askedBy} />}
    </p>
  )
}

const columns = [
  { key: 'leads', label: 'Qualify' },
  { key: 'accepted', label: 'Accepted' },
  { key: 'won', label: 'Won' },
  { key: 'amount', label: 'Revenue' },
]

/**
 * What became of the leads of each list, from what is in force to what is proposed, so that every column adds up. What
 * is between the two opens to exactly the leads that it counts.
 */
function Outcomes({ result: { total, moved } }: Pick<ResultProps, 'result'>) {
  const cells = useCells()
  const plain = (key: 'inForce' | 'proposed', name: ReactNode) => ({ key, name, cells: cells(total[key]) })
  // A result from before those who moved were counted does not add up, so it shows no sum.
  const sign = (text: string) => moved !== null && <span aria-hidden>{text} </span>
  const opened = (set: BackTestSet, outcomes: LeadOutcomes, text: string) => ({
    key: set,
    name: (
      <OpenSet set={set} count={outcomes.leads}>
        {sign(text)}
        {setWords[set]}
      </OpenSet>
    ),
    cells: cells(outcomes),
  })
  const isMoved = moved !== null && moved.movedIn.leads + moved.movedOut.leads > 0
  return (
    <div>
      <div className="-mx-5">
        <GroupTable
          label="outcome"
          columns={columns}
          rows={[
            plain('inForce', 'In force'),
            opened('gained', total.gained, '+'),
            opened('lost', total.lost, '−'),
            ...(isMoved ? [opened('moved-in', moved.movedIn, '+')] : []),
            ...(isMoved ? [opened('moved-out', moved.movedOut, '−')] : []),
          ]}
          total={plain('proposed', <>{sign('=')}Proposed</>)}
        />
      </div>
      {isMoved && (
        <p className="mt-2 max-w-prose text-xs text-ink-3">
          Moved in and out: they qualify by both, but by only one of the two within this period; by the other
          it was before. That is why gained and lost alone do not make up the difference.
        </p>
      )}
    </div>
  )
}

function useCells() {
  const format = useFormat()
  return ({ leads, accepted, won, amount }: LeadOutcomes) => [
    format.number(leads),
    format.number(accepted),
    format.number(won),
    amount === null ? '–' : format.compactMoney(amount),
  ]
}
