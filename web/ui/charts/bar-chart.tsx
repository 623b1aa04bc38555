import { cx } from '../cx.ts'
import { axisRoom, Grid, nameEvery, valueScale } from './axis.tsx'
import { ChartFrame, useMarks } from './chart-frame.tsx'
import { type Tone, toneColors } from './tones.ts'

export type BarSeries = { key: string; label: string; tone: Tone }

export type BarGroup = {
  key: string
  label: string
  /** One value for each series, in their order. */
  values: readonly number[]
  /** Still in motion, such as a cohort whose leads are young: drawn pale and said in words. */
  unfinished?: boolean
}

type BarChartProps = {
  label: string
  series: readonly BarSeries[]
  groups: readonly BarGroup[]
  format: (value: number) => string
  /** One upon the other, or side by side. */
  arrangement?: 'stacked' | 'grouped'
  onSelect?: (group: BarGroup) => void
  height?: number
}

const rowsBelowPixels = 420
const rowsFromGroups = 9

/** Bars by category. Where many categories meet little room they lie down as rows, and nothing scrolls sideways. */
export function BarChart(props: BarChartProps) {
  const { label, series, groups, format } = props
  const table = {
    caption: label,
    head: ['', ...series.map((one) => one.label)],
    rows: groups.map((group) => ({ name: nameOf(group), cells: group.values.map(format) })),
  }
  return (
    <ChartFrame table={table}>
      {(width) =>
        width < rowsBelowPixels && groups.length >= rowsFromGroups ? (
          <BarRows {...props} />
        ) : (
          <Columns {...props} width={width} />
        )
      }
    </ChartFrame>
  )
}

const nameRoom = 24

function Columns({ width, height = 220, ...props }: BarChartProps & { width: number }) {
  const { label, series, groups, format, arrangement = 'stacked', onSelect } = props
  const { chart, markAt } = useMarks(groups.length)
  const floor = height - nameRoom
  const most = Math.max(1, ...groups.map((group) => tallest(group.values, arrangement)))
  const { y, ticks } = valueScale({ least: 0, most, top: 10, floor })
  const left = axisRoom(ticks, format)
  const slot = (width - left) / Math.max(1, groups.length)
  const every = nameEvery(groups.length, slot, Math.max(...groups.map((group) => group.label.length)))
  return (
    <svg ref={chart} role="group" aria-label={label} width={width} height={height}>
      <Grid ticks={ticks} y={y} left={left} right={width} format={format} />
      {groups.map((group, index) => (
        <g
          key={group.key}
          {...markAt(index, {
            label: wordsOf(group, series, format),
            onSelect: onSelect && (() => onSelect(group)),
          })}
        >
          <rect x={left + slot * index} y={0} width={slot} height={floor} fill="transparent" />
          {barsOf(group, { x: left + slot * index, slot, arrangement, y }).map((bar, place) => (
            <rect
              key={series[place]?.key}
              {...bar}
              rx="2"
              fill={toneColors[series[place]?.tone ?? 'ink']}
              opacity={group.unfinished ? 0.5 : 1}
            />
          ))}
          {index % every === 0 && (
            <text
              x={left + slot * (index + 0.5)}
              y={height - 6}
              textAnchor="middle"
              className="fill-ink-3 text-2xs"
            >
              {group.label}
            </text>
          )}
        </g>
      ))}
    </svg>
  )
}

type BarPlace = { x: number; slot: number; arrangement: 'stacked' | 'grouped'; y: (value: number) => number }

function barsOf(group: BarGroup, { x, slot, arrangement, y }: BarPlace) {
  const room = Math.min(44, slot * 0.62)
  const start = x + (slot - room) / 2
  let below = 0
  return group.values.map((value, place) => {
    if (arrangement === 'grouped') {
      const width = room / group.values.length
      return { x: start + width * place, width: Math.max(1, width - 1), y: y(value), height: y(0) - y(value) }
    }
    const top = y(below + value)
    const height = Math.max(0, y(below) - top - (below > 0 ? 1.5 : 0))
    below += value
    return { x: start, width: room, y: top, height }
  })
}

function BarRows({ label, series, groups, format, arrangement = 'stacked', onSelect }: BarChartProps) {
  const most = Math.max(1, ...groups.map((group) => tallest(group.values, arrangement)))
  return (
    <ol aria-label={label} className="space-y-1.5">
      {groups.map((group) => {
        const content = (
          <span className="grid grid-cols-[5.5rem_1fr_auto] items-center gap-2 text-xs">
            <span className="truncate text-ink-2">{group.label}</span>
            <span className={arrangement === 'grouped' ? 'space-y-px' : 'flex h-3 gap-px overflow-hidden'}>
              {group.values.map((value, place) => (
                <span
                  key={series[place]?.key}
                  className={cx('block rounded-[2px]', arrangement === 'grouped' ? 'h-1.5' : 'h-full')}
                  style={{
                    width: `${(value / most) * 100}%`,
                    background: toneColors[series[place]?.tone ?? 'ink'],
                    opacity: group.unfinished ? 0.5 : 1,
                  }}
                />
              ))}
            </span>
            <span className="num text-ink">
              {arrangement === 'grouped'
                ? group.values.map(format).join(' · ')
                : format(group.values.reduce((sum, value) => sum + value, 0))}
            </span>
          </span>
        )
        return (
          <li key={group.key}>
            {onSelect ? (
              <button type="button" className="block w-full text-left" onClick={() => onSelect(group)}>
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

function tallest(values: readonly number[], arrangement: 'stacked' | 'grouped'): number {
  return arrangement === 'grouped' ? Math.max(...values) : values.reduce((sum, value) => sum + value, 0)
}

function nameOf(group: BarGroup): string {
  return group.unfinished ? `${group.label} (unfinished)` : group.label
}

function wordsOf(group: BarGroup, series: readonly BarSeries[], format: (value: number) => string): string {
  const figures = series.map((one, place) => `${one.label} ${format(group.values[place] ?? 0)}`)
  return `${nameOf(group)}: ${figures.join(', ')}`
}
