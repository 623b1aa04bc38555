import { cx } from '../cx.ts'
import { ChartFrame, type ChartTable, useMarks } from './chart-frame.tsx'
import { type Tone, toneColors } from './tones.ts'

export type FunnelStep = {
  key: string
  label: string
  value: number
  tone: Tone
  /** How many went on from the step before, as words: "65 %". */
  conversion?: string
  /** Under the name: "median 3 days, p90 12". */
  note?: string
}

type FunnelBarsProps = {
  label: string
  steps: readonly FunnelStep[]
  format: (value: number) => string
  /** Opens the rows that a step counts. */
  onSelect?: (step: FunnelStep) => void
  /** Square roots keep small steps readable beside large ones; say so in the card's note. */
  scale?: 'linear' | 'root'
  table?: ChartTable
  height?: number
}

const rowsBelowPixels = 520

/** The steps of a funnel as bars, with what went on between them; rows where there is little room. */
export function FunnelBars(props: FunnelBarsProps) {
  const { label, steps, format } = props
  const table = props.table ?? {
    caption: label,
    head: ['Step', 'Number', 'From the step before'],
    rows: steps.map((step) => ({ name: step.label, cells: [format(step.value), step.conversion ?? '–'] })),
  }
  return (
    <ChartFrame table={table}>
      {(width) => (width < rowsBelowPixels ? <Rows {...props} /> : <Bars {...props} width={width} />)}
    </ChartFrame>
  )
}

const labelRoom = 48
const topRoom = 24

function Bars({
  label,
  steps,
  format,
  onSelect,
  scale,
  width,
  height = 260,
}: FunnelBarsProps & { width: number }) {
  const { chart, markAt } = useMarks(steps.length)
  const most = Math.max(1, ...steps.map((step) => step.value))
  const slot = width / Math.max(1, steps.length)
  const bar = Math.min(112, slot * 0.68)
  const floor = height - labelRoom
  return (
    <svg ref={chart} role="group" aria-label={label} width={width} height={height}>
      <line x1="0" x2={width} y1={floor + 0.5} y2={floor + 0.5} className="stroke-line" />
      {steps.map((step, index) => {
        const tall = Math.max(step.value > 0 ? 3 : 0, shareOf(step.value, most, scale) * (floor - topRoom))
        const middle = slot * index + slot / 2
        return (
          <g key={step.key}>
            {step.conversion && (
              <text x={slot * index} y={floor + 20} textAnchor="middle" className="num fill-ink-3 text-2xs">
                {step.conversion}
              </text>
            )}
            <g
              {...markAt(index, {
                label: wordsOf(step, format),
                onSelect: onSelect && (() => onSelect(step)),
              })}
            >
              <rect
                x={middle - bar / 2}
                y={floor - tall}
                width={bar}
                height={tall}
                rx="5"
                fill={toneColors[step.tone]}
              />
              <text x={middle} textAnchor="middle" className="fill-ink-2 text-xs">
                <tspan y={floor + 20}>{`${step.label} `}</tspan>
                <tspan x={middle} y={floor - tall - 8} className="num fill-ink font-semibold">
                  {`${format(step.value)} `}
                </tspan>
                <tspan x={middle} y={floor + 37} className="fill-ink-3 text-2xs">
                  {step.note}
                </tspan>
              </text>
            </g>
          </g>
        )
      })}
    </svg>
  )
}

function Rows({ label, steps, format, onSelect, scale }: FunnelBarsProps) {
  const most = Math.max(1, ...steps.map((step) => step.value))
  return (
    <ol aria-label={label} className="space-y-2.5">
      {steps.map((step) => {
        const content = (
          <>
            <span className="flex items-baseline justify-between gap-3 text-sm">
              <span className="min-w-0 truncate">
                <span className="font-medium text-ink">{step.label}</span>
                {step.note && <span className="ml-2 text-xs text-ink-3">{step.note}</span>}
              </span>
              <span className="num shrink-0 font-semibold text-ink">
                {step.conversion && (
                  <span className="mr-2 text-xs font-normal text-ink-3">{step.conversion}</span>
                )}
                {format(step.value)}
              </span>
            </span>
            <span className="mt-1 block h-3 rounded-sm bg-sunken">
              <span
                className="block h-full min-w-0.5 rounded-sm"
                style={{
                  width: `${shareOf(step.value, most, scale) * 100}%`,
                  background: toneColors[step.tone],
                }}
              />
            </span>
          </>
        )
        return (
          <li key={step.key}>
            {onSelect ? (
              <button type="button" onClick={() => onSelect(step)} className={cx('block w-full text-left')}>
                {content}
              </button>
            ) : (
              content
            )}
          </li>
        )
      })}
    </ol>
  )
}

function shareOf(value: number, most: number, scale: FunnelBarsProps['scale']): number {
  const share = value / most
  return scale === 'root' ? Math.sqrt(share) : share
}

function wordsOf(step: FunnelStep, format: (value: number) => string): string {
  const words = [step.label, format(step.value), step.note].filter(Boolean).join(' ')
  return step.conversion ? `${words}, ${step.conversion} of the step before` : words
}
