import { Link } from '@tanstack/react-router'
import { backTestSets, listBackTestLeads } from '../../../contract/backtests.ts'
import type { BackTestLead, BackTestSet, BackTestView } from '../../../contract/backtests.ts'
import { call } from '../../app/client.ts'
import { useStages } from '../choices.ts'
import { StageChip } from '../marks.tsx'
import { usePages } from '../use-pages.ts'
import { Button } from '../../ui/button.tsx'
import { Rows } from '../../ui/card.tsx'
import { Chip } from '../../ui/chip.tsx'
import { Sheet } from '../../ui/dialog.tsx'
import { useFormat } from '../../ui/format.ts'
import { EmptyState, ErrorState, SkeletonLines } from '../../ui/states.tsx'
import { Tabs } from '../../ui/tabs.tsx'
import { useUrlState } from '../../ui/url-state.ts'
import { besides, setNotes, setWords } from './words.ts'

/** Exactly the leads that a figure of a back-test counts; which one stands in the address. */
export function LeadsSheet({ test }: { test: BackTestView }) {
  const format = useFormat()
  const [state, setState] = useUrlState()
  const set = backTestSets.find((one) => one === state['leads'])
  if (set === undefined) return null
  const month = state['month']
  return (
    <Sheet
      open
      width="lg"
      onOpenChange={() => setState({ leads: undefined, month: undefined })}
      title={`${setWords[set]} ${month === undefined ? 'over the whole period' : `in ${format.longMonth(month)}`}`}
      description={setNotes[set]}
    >
      <div className="flex flex-wrap items-center gap-3">
        <Tabs<BackTestSet>
          label="Which leads"
          tabs={besides(set).map((key) => ({ key, label: setWords[key] }))}
          value={set}
          onChange={(key) => setState({ leads: key })}
        />
        {month !== undefined && (
          <Button size="sm" onClick={() => setState({ month: undefined })}>
            Show the whole period
          </Button>
        )}
      </div>
      <LeadList key={`${set} ${month ?? ''}`} test={test} set={set} month={month} />
    </Sheet>
  )
}

type LeadListProps = { test: BackTestView; set: BackTestSet; month: string | undefined }

function LeadList({ test, set, month }: LeadListProps) {
  const format = useFormat()
  const query = { set, ...(month === undefined ? {} : { month }) }
  const leads = usePages({
    endpoint: listBackTestLeads,
    query: { id: test.id, ...query },
    load: (page, signal) =>
      call(listBackTestLeads, { params: { id: test.id }, query: { ...query, ...page } }, signal),
  })
  if (leads.problem) return <ErrorState problem={leads.problem} onRetry={leads.retry} />
  if (leads.table.loading) return <SkeletonLines lines={8} />
  if (leads.rows.length === 0) return <EmptyState title="No lead is behind this figure" />
  return (
    <>
      {leads.total !== null && (
        <p className="num mt-3 text-sm text-ink-3">{format.number(leads.total)} leads, by their moment</p>
      )}
      <Rows className="mt-1">
        {leads.rows.map((lead) => (
          <LeadLine key={lead.leadId} lead={lead} />
        ))}
      </Rows>
      {leads.table.hasMore && (
        <Button className="mt-3" busy={leads.table.loadingMore} onClick={leads.table.onEndReached}>
          Show more
        </Button>
      )}
    </>
  )
}

function LeadLine({ lead }: { lead: BackTestLead }) {
  const format = useFormat()
  const stages = useStages()
  return (
    <li className="py-2.5 text-sm">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <Link
          to={`/people/${lead.contact.id}`}
          className="min-w-0 flex-1 truncate font-medium underline-offset-4 hover:underline"
        >
          {lead.contact.name}
          {lead.account && <span className="ml-2 font-normal text-ink-3">{lead.account.name}</span>}
        </Link>
        {lead.assumed && <Chip tone="outline">rests on assumed values</Chip>}
        {lead.wonAt !== null && (
          <Chip tone="ok" icon>
            won{lead.amount === null ? '' : ` ${format.compactMoney(lead.amount)}`}
          </Chip>
        )}
        {lead.wonAt === null && lead.accepted && <Chip tone="sales">accepted</Chip>}
        <StageChip stage={stages.find(({ id }) => id === lead.stageId)} />
      </div>
      <p className="num mt-0.5 text-xs text-ink-3">{momentWords(lead, format.day, format.days)}</p>
    </li>
  )
}

type Write<Value> = (value: Value) => string

/** Both moments, and what lies between them. */
function momentWords(lead: BackTestLead, day: Write<string>, days: Write<number>): string {
  const { inForceAt, proposedAt, daysForward } = lead
  const words = [
    inForceAt === null ? 'never by what is in force' : `in force: ${day(inForceAt)}`,
    proposedAt === null ? 'never by what is proposed' : `proposed: ${day(proposedAt)}`,
  ]
  if (daysForward !== null && daysForward !== 0)
    words.push(`${days(Math.abs(daysForward))} ${daysForward > 0 ? 'earlier' : 'later'}`)
  return words.join(' · ')
}
