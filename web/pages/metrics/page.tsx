import { useQuery } from '@tanstack/react-query'
import { listMetrics } from '../../../contract/metrics.ts'
import type { MetricView } from '../../../contract/metrics.ts'
import { ask } from '../../app/client.ts'
import { Card, Rows } from '../../ui/card.tsx'
import { Chip } from '../../ui/chip.tsx'
import { Page, PageHeader } from '../../ui/page.tsx'
import { ErrorState, SkeletonLines } from '../../ui/states.tsx'
import { TeamMark } from '../../ui/team.tsx'

/** What the figures are counted over. */
const grainWords: Readonly<Record<MetricView['grain'], string>> = {
  lead: 'Of leads',
  deal: 'Of deals',
  campaign: 'Of campaigns',
  contact: 'Of people',
  touch: 'Of touches',
  record: 'Of records of any kind',
}

/** The metric registry: what each figure means, in words, and who answers for it. */
export function MetricsPage() {
  const metrics = useQuery(ask(listMetrics, {}))
  return (
    <Page>
      <PageHeader
        title="Metrics"
        note="Every figure on every screen comes from this list. No screen computes its own."
      />
      {metrics.isError && <ErrorState problem={metrics.error} onRetry={() => void metrics.refetch()} />}
      {metrics.isPending && (
        <Card>
          <SkeletonLines lines={12} />
        </Card>
      )}
      {[...Map.groupBy(metrics.data?.items ?? [], ({ grain }) => grain)].map(([grain, items]) => (
        <Card key={grain} flush title={grainWords[grain]} aside={`${items.length} figures`}>
          <Rows className="px-5">
            {items.map((metric) => (
              <Metric key={metric.id} metric={metric} />
            ))}
          </Rows>
        </Card>
      ))}
    </Page>
  )
}

function Metric({ metric }: { metric: MetricView }) {
  return (
    <li className="grid gap-x-6 gap-y-1 py-3 text-sm md:grid-cols-[220px_1fr_200px]">
      <h3 className="font-medium">
        {metric.name}
        <span className="mt-1 flex flex-wrap gap-1.5">
          <Chip>{metric.unit}</Chip>
          <Chip tone="outline">version {metric.version}</Chip>
        </span>
      </h3>
      <p>
        {metric.formula}
        <span className="block text-xs text-ink-3">{metric.source}</span>
      </p>
      <p className="flex flex-wrap items-start gap-x-3 gap-y-1 text-ink-2">
        {metric.owners.map((team) => (
          <span key={team} className="inline-flex items-center gap-1.5 capitalize">
            <TeamMark team={team} />
            {team}
          </span>
        ))}
      </p>
    </li>
  )
}
