import { MoreHorizontal, Pencil, Trash2 } from 'lucide-react'
import { useState } from 'react'
import { Button, IconButton } from '../ui/button.tsx'
import { Card } from '../ui/card.tsx'
import { Dialog, DialogClose, Sheet } from '../ui/dialog.tsx'
import { Field } from '../ui/field.tsx'
import { FilterBar } from '../ui/filter-bar.tsx'
import { Textarea } from '../ui/input.tsx'
import { Menu } from '../ui/menu.tsx'
import { Page, PageHeader } from '../ui/page.tsx'
import { Tooltip } from '../ui/popover.tsx'
import { SavedViews } from '../ui/saved-views.tsx'
import { showProblem, showToast } from '../ui/toast.tsx'
import type { UrlState } from '../ui/url-state.ts'

export function Overlays() {
  const [state, setState] = useState<UrlState>({ stage: 'mql,sql', from: '2026-01-01' })
  return (
    <Page>
      <PageHeader title="Overlays" note="What opens over the page." />
      <FilterBar
        state={state}
        onChange={(change) => setState((before) => ({ ...before, ...change }))}
        search={{ key: 'q', label: 'Search people' }}
        filters={[
          {
            kind: 'many',
            key: 'stage',
            label: 'Stage',
            options: [
              { value: 'mql', label: 'MQL' },
              { value: 'sql', label: 'SQL' },
            ],
          },
          { kind: 'days', key: 'entered', label: 'Entered', fromKey: 'from', toKey: 'to' },
          { kind: 'flag', key: 'idle', label: 'Without a next step' },
        ]}
      >
        <SavedViews
          allLabel="All people"
          views={[]}
          query=""
          onOpen={() => undefined}
          onSave={() => undefined}
        />
      </FilterBar>
      <Card title="Open them">
        <div className="flex flex-wrap gap-2">
          <ReturnDialog />
          <Sheet trigger={<Button>Sheet</Button>} title="Kestrel Freight" description="Freight, mid-size">
            <p className="text-sm">A panel beside the list.</p>
          </Sheet>
          <Menu
            trigger={<IconButton icon={MoreHorizontal} label="More" tone="secondary" />}
            items={[
              { label: 'Rename', icon: Pencil, keyHint: 'E', onSelect: () => undefined },
              { kind: 'choice', label: 'Compact rows', chosen: true, onSelect: () => undefined },
              { kind: 'line' },
              { label: 'Remove', icon: Trash2, tone: 'danger', onSelect: () => undefined },
            ]}
          />
          <Tooltip label="Median of the leads that reached it">
            <Button tone="ghost">Tooltip</Button>
          </Tooltip>
          <Button
            onClick={() =>
              showToast('12 people moved to Aylin Tekin', {
                detail: 'From Theo Bauer',
                undo: () => undefined,
              })
            }
          >
            Toast
          </Button>
          <Button onClick={() => showProblem(new Error('Somebody changed this in the meantime.'))}>
            Problem
          </Button>
        </div>
      </Card>
    </Page>
  )
}

function ReturnDialog() {
  return (
    <Dialog
      trigger={<Button tone="primary">Dialog</Button>}
      title="Return to Theo Bauer"
      description="Before first contact. He answers within 24 hours, and the reason counts in the meeting."
      actions={
        <>
          <DialogClose render={<Button>Cancel</Button>} />
          <Button tone="primary">Return with this reason</Button>
        </>
      }
    >
      <Field label="What did you learn?">
        <Textarea placeholder="One sentence marketing can use" />
      </Field>
    </Dialog>
  )
}
