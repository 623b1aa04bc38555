import { Link } from '@tanstack/react-router'
import type { FunnelView } from '../../../contract/funnel.ts'
import { HeadlineTiles } from '../../ui/card.tsx'
import { Chip } from '../../ui/chip.tsx'
import { Figure } from '../../ui/figure.tsx'
import { useFormat } from '../../ui/format.ts'
import { useUrlState } from '../../ui/url-state.ts'
import { leadsSearch } from './query.ts'
import type { CellAddress } from './query.ts'

/** The three figures that a funnel is read for first: how many came, how many were won, how long it took. */
export function Headlines({ funnel }: { funnel: FunnelView }) {
  const tiles = [
    {
      key: 'entered',
      team: 'marketing' as const,
      label: 'Leads entered',
      value: (
        <CellLink to={{ cell: 'entered' }}>
          <Figure value={funnel.total.figures['leads-entered'].value} unit="count" />
        </CellLink>
      ),
      note: <YoungNote funnel={funnel} />,
    },
    {
      key: 'won',
      team: 'joint' as const,
      label: 'Won',
      value: (
        <CellLink to={{ cell: 'won' }}>
          <Figure value={funnel.total.figures['leads-won'].value} unit="count" />
        </CellLink>
      ),
      unit: (
        <>
          <Figure value={funnel.total.figures['lead-conversion'].value} unit="percent" /> of those who entered
        </>
      ),
      note: (
        <span>
          <Figure value={funnel.total.figures['lead-revenue'].value} unit="money" compact blank="no" />{' '}
          revenue
        </span>
      ),
    },
    {
      key: 'days',
      team: 'sales' as const,
      label: 'Median time to win',
      value: <Figure value={funnel.total.figures['days-to-win-median'].value} unit="days" />,
      unit: (
        <>
          mean <Figure value={funnel.total.figures['days-to-win-mean'].value} unit="days" />, p90{' '}
          <Figure value={funnel.total.figures['days-to-win-p90'].value} unit="days" />
        </>
      ),
      note: <SpeedNote funnel={funnel} />,
    },
  ]
  return <HeadlineTiles label="The funnel in three figures" tiles={tiles} />
}

function YoungNote({ funnel }: { funnel: FunnelView }) {
  const { value } = funnel.total.figures['leads-censored']
  if (!value) return null
  return (
    <CellLink to={{ cell: 'censored' }}>
      <Figure value={value} unit="count" /> too young to judge
    </CellLink>
  )
}

/** How many were won soon, and whether any was won before it came, which is worth a look. */
function SpeedNote({ funnel }: { funnel: FunnelView }) {
  const { figures, stages } = funnel.total
  const won = stages.at(-1)
  const negative = won?.figures['negative-lags'].value
  return (
    <>
      <CellLink to={{ cell: 'won-within-30-days' }}>
        <Figure value={figures['leads-won-within-30-days'].value} unit="count" /> within 30 days
      </CellLink>
      <CellLink to={{ cell: 'won-within-90-days' }}>
        <Figure value={figures['leads-won-within-90-days'].value} unit="count" /> within 90 days
      </CellLink>
      {won && negative ? (
        <CellLink to={{ cell: 'lag-negative', stage: won.stageId }}>
          <Chip tone="warn" icon>
            <Figure value={negative} unit="count" /> won before an earlier stage
          </Chip>
        </CellLink>
      ) : null}
    </>
  )
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

const title = 'Young leads: more of them may still be won.'

/** Marks a cohort of which more may still be won. */
export function CensoredMark({ days }: { days: number | null }) {
  const format = useFormat()
  const words =
    days === null
      ? title
      : `Some of these leads are younger than ${format.days(days)}, in which nine of ten wins happen.`
  return (
    <span title={words}>
      <Chip tone="outline">still open</Chip>
    </span>
  )
}
