import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { FileUp } from 'lucide-react'
import { exportFunnel, funnelGroupings, readFunnel } from '../../../contract/funnel.ts'
import type { FunnelView } from '../../../contract/funnel.ts'
import { addressOf, ask } from '../../app/client.ts'
import { ButtonLink, DownloadLink } from '../../ui/button.tsx'
import { Card } from '../../ui/card.tsx'
import { Page, PageHeader } from '../../ui/page.tsx'
import { EmptyState, ErrorState, SkeletonLines } from '../../ui/states.tsx'
import { Select } from '../../ui/input.tsx'
import { useUrlState } from '../../ui/url-state.ts'
import { FunnelFilters } from './filters.tsx'
import { FlowCard } from './flow-card.tsx'
import { GroupCard } from './group-card.tsx'
import { Headlines } from './headlines.tsx'
import { StepsCard } from './steps-card.tsx'
import { filtersOf, groupNouns, groupOf } from './query.ts'

/** One funnel from first touch to revenue; every figure opens to the leads it counts. */
export function FunnelPage() {
  const [state, setState] = useUrlState()
  const group = groupOf(state)
  const query = { ...filtersOf(state), group }
  const funnel = useQuery({ ...ask(readFunnel, { query }), placeholderData: (previous) => previous })
  return (
    <Page>
      <PageHeader
        title="Funnel"
        note="From first touch to revenue. Every figure opens to exactly the leads it counts."
        menu={
          <DownloadLink href={addressOf(exportFunnel, { query })}>
            <span className="max-sm:sr-only">Export</span>
          </DownloadLink>
        }
      />
      <FunnelFilters state={state} onChange={setState}>
        <Select
          aria-label="Group"
          value={group}
          options={funnelGroupings.map((value) => ({
            value,
            label: value === 'none' ? 'all together' : `by ${groupNouns[value].one}`,
          }))}
          onChange={(event) => setState({ group: event.target.value })}
          className="min-w-0 max-sm:flex-1 sm:w-48"
        />
      </FunnelFilters>
      {funnel.isError && <ErrorState problem={funnel.error} onRetry={() => void funnel.refetch()} />}
      {funnel.isPending && (
        <Card>
          <SkeletonLines lines={8} />
        </Card>
      )}
      {funnel.data && <Figures funnel={funnel.data} />}
    </Page>
  )
}

function Figures({ funnel }: { funnel: FunnelView }) {
  if (funnel.total.figures['leads-entered'].value === 0 || funnel.groups.length === 0) return <NoLeads />
  return (
    <>
      <Headlines funnel={funnel} />
      <FlowCard stages={funnel.stages} />
      <StepsCard funnel={funnel} />
      <GroupCard funnel={funnel} />
      <p className="text-xs text-ink-3">
        What each figure means stands in the metric registry,{' '}
        <Link to="/metrics" className="underline">
          in words and with its formula
        </Link>
        .
      </p>
    </>
  )
}

function NoLeads() {
  return (
    <Card>
      <EmptyState
        icon={FileUp}
        title="No lead matches"
        action={
          <ButtonLink to="/import" tone="primary" icon={FileUp}>
            Import leads
          </ButtonLink>
        }
      >
        Marketing and sales both bring leads in: import the export of your CRM, or widen the filters above.
      </EmptyState>
    </Card>
  )
}
