import { Link } from '@tanstack/react-router'
import type { FunnelView } from '../../../contract/funnel.ts'
import { HeadlineTiles } from '../../ui/card.tsx'
import { Chip } from '../../ui/chip.tsx'
import { useFormat } from '../../ui/format.ts'
import { useUrlState } from '../../ui/url-state.ts'
import { leadsSearch } from './query.ts'
import type { CellAddress } from './query.ts'

const daySeconds = 86_400

/** The three figures that a funnel is read for first: how many came, how many were won, how long it took. */
export function Headlines({ funnel }: { funnel: FunnelView }) {
  const format = useFormat()
  const { figures } = funnel.total
  const winDays = (days: number | null) => format.duration(days === null ? null : days * daySeconds)
  const tiles = [
    {
      key: 'entered',
      team: 'marketing' as const,
      label: 'Leads entered',
      value: <CellLink to={{ cell: 'entered' }}>{format.number(figures['leads-entered'].value)}</CellLink>,
      note: figures['leads-censored'].value ? (
        <CellLink to={{ cell: 'censored' }}>
          {format.number(figures['leads-censored'].value)} too young to judge
        </CellLink>
      ) : undefined,
    },
    {
      key: 'won',
      team: 'joint' as const,
      label: 'Won',
      value: <CellLink to={{ cell: 'won' }}>{format.number(figures['leads-won'].value)}</CellLink>,
      unit: `${format.percent(figures['lead-conversion'].value)} of those who entered`,
      note: <span className="num">{format.compactMoney(figures['lead-revenue'].value)} revenue</span>,
    },
    {
      key: 'days',
      team: 'sales' as const,
      label: 'Median time to win',
      value: winDays(figures['days-to-win-median'].value),
      unit: `mean ${winDays(figures['days-to-win-mean'].value)}, p90 ${winDays(figures['days-to-win-p90'].value)}`,
      note: (
        <>
          <CellLink to={{ cell: 'won-within-30-days' }}>
            {format.number(figures['leads-won-within-30-days'].value)} within 30 days
          </CellLink>
          <CellLink to={{ cell: 'won-within-90-days' }}>
            {format.number(figures['leads-won-within-90-days'].value)} within 90 days
          </CellLink>
        </>
      ),
    },
  ]
  return <HeadlineTiles label="The funnel in three figures" tiles={tiles} />
}

/** A figure that opens to the leads it counts. */
export function CellLink({ to, children }: { to: CellAddress; children: React.ReactNode }) {
  const [state] = useUrlState()
  return (
    <Link
      to="/funnel/leads"
      search={leadsSearch(state, to)}
      className="num rounded-sm underline-offset-4 hover:underline"
    >
      {children}
    </Link>
  )
}

/** Marks a cohort of which more may still be won. */
export function CensoredMark({ days }: { days: number | null }) {
  const format = useFormat()
  const title =
    days === null
      ? 'Young leads: more of them may still be won.'
      : `Some of these leads are younger than ${format.duration(days * daySeconds)}, in which nine of ten wins happen.`
  return (
    <span title={title}>
      <Chip tone="outline">still open</Chip>
    </span>
  )
}
