import { TriangleAlert } from 'lucide-react'
import type { BackTestResult, BackTestSet, BackTestView, LeadOutcomes } from '../../../contract/backtests.ts'
import { MemberName } from '../marks.tsx'
import { useFormat } from '../../ui/format.ts'
import { GroupTable } from '../../ui/group-table.tsx'
import { useUrlState } from '../../ui/url-state.ts'
import { Evidence } from './evidence.tsx'
import { Months } from './months-card.tsx'

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
      <Outcomes total={result.total} />
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

/** What became of the leads of each list. Gained and lost open to exactly the leads that they count. */
function Outcomes({ total }: Pick<BackTestResult, 'total'>) {
  const cells = useCells()
  const row = (key: keyof typeof total, name: string) => ({ key, name, cells: cells(total[key]) })
  const opened = (set: Exclude<BackTestSet, 'both'>, name: string) => ({
    ...row(set, name),
    name: <OpenList set={set} label={name} count={total[set].leads} />,
  })
  return (
    <div className="-mx-5">
      <GroupTable
        label="What became of them"
        columns={columns}
        rows={[row('inForce', 'In force'), opened('gained', 'Gained'), opened('lost', 'Lost')]}
        total={row('proposed', 'Proposed')}
      />
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

type OpenListProps = { set: BackTestSet; label: string; count: number }

function OpenList({ set, label, count }: OpenListProps) {
  const [, setState] = useUrlState()
  if (count === 0) return label
  return (
    <button
      type="button"
      aria-haspopup="dialog"
      onClick={() => setState({ leads: set, month: undefined }, { push: true })}
      className="font-medium underline decoration-line-strong underline-offset-4 hover:decoration-ink"
    >
      {label}
      <span className="sr-only">: see these leads</span>
    </button>
  )
}
