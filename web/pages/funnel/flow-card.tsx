import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { readFunnelFlow } from '../../../contract/funnel.ts'
import type { FunnelFlowView, FunnelView } from '../../../contract/funnel.ts'
import { ask } from '../../app/client.ts'
import { Card } from '../../ui/card.tsx'
import { FlowChart } from '../../ui/charts/flow-chart.tsx'
import type { FlowNode } from '../../ui/charts/flow-chart.tsx'
import { useFormat } from '../../ui/format.ts'
import type { Format } from '../../ui/format.ts'
import { ErrorState, SkeletonLines } from '../../ui/states.tsx'
import { listText, useUrlState } from '../../ui/url-state.ts'
import { TeamLegend } from './team-legend.tsx'
import { filtersOf, leadsSearch } from './query.ts'

type ServerNode = FunnelFlowView['nodes'][number]

/** First touch to revenue as a flow; each node opens to its leads. */
export function FlowCard({ stages }: { stages: FunnelView['stages'] }) {
  const format = useFormat()
  const [state] = useUrlState()
  const navigate = useNavigate()
  const flow = useQuery({
    ...ask(readFunnelFlow, { query: { ...filtersOf(state), source: 'channel' } }),
    placeholderData: (previous) => previous,
  })
  const open = (key: string) => {
    const node = flow.data?.nodes.find(({ id }) => id === key)
    if (node) void navigate({ to: '/funnel/leads', search: searchOf(state, node) })
  }
  return (
    <Card title="First touch to revenue" aside={<TeamLegend />}>
      {flow.isError && <ErrorState problem={flow.error} onRetry={() => void flow.refetch()} />}
      {flow.isPending && <SkeletonLines lines={8} />}
      {flow.data && (
        <FlowChart
          label="Leads from the channel of their first touch through the stages to their outcome"
          nodes={flow.data.nodes.map((node) => ({
            ...chartNode(node, flow.data, format),
            tone: toneOf(node, stages),
          }))}
          links={flow.data.links.map(({ from, to, leads }) => ({ from, to, value: leads }))}
          format={format.number}
          onSelect={(node) => open(node.key)}
          height={440}
        />
      )}
    </Card>
  )
}

function searchOf(state: ReturnType<typeof useUrlState>[0], node: ServerNode) {
  if (node.kind === 'source')
    return leadsSearch({ ...state, channel: listText(node.keys) }, { cell: 'entered' })
  if (node.kind !== 'stage') return leadsSearch(state, { cell: node.kind })
  return leadsSearch(state, { cell: 'reached', stage: node.stageId ?? undefined })
}

function chartNode(node: ServerNode, flow: FunnelFlowView, format: Format): Omit<FlowNode, 'tone'> {
  const depths = depthsOf(flow)
  return {
    key: node.id,
    label: labelOf(node),
    value: node.leads,
    column: depths.get(node.id) ?? 0,
    note:
      node.kind === 'won' && node.revenue.value !== null
        ? format.compactMoney(node.revenue.value)
        : undefined,
  }
}

const endWords: Readonly<Record<string, string>> = { won: 'Won', open: 'Still open', lost: 'Lost' }

function labelOf(node: ServerNode): string {
  return node.label ?? endWords[node.kind] ?? 'No touch known'
}

function toneOf(node: ServerNode, stages: FunnelView['stages']): FlowNode['tone'] {
  if (node.kind === 'won') return 'ok'
  if (node.kind === 'lost') return 'bad'
  if (node.kind === 'open') return 'grey'
  const stage = stages.find(({ id }) => id === node.stageId)
  return stage?.team === 'sales' ? 'sales' : 'marketing'
}

/** The column of a node: one more than the furthest node that flows into it. */
function depthsOf({ nodes, links }: FunnelFlowView): Map<string, number> {
  const depths = new Map(nodes.map(({ id }) => [id, 0]))
  let moved = true
  while (moved) {
    moved = false
    for (const { from, to } of links) {
      const depth = (depths.get(from) ?? 0) + 1
      if (depth <= (depths.get(to) ?? 0) || depth > nodes.length) continue
      depths.set(to, depth)
      moved = true
    }
  }
  return depths
}
