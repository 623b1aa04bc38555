import { cx } from '../cx.ts'
import type { FlowChartProps, FlowNode } from './flow-chart.tsx'
import { toneColors } from './tones.ts'

/** The flow as rows, for narrow places: each step by its column, with a bar against the largest. */
export function FlowLadder({ label, nodes, format, onSelect }: FlowChartProps) {
  const largest = Math.max(1, ...nodes.map((node) => node.value))
  const columns = [...Map.groupBy(nodes, (node) => node.column)].toSorted(([one], [other]) => one - other)
  return (
    <div role="group" aria-label={label} className="divide-y divide-line">
      {columns.map(([column, steps]) => (
        <ul key={column} className="space-y-1 py-2.5 first:pt-0 last:pb-0">
          {steps.map((node) => (
            <li key={node.key}>
              <Rung node={node} share={node.value / largest} format={format} onSelect={onSelect} />
            </li>
          ))}
        </ul>
      ))}
    </div>
  )
}

type RungProps = { node: FlowNode; share: number } & Pick<FlowChartProps, 'format' | 'onSelect'>

function Rung({ node, share, format, onSelect }: RungProps) {
  const content = (
    <>
      <span className="flex items-baseline justify-between gap-3 text-sm">
        <span className="truncate font-medium text-ink">{node.label}</span>
        <span className="num shrink-0 text-ink-2">
          {format(node.value)}
          {node.note && <span className="text-ink-3"> · {node.note}</span>}
        </span>
      </span>
      <span className="mt-1 block h-2 rounded-full bg-sunken">
        <span
          className="block h-full min-w-0.5 rounded-full"
          style={{ width: `${share * 100}%`, background: toneColors[node.tone] }}
        />
      </span>
    </>
  )
  const shape = 'block w-full rounded-sm py-0.5 text-left'
  if (!onSelect) return <div className={shape}>{content}</div>
  return (
    <button type="button" onClick={() => onSelect(node)} className={cx(shape, 'hover:bg-sunken')}>
      {content}
    </button>
  )
}
