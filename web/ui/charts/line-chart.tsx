import { line } from 'd3-shape'
import { axisRoom, Grid, nameEvery, valueScale } from './axis.tsx'
import { ChartFrame, useMarks } from './chart-frame.tsx'
import { type Tone, toneColors } from './tones.ts'

export type LineSeries = {
  key: string
  label: string
  tone: Tone
  /** One value for each point of the axis; null where there is no data, which breaks the line. */
  values: readonly (number | null)[]
}

type LineChartProps = {
  label: string
  points: readonly string[]
  series: readonly LineSeries[]
  format: (value: number) => string
  /** An agreed floor or goal, drawn dashed with its words. */
  reference?: { value: number; label: string; tone?: Tone }
  /** From this point on the figures are still in motion: the line goes on dashed. */
  unfinishedFrom?: number
  /** The axis begins at nought unless a lower edge is given; say in the card's note that it is cut. */
  least?: number
  onSelect?: (point: number) => void
  height?: number
}

/** Lines over time. */
export function LineChart(props: LineChartProps) {
  const { label, points, series, format } = props
  const table = {
    caption: label,
    head: ['', ...series.map((one) => one.label)],
    rows: points.map((point, at) => ({
      name: point,
      cells: series.map((one) => figureOf(one.values[at], format)),
    })),
  }
  return <ChartFrame table={table}>{(width) => <Lines {...props} width={width} />}</ChartFrame>
}

const nameRoom = 24
const endRoom = 14

function Lines({ width, height = 220, ...props }: LineChartProps & { width: number }) {
  const { label, points, series, format, reference, least = 0, onSelect } = props
  const { chart, markAt } = useMarks(points.length)
  const floor = height - nameRoom
  const known = series.flatMap((one) => one.values).filter((value) => value !== null)
  const { y, ticks } = valueScale({ least, most: Math.max(reference?.value ?? 0, ...known), top: 12, floor })
  const left = axisRoom(ticks, format)
  const step = (width - left - endRoom) / Math.max(1, points.length - 1)
  const x = (at: number) => left + 4 + at * (step - 4 / Math.max(1, points.length - 1))
  const every = nameEvery(points.length, step, Math.max(...points.map((point) => point.length)))
  return (
    <svg ref={chart} role="group" aria-label={label} width={width} height={height}>
      <Grid ticks={ticks} y={y} left={left} right={width} format={format} />
      {reference && <Reference {...reference} y={y} left={left} right={width} />}
      {series.map((one) => (
        <SeriesLine
          key={one.key}
          series={one}
          x={x}
          y={y}
          unfinishedFrom={props.unfinishedFrom ?? points.length}
        />
      ))}
      {points.map((point, at) => (
        <g
          key={point}
          {...markAt(at, { label: wordsAt(at, props), onSelect: onSelect && (() => onSelect(at)) })}
        >
          <rect x={x(at) - step / 2} y={0} width={Math.max(1, step)} height={floor} fill="transparent" />
          {series.map((one) => (
            <Dot key={one.key} value={one.values[at]} tone={one.tone} at={x(at)} y={y} />
          ))}
          {at % every === 0 && (
            <text
              x={x(at)}
              y={height - 6}
              textAnchor={anchorOf(at, points.length)}
              className="fill-ink-3 text-2xs"
            >
              {point}
            </text>
          )}
        </g>
      ))}
    </svg>
  )
}

type Scales = { x: (at: number) => number; y: (value: number) => number }

function SeriesLine({
  series,
  unfinishedFrom,
  x,
  y,
}: { series: LineSeries; unfinishedFrom: number } & Scales) {
  const draw = line<number | null>()
    .defined((value) => value !== null)
    .x((_, at) => x(at))
    .y((value) => y(value ?? 0))
  const firm = series.values.map((value, at) => (at < unfinishedFrom ? value : null))
  const soft = series.values.map((value, at) => (at >= unfinishedFrom - 1 ? value : null))
  const stroke = {
    fill: 'none',
    stroke: toneColors[series.tone],
    strokeWidth: 2,
    strokeLinejoin: 'round',
  } as const
  return (
    <g aria-hidden>
      <path d={draw(firm) ?? ''} {...stroke} />
      <path d={draw(soft) ?? ''} {...stroke} strokeDasharray="4 4" />
    </g>
  )
}

function Dot({
  value,
  tone,
  at,
  y,
}: {
  value: number | null | undefined
  tone: Tone
  at: number
  y: Scales['y']
}) {
  if (value == null) return null
  return (
    <circle
      cx={at}
      cy={y(value)}
      r="3.5"
      strokeWidth="1.5"
      fill={toneColors[tone]}
      className="stroke-surface"
    />
  )
}

type ReferenceProps = NonNullable<LineChartProps['reference']> & {
  y: Scales['y']
  left: number
  right: number
}

function Reference({ value, label, tone = 'bad', y, left, right }: ReferenceProps) {
  return (
    <g>
      <line
        x1={left}
        x2={right}
        y1={y(value)}
        y2={y(value)}
        stroke={toneColors[tone]}
        strokeWidth="1.5"
        strokeDasharray="5 4"
      />
      <text
        x={right}
        y={y(value) - 6}
        textAnchor="end"
        fill={toneColors[tone]}
        className="text-2xs font-medium"
      >
        {label}
      </text>
    </g>
  )
}

function anchorOf(at: number, count: number): 'start' | 'middle' | 'end' {
  if (at === 0) return 'start'
  return at === count - 1 ? 'end' : 'middle'
}

function figureOf(value: number | null | undefined, format: (value: number) => string): string {
  return value == null ? 'no data' : format(value)
}

function wordsAt(at: number, { points, series, format, unfinishedFrom }: LineChartProps): string {
  const figures = series.map((one) => `${one.label} ${figureOf(one.values[at], format)}`)
  const motion = unfinishedFrom !== undefined && at >= unfinishedFrom ? ', still in motion' : ''
  return `${points[at]}: ${figures.join(', ')}${motion}`
}
