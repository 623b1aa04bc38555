import { Bookmark, ChevronDown, Plus, Save, Trash2 } from 'lucide-react'
import { useState } from 'react'
import { Button } from './button.tsx'
import { Dialog, DialogClose } from './dialog.tsx'
import { Field } from './field.tsx'
import { Checkbox, Input } from './input.tsx'
import { Menu, type MenuItem } from './menu.tsx'

export type SavedView = {
  id: string
  name: string
  query: string
  shared: boolean
  /** Whether this member may remove it, and let it show something else. */
  mine: boolean
  changeable?: boolean
}

type SavedViewsProps = {
  /** What the list shows without a view: "All people". */
  allLabel: string
  views: readonly SavedView[]
  /** The present query, as `writeSearch` gives it; the view that equals it is marked. */
  query: string
  /** The view that was opened before the query was changed, for as long as it is. */
  opened?: SavedView
  onOpen: (query: string) => void
  onReplace?: (view: SavedView) => void | Promise<unknown>
  onSave: (view: { name: string; query: string; shared: boolean }) => void | Promise<unknown>
  onDelete?: (view: SavedView) => void | Promise<unknown>
}

/** The menu of saved views. A view is a name for a query, so opening one is only going to its address. */
export function SavedViews({ allLabel, views, query, opened, onOpen, ...acts }: SavedViewsProps) {
  const [naming, setNaming] = useState(false)
  const { onSave, onReplace, onDelete } = acts
  const current = views.find((view) => view.query === query)
  const changed = current || query === '' ? undefined : opened
  const items: MenuItem[] = [
    { kind: 'choice', label: allLabel, chosen: query === '', onSelect: () => onOpen('') },
    ...sectionOf(
      'Shared with both teams',
      views.filter((view) => view.shared),
      { current, onOpen },
    ),
    ...sectionOf(
      'Only mine',
      views.filter((view) => !view.shared),
      { current, onOpen },
    ),
    { kind: 'line' },
    ...replacementOf(changed, onReplace),
    {
      label: changed ? 'Save as a new view…' : 'Save this view…',
      icon: Plus,
      disabled: query === '' || Boolean(current),
      onSelect: () => setNaming(true),
    },
    ...removalOf(current, onDelete),
  ]
  return (
    <>
      <Menu
        items={items}
        trigger={
          <Button icon={Bookmark}>
            <span className="max-w-40 truncate">
              {current?.name ?? (query === '' ? allLabel : unsavedName(changed))}
            </span>
            <ChevronDown aria-hidden className="size-3.5 text-ink-3" />
          </Button>
        }
      />
      <NameDialog open={naming} onOpenChange={setNaming} onSave={(named) => onSave({ ...named, query })} />
    </>
  )
}

type Opening = { current: SavedView | undefined; onOpen: (query: string) => void }

function sectionOf(label: string, views: readonly SavedView[], { current, onOpen }: Opening): MenuItem[] {
  if (views.length === 0) return []
  return [
    { kind: 'heading', label },
    ...views.map((view): MenuItem => ({
      kind: 'choice',
      label: view.name,
      chosen: view === current,
      onSelect: () => onOpen(view.query),
    })),
  ]
}

function unsavedName(changed: SavedView | undefined): string {
  return changed ? `${changed.name}, changed` : 'Unsaved view'
}

function replacementOf(view: SavedView | undefined, onReplace: SavedViewsProps['onReplace']): MenuItem[] {
  if (!view?.changeable || !onReplace) return []
  return [{ label: `Save changes to “${view.name}”`, icon: Save, onSelect: () => void onReplace(view) }]
}

function removalOf(view: SavedView | undefined, onDelete: SavedViewsProps['onDelete']): MenuItem[] {
  if (!view?.mine || !onDelete) return []
  return [
    { label: `Remove “${view.name}”`, icon: Trash2, tone: 'danger', onSelect: () => void onDelete(view) },
  ]
}

type NameDialogProps = {
  open: boolean
  onOpenChange: (open: boolean) => void
  onSave: (view: { name: string; shared: boolean }) => void | Promise<unknown>
}

const viewNameMax = 80

function NameDialog({ open, onOpenChange, onSave }: NameDialogProps) {
  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      width="sm"
      title="Save this view"
      description="The filters and the order, under a name."
      actions={
        <>
          <DialogClose render={<Button>Cancel</Button>} />
          <Button tone="primary" type="submit" form="save-view">
            Save view
          </Button>
        </>
      }
    >
      <form
        id="save-view"
        className="space-y-4"
        onSubmit={(event) => {
          event.preventDefault()
          const form = new FormData(event.currentTarget)
          void onSave({ name: textOf(form.get('name')), shared: form.get('shared') === 'on' })
          onOpenChange(false)
        }}
      >
        <Field label="Name">
          <Input name="name" required maxLength={viewNameMax} autoFocus placeholder="MQLs waiting on Sales" />
        </Field>
        <Checkbox name="shared" label="Show it to both teams" />
      </form>
    </Dialog>
  )
}

function textOf(entry: FormDataEntryValue | null): string {
  return typeof entry === 'string' ? entry.trim() : ''
}
