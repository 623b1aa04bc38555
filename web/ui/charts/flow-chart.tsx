import { sankey, sankeyLinkHorizontal, type SankeyLink, type SankeyNode } from 'd3-sankey'
import { useId, useMemo } from 'react'
import { ChartFrame, useMarks } from './chart-frame.tsx'
import { FlowLadder } from './flow-ladder.tsx'
import { type Tone, toneColors } from './tones.ts'

export type FlowNode = {
  key: string
  label: string
  value: number
  tone: Tone
  /** Which column it stands in, from the left. Within a column the order given is kept. */
  column: number
  /** A second figure beside the first, as words: "€1.2M". */
  note?: string
}

export type FlowLink = { from: string; to: string; value: number }

export type FlowChartProps = {
  /** What the chart shows, in a sentence, for readers. */
  label: string
  nodes: readonly FlowNode[]
  links: readonly FlowLink[]
  format: (value: number) => string
  /** Opens the rows beneath a node. */
  onSelect?: (node: FlowNode) => void
  height?: number
}

const ladderBelowPixels = 520
const nodeWidth = 8
/** A name and its figure, two lines, stand beside even the smallest node. */
const nodeGap = 24
const labelRoom = 104

/** What flows where, from left to right; under 520 px of room a ladder of rows. */
export function FlowChart(props: FlowChartProps) {
  const { nodes, links, format, label } = props
  const names = new Map(nodes.map((node) => [node.key, node.label]))
  const table = {
    caption: label,
    head: ['From and to', 'Number'],
    rows: links.map((link) => ({
      name: `${names.get(link.from)} → ${names.get(link.to)}`,
      cells: [format(link.value)],
    })),
  }
  return (
    <ChartFrame table={table}>
      {(width) =>
        width < ladderBelowPixels ? <FlowLadder {...props} /> : <Sankey {...props} width={width} />
      }
    </ChartFrame>
  )
}

type Node = SankeyNode<FlowNode, { value: number }>
type Link = SankeyLink<FlowNode, { value: number }>

function Sankey({
  nodes,
  links,
  label,
  format,
  onSelect,
  width,
  height = 380,
}: FlowChartProps & { width: number }) {
  const gradients = useId()
  const graph = useMemo(() => layOut(nodes, links, { width, height }), [nodes, links, width, height])
  const { chart, markAt } = useMarks(graph.nodes.length)
  return (
    <svg ref={chart} role="group" aria-label={label} width={width} height={height}>
      <defs>
        {graph.links.map((link) => (
          <linearGradient
            key={nameOf(link)}
            id={`${gradients}${nameOf(link)}`}
            gradientUnits="userSpaceOnUse"
            x1={endOf(link.source).x1}
            x2={endOf(link.target).x0}
          >
            <stop offset="0" stopColor={toneColors[endOf(link.source).tone]} />
            <stop offset="1" stopColor={toneColors[endOf(link.target).tone]} />
          </linearGradient>
        ))}
      </defs>
      <g aria-hidden fill="none" strokeOpacity="0.26">
        {graph.links.map((link) => (
          <path
            key={nameOf(link)}
            d={sankeyLinkHorizontal()(link) ?? ''}
            stroke={`url(#${gradients}${nameOf(link)})`}
            strokeWidth={Math.max(1, link.width ?? 0)}
          />
        ))}
      </g>
      {graph.nodes.map((node, index) => (
        <g
          key={node.key}
          {...markAt(index, {
            label: `${node.label} ${figuresOf(node, format)}`,
            onSelect: onSelect && (() => onSelect(node)),
          })}
        >
          <NodeMark node={node} format={format} />
        </g>
      ))}
    </svg>
  )
}

function NodeMark({ node, format }: { node: Node; format: (value: number) => string }) {
  const { x0 = 0, x1 = 0, y0 = 0, y1 = 0 } = node
  const middle = (y0 + y1) / 2
  return (
    <>
      <rect x={x0} y={y0} width={x1 - x0} height={Math.max(2, y1 - y0)} rx="2" fill={toneColors[node.tone]} />
      <text x={x1 + 8} className="fill-ink text-xs font-medium">
        <tspan y={middle - 2}>{`${node.label} `}</tspan>
        <tspan x={x1 + 8} y={middle + 13} className="num fill-ink-2 font-normal">
          {figuresOf(node, format)}
        </tspan>
      </text>
    </>
  )
}

function figuresOf(node: FlowNode, format: (value: number) => string): string {
  return node.note ? `${format(node.value)} · ${node.note}` : format(node.value)
}

function layOut(
  nodes: readonly FlowNode[],
  links: readonly FlowLink[],
  size: { width: number; height: number },
) {
  const order = new Map(nodes.map((node, index) => [node.key, index]))
  const layout = sankey<FlowNode, { value: number }>()
    .nodeId((node) => node.key)
    .nodeWidth(nodeWidth)
    .nodePadding(nodeGap)
    .nodeAlign((node) => node.column)
    .nodeSort((one, other) => (order.get(one.key) ?? 0) - (order.get(other.key) ?? 0))
    .extent([
      [0, 6],
      [size.width - labelRoom, size.height - 6],
    ])
  return layout({
    nodes: nodes.map((node) => ({ ...node })),
    links: links
      .filter((link) => link.value > 0)
      .map(({ from, to, value }) => ({ source: from, target: to, value })),
  })
}

/** A name for a link that is also allowed in an address within the page. */
function nameOf(link: Link): string {
  return `${endOf(link.source).index}-${endOf(link.target).index}`
}

/** After the layout both ends of a link are nodes; before it they are keys. */
function endOf(end: Link['source']): Node {
  if (typeof end !== 'object') throw new TypeError('A link was drawn before it was laid out.')
  return end
}
