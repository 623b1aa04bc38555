import { scaleLinear } from 'd3-scale'

const tickPixels = 44

/** The vertical scale of a chart with its ticks on round numbers. */
export function valueScale({
  least,
  most,
  top,
  floor,
}: {
  least: number
  most: number
  top: number
  floor: number
}) {
  const count = Math.max(2, Math.round((floor - top) / tickPixels))
  const scale = scaleLinear([least, most > least ? most : least + 1], [floor, top]).nice(count)
  return { y: (value: number) => scale(value), ticks: scale.ticks(count) }
}

type GridProps = {
  ticks: readonly number[]
  y: (value: number) => number
  left: number
  right: number
  format: (value: number) => string
}

/** Hairlines at the ticks with their figures at the left. */
export function Grid({ ticks, y, left, right, format }: GridProps) {
  return (
    <g aria-hidden>
      {ticks.map((tick) => (
        <g key={tick}>
          <line
            x1={left}
            x2={right}
            y1={Math.round(y(tick)) + 0.5}
            y2={Math.round(y(tick)) + 0.5}
            className="stroke-line"
          />
          <text x={left - 8} y={y(tick) + 4} textAnchor="end" className="num fill-ink-3 text-2xs">
            {format(tick)}
          </text>
        </g>
      ))}
    </g>
  )
}

const digitPixels = 7.2

/** Room for the widest figure of the axis. */
export function axisRoom(ticks: readonly number[], format: (value: number) => string): number {
  return Math.max(24, ...ticks.map((tick) => format(tick).length * digitPixels)) + 10
}

/** Every how many categories a name fits under the axis. */
export function nameEvery(count: number, slot: number, longest: number): number {
  return Math.max(1, Math.ceil((longest * digitPixels + 8) / Math.max(1, slot)), count > 40 ? 2 : 1)
}
