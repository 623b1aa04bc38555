import { Download, Plus, Settings, Trash2, Upload, Users } from 'lucide-react'
import { type ReactNode, useState } from 'react'
import { Button, IconButton } from '../ui/button.tsx'
import { Card, Fact, Facts, HeadlineTiles } from '../ui/card.tsx'
import { Chip } from '../ui/chip.tsx'
import { Clock } from '../ui/clock.tsx'
import { FileDrop } from '../ui/file-drop.tsx'
import { useFormat } from '../ui/format.ts'
import { KeyHint } from '../ui/key-hint.tsx'
import { Meter, ProgressBar } from '../ui/meter.tsx'
import { Columns, Page, PageHeader } from '../ui/page.tsx'
import { EmptyState, ErrorState, SkeletonLines } from '../ui/states.tsx'
import { Forms } from './forms.tsx'
import { Stepper } from '../ui/stepper.tsx'
import { Tabs } from '../ui/tabs.tsx'
import { MemberMark, type Team, TeamMark } from '../ui/team.tsx'

const teams: readonly Team[] = ['marketing', 'sales', 'joint', 'leadership', 'neutral']
export function Controls() {
  return (
    <Page>
      <PageHeader
        title="Controls"
        note="10,000 of 10,000 · one record from first touch to revenue"
        actions={
          <>
            <Button icon={Upload}>Import</Button>
            <Button icon={Plus} tone="primary">
              Person
            </Button>
          </>
        }
      />
      <Tiles />
      <Columns
        side={
          <>
            <Buttons />
            <Marks />
            <Figures />
          </>
        }
      >
        <Forms />
        <Wizard />
        <States />
      </Columns>
    </Page>
  )
}

function Tiles() {
  return (
    <HeadlineTiles
      label="The quarter"
      tiles={[
        {
          key: 'm',
          team: 'marketing',
          label: 'Marketing has booked',
          value: '590',
          unit: 'of 620 MQL',
          note: <Chip tone="warn">owes 30 by tomorrow</Chip>,
        },
        {
          key: 's',
          team: 'sales',
          label: 'Sales has booked',
          value: '37',
          unit: 'of 48 wins',
          note: <Chip tone="ok">3 ahead of pace</Chip>,
        },
        {
          key: 'j',
          team: 'joint',
          label: 'Together we will land at',
          value: '€2.21M',
          unit: 'of €2.40M',
          note: (
            <>
              <Chip tone="bad">€190k short</Chip> the lever is acceptance
            </>
          ),
        },
      ]}
    />
  )
}

function Buttons() {
  return (
    <Card title="Buttons" aside={<KeyHint keys="G P" />}>
      <div className="flex flex-wrap gap-2">
        <Button tone="primary" keyHint="A">
          Accept
        </Button>
        <Button keyHint="R">Return</Button>
        <Button tone="ghost">Cancel</Button>
        <Button tone="danger" icon={Trash2}>
          Remove
        </Button>
        <Button busy>Saving</Button>
        <Button disabled>Disabled</Button>
        <Button size="sm" icon={Download}>
          Export
        </Button>
        <IconButton icon={Settings} label="Settings" tone="secondary" />
      </div>
    </Card>
  )
}

function Marks() {
  return (
    <Card title="Marks, chips, clocks">
      <Facts>
        <Fact name="Teams">
          <span className="inline-flex items-center gap-3">
            {teams.map((team) => (
              <TeamMark key={team} team={team} label={team} />
            ))}
          </span>
        </Fact>
        <Fact name="Members">
          <span className="inline-flex gap-1.5">
            <MemberMark name="Theo Bauer" team="marketing" labelled />
            <MemberMark name="Mara Kurt" team="sales" labelled />
            <MemberMark name="Ilse Vogt" team="neutral" labelled />
            <MemberMark name="Rui Santos" team="sales" absent labelled />
            <MemberMark name="Anna Graf" team="marketing" absent labelled />
          </span>
        </Fact>
        <Fact name="Stages">
          <span className="inline-flex flex-wrap justify-end gap-1.5">
            <Chip tone="marketing">MQL</Chip>
            <Chip tone="sales">SQL</Chip>
            <Chip>Security review</Chip>
            <Chip tone="outline">Sample</Chip>
            <Chip tone="warn" icon>
              No next step
            </Chip>
            <Chip tone="ok" icon>
              kept
            </Chip>
            <Chip tone="bad" icon onRemove={() => undefined} removeLabel="Remove the flag">
              6 days late
            </Chip>
          </span>
        </Fact>
        <Fact name="Clocks">
          <span className="inline-flex flex-wrap justify-end gap-1.5">
            <Clock secondsLeft={11_100} promiseSeconds={14_400} />
            <Clock secondsLeft={6060} promiseSeconds={14_400} />
            <Clock secondsLeft={1320} promiseSeconds={14_400} />
            <Clock secondsLeft={-2280} promiseSeconds={14_400} />
          </span>
        </Fact>
        <Fact name="Fit">
          <span className="inline-flex items-center gap-2">
            <Meter label="Fit" value={74} threshold={60} className="w-20" /> 74
          </span>
        </Fact>
      </Facts>
    </Card>
  )
}

function Figures() {
  const format = useFormat()
  return (
    <Card title="Figures">
      <Facts>
        <Fact name="Money">{format.money('64000')}</Fact>
        <Fact name="Compact money">{format.compactMoney(1_842_311)}</Fact>
        <Fact name="Share">{format.percent(0.0672)}</Fact>
        <Fact name="Nothing known">{format.number(null)}</Fact>
        <Fact name="Instant">{format.dayTime('2026-11-19T07:02:00Z')}</Fact>
        <Fact name="Length">{format.duration(7800)}</Fact>
      </Facts>
    </Card>
  )
}

function Wizard() {
  const [tab, setTab] = useState('draft')
  return (
    <Card title="Import" aside="1 minute 20 left">
      <div className="space-y-5">
        <Stepper
          label="Steps of the import"
          current="map"
          onGo={() => undefined}
          steps={[
            { key: 'file', label: 'File' },
            { key: 'map', label: 'Columns' },
            { key: 'dry', label: 'Dry run' },
            { key: 'run', label: 'Run' },
          ]}
        />
        <FileDrop
          label="Drop the exports here"
          hint="CSV, TSV or XLSX, up to 1 GB each"
          onFiles={() => undefined}
          multiple
        />
        <ProgressBar label="Import" value={412_000} max={1_000_000} />
        <Tabs
          label="Versions"
          value={tab}
          onChange={setTab}
          tabs={[
            { key: 'force', label: 'In force, v3' },
            { key: 'draft', label: 'Draft, v4' },
            { key: 'changes', label: 'Changes', count: 2 },
          ]}
        />
      </div>
    </Card>
  )
}

function Boxed({ children }: { children: ReactNode }) {
  return <Card flush>{children}</Card>
}

function States() {
  return (
    <>
      <Boxed>
        <EmptyState
          icon={Users}
          title="Nobody is here yet"
          action={<Button tone="primary">Import your exports</Button>}
        >
          People come from your CRM and your marketing tools. An admin imports them.
        </EmptyState>
      </Boxed>
      <Boxed>
        <ErrorState problem={new Error('Rapport does not answer.')} onRetry={() => undefined} />
      </Boxed>
      <Card title="Loading">
        <SkeletonLines />
      </Card>
    </>
  )
}
