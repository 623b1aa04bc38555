import { Card } from '../ui/card.tsx'
import { BarChart } from '../ui/charts/bar-chart.tsx'
import { FlowChart, type FlowLink, type FlowNode } from '../ui/charts/flow-chart.tsx'
import { FunnelBars } from '../ui/charts/funnel-bars.tsx'
import { Legend } from '../ui/charts/legend.tsx'
import { LineChart } from '../ui/charts/line-chart.tsx'
import { useFormat } from '../ui/format.ts'
import { Columns, Page, PageHeader } from '../ui/page.tsx'

const nodes: readonly FlowNode[] = [
  { key: 'web', label: 'Webinars', value: 420, tone: 'marketing', column: 0 },
  { key: 'paid', label: 'Paid search', value: 310, tone: 'marketing', column: 0 },
  { key: 'partner', label: 'Partner', value: 180, tone: 'marketing', column: 0 },
  { key: 'show', label: 'Trade show', value: 120, tone: 'marketing', column: 0 },
  { key: 'sdr', label: 'Outbound SDR', value: 140, tone: 'sales', column: 0 },
  { key: 'mql', label: 'MQL', value: 1030, tone: 'marketing', column: 1 },
  { key: 'sal', label: 'SAL', value: 750, tone: 'sales', column: 2 },
  { key: 'ret', label: 'Returned', value: 380, tone: 'warn', column: 3 },
  { key: 'sql', label: 'SQL', value: 430, tone: 'sales', column: 3 },
  { key: 'none', label: 'No answer', value: 360, tone: 'grey', column: 3 },
  { key: 'won', label: 'Won', value: 150, tone: 'ok', column: 4, note: '€3.12M' },
  { key: 'open', label: 'Open', value: 90, tone: 'grey', column: 4 },
  { key: 'lost', label: 'Lost', value: 190, tone: 'bad', column: 4 },
]

const links: readonly FlowLink[] = [
  ...['web', 'paid', 'partner', 'show'].map((from) => ({ from, to: 'mql', value: valueOf(from) })),
  { from: 'sdr', to: 'sal', value: 140 },
  { from: 'mql', to: 'sal', value: 610 },
  { from: 'mql', to: 'ret', value: 260 },
  { from: 'mql', to: 'none', value: 160 },
  { from: 'sal', to: 'ret', value: 120 },
  { from: 'sal', to: 'sql', value: 430 },
  { from: 'sal', to: 'none', value: 200 },
  { from: 'sql', to: 'won', value: 150 },
  { from: 'sql', to: 'open', value: 90 },
  { from: 'sql', to: 'lost', value: 190 },
]

function valueOf(key: string): number {
  return nodes.find((node) => node.key === key)?.value ?? 0
}

const months = ['Dec', 'Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov']

export function Charts() {
  const format = useFormat()
  const count = (value: number) => format.number(value)
  return (
    <Page>
      <PageHeader
        title="Charts"
        note="1,170 people entered since June. See where they went and who owns the leak."
      />
      <Columns
        side={
          <Card title="Revenue we both touched">
            <BarChart
              label="Revenue by month and team"
              series={[
                { key: 'm', label: 'Marketing', tone: 'marketing' },
                { key: 's', label: 'Sales', tone: 'sales' },
              ]}
              groups={months.slice(6).map((month, at) => ({
                key: month,
                label: month,
                values: [240_000 + at * 40_000, 150_000 + at * 30_000],
                unfinished: at > 4,
              }))}
              format={(value) => format.compactMoney(value)}
            />
          </Card>
        }
      >
        <Card
          title="First touch to revenue"
          aside={
            <Legend
              entries={[
                { label: 'Marketing', tone: 'marketing' },
                { label: 'Sales', tone: 'sales' },
              ]}
            />
          }
        >
          <FlowChart
            label="From first touch to revenue"
            nodes={nodes}
            links={links}
            format={count}
            onSelect={() => undefined}
          />
        </Card>
        <Funnel />
        <Acceptance />
      </Columns>
    </Page>
  )
}

function Funnel() {
  const format = useFormat()
  return (
    <Card title="The funnel" note="Bars use a square-root scale so that small steps stay readable.">
      <FunnelBars
        label="The funnel of the last twelve months"
        scale="root"
        format={(value) => format.number(value)}
        onSelect={() => undefined}
        steps={[
          { key: '1', label: 'First touch', value: 7410, tone: 'marketing' },
          {
            key: '2',
            label: 'MQL',
            value: 590,
            tone: 'marketing',
            conversion: '8.0%',
            note: 'median 6 days',
          },
          { key: '3', label: 'SAL', value: 348, tone: 'sales', conversion: '59%', note: 'median 2 h 10' },
          { key: '4', label: 'SQL', value: 121, tone: 'sales', conversion: '35%', note: 'median 9 days' },
          { key: '5', label: 'Won', value: 37, tone: 'sales', conversion: '31%', note: 'median 47 days' },
        ]}
      />
    </Card>
  )
}

function Acceptance() {
  const format = useFormat()
  return (
    <Card title="Hand-offs accepted, by month">
      <LineChart
        label="Share of hand-offs that Sales accepted"
        points={months}
        format={(value) => format.percent(value)}
        least={0.4}
        unfinishedFrom={11}
        reference={{ value: 0.65, label: 'agreed floor 65%' }}
        series={[
          {
            key: 'a',
            label: 'Accepted',
            tone: 'ink',
            values: [0.7, 0.69, 0.71, 0.68, null, 0.66, 0.66, 0.64, 0.61, 0.58, 0.54, 0.53],
          },
        ]}
      />
      <BarChart
        label="Leads by month"
        series={[{ key: 'l', label: 'Leads', tone: 'ink' }]}
        groups={months.map((month, at) => ({ key: month, label: month, values: [160 + ((at * 37) % 90)] }))}
        format={(value) => format.number(value)}
        onSelect={() => undefined}
        height={180}
      />
    </Card>
  )
}
