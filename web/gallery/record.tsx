import { ChevronDown, ChevronUp, Phone } from 'lucide-react'
import { Button, IconButton } from '../ui/button.tsx'
import { Card, Fact, Facts } from '../ui/card.tsx'
import { Clock } from '../ui/clock.tsx'
import { StageTrack } from '../ui/meter.tsx'
import { Columns, Page, PageHeader } from '../ui/page.tsx'
import { type SeamGroup, SeamTimeline } from '../ui/seam-timeline.tsx'

const groups: readonly SeamGroup[] = [
  {
    key: 'today',
    heading: 'Today, Thu 19 November',
    entries: [
      {
        key: '1',
        team: 'joint',
        hollow: true,
        when: '08:02',
        title: (
          <>
            <b className="font-semibold">Handed off to Sales</b> by Theo Bauer
          </>
        ),
        children: (
          <div className="rounded-lg border border-line px-3.5 py-2.5 text-sm">
            <Clock secondsLeft={1320} promiseSeconds={14_400} words="22 min left of 4 hours" size="lg" />
            <p className="mt-2">“His own numbers are in the calculator.”</p>
          </div>
        ),
      },
      {
        key: '2',
        team: 'marketing',
        when: '07:41',
        title: 'Third visit to the ROI calculator',
        detail: 'Typed in 38 trucks',
      },
    ],
  },
  {
    key: 'week',
    heading: 'Last week',
    entries: [
      {
        key: '3',
        team: 'sales',
        when: 'Mon 16 Nov',
        title: 'Field note by Rui Santos',
        note: 'Met him at the logistics fair. Budget year starts in January, the board decides on 9 December.',
      },
      {
        key: '4',
        team: 'marketing',
        when: 'Tue 10 Nov',
        title: 'Watched “Planning without spreadsheets”',
        note: 'Agreed. We took his controller for the buyer.',
      },
      { key: '5', team: 'joint', when: '19 Jun', title: 'Handed off under MQL v2' },
      {
        key: '6',
        team: 'marketing',
        when: '4 May',
        title: 'First touch: searched “cost of empty runs”',
        detail: 'Paid search, €3.10',
      },
    ],
  },
]

export function PersonRecord() {
  return (
    <Page>
      <PageHeader
        title="Otto Brandt"
        large
        above="People / MQLs waiting on Sales"
        note="CFO, Kestrel Freight · Bremen · otto.brandt@kestrel.example"
        actions={
          <>
            <IconButton icon={ChevronUp} label="Previous person" tone="secondary" />
            <IconButton icon={ChevronDown} label="Next person" tone="secondary" />
            <Button icon={Phone}>Call</Button>
            <Button tone="primary" keyHint="A">
              Accept
            </Button>
          </>
        }
      />
      <StageTrack
        label="Where the lead stands"
        stages={[
          { key: '1', label: 'First touch', team: 'marketing', state: 'reached', when: '4 May' },
          { key: '2', label: 'Engaged', team: 'marketing', state: 'reached', when: '10 Nov' },
          { key: '3', label: 'MQL', team: 'marketing', state: 'current', when: 'today' },
          { key: '4', label: 'SAL', team: 'sales', state: 'ahead' },
          { key: '5', label: 'SQL', team: 'sales', state: 'ahead' },
          { key: '6', label: 'Won', team: 'sales', state: 'ahead' },
        ]}
      />
      <Columns
        gap="lg"
        side={
          <Card
            title="Kestrel Freight"
            aside={
              <a href="#main" className="underline underline-offset-2">
                open
              </a>
            }
          >
            <Facts>
              <Fact name="Profile">Freight, mid-size</Fact>
              <Fact name="People">620, four sites</Fact>
              <Fact name="Worth, if it closes">€64,000</Fact>
            </Facts>
          </Card>
        }
      >
        <Card title="One story, both teams">
          <SeamTimeline label="One story" groups={groups} />
        </Card>
      </Columns>
    </Page>
  )
}
