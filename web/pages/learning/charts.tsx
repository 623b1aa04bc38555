import type { EvaluationView } from '../../../contract/learning-figures.ts'
import { Card } from '../../ui/card.tsx'
import { BarChart } from '../../ui/charts/bar-chart.tsx'
import { Legend } from '../../ui/charts/legend.tsx'
import { LineChart } from '../../ui/charts/line-chart.tsx'
import { useFormat } from '../../ui/format.ts'
import { EmptyState } from '../../ui/states.tsx'

/** The chart's axis is at least one high, so shares are drawn in percent. */
const percents = 100

type EvaluationProps = { evaluation: EvaluationView }

/** How many of each tenth of the leads were won, the best tenth first. */
export function LiftCard({ evaluation: { deciles } }: EvaluationProps) {
  const format = useFormat()
  return (
    <Card
      title="Won, tenth by tenth"
      note="Leads that the model had not seen, by falling chance. A useful score falls from left to right."
    >
      {deciles.length === 0 ? (
        <EmptyState title="No data" />
      ) : (
        <BarChart
          label="Share won in each tenth of the leads"
          series={[{ key: 'rate', label: 'Won', tone: 'ink' }]}
          groups={deciles.map(({ decile, rate, lift }) => ({
            key: String(decile),
            label: lift === null ? `${decile}` : `${decile} · ${lift.toFixed(1)}×`,
            values: [rate * percents],
          }))}
          format={(value) => format.percent(value / percents)}
        />
      )}
    </Card>
  )
}

const calibrationLines = [
  { key: 'rate', label: 'Won', tone: 'ink' },
  { key: 'chance', label: 'Chance given', tone: 'grey' },
] as const

/** Whether a chance of thirty percent comes true three times in ten. */
export function CalibrationCard({ evaluation: { calibration } }: EvaluationProps) {
  const format = useFormat()
  const bands = calibration.filter(({ rows }) => rows > 0)
  const values = { rate: bands.map(({ rate }) => rate), chance: bands.map((band) => band.meanChance) }
  return (
    <Card
      title="Is the chance what it says?"
      note="Leads by the chance they were given, beside how many of them were won. Behind each band stands how many there are. The closer the lines, the better."
      aside={<Legend entries={calibrationLines} />}
    >
      <LineChart
        label="Chance given and share won, by bands of the chance"
        points={bands.map(
          ({ from, to, rows }) =>
            `${Math.round(from * percents)}–${Math.round(to * percents)} % · ${format.number(rows)}`,
        )}
        series={calibrationLines.map((one) => ({ ...one, values: values[one.key] }))}
        format={format.percent}
      />
    </Card>
  )
}
