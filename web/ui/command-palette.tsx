import { Dialog as Base } from '@base-ui/react/dialog'
import { Command } from 'cmdk'
import { LoaderCircle, type LucideIcon, Search } from 'lucide-react'
import { type ReactNode, useRef, useState } from 'react'
import { floatShape } from './float-shape.ts'
import { focusBefore } from './floating/focus-history.ts'
import { cx } from './cx.ts'
import { KeyHint } from './key-hint.tsx'

export type PaletteEntry = {
  id: string
  label: string
  /** What stands beside the label, in grey: a company, a job title. */
  hint?: ReactNode
  icon?: LucideIcon
  mark?: ReactNode
  keyHint?: string
  /** Other words it is found by. */
  keywords?: readonly string[]
  run: () => void
}

export type PaletteGroup = { heading: string; entries: readonly PaletteEntry[]; found?: boolean }

type CommandPaletteProps = {
  open: boolean
  onOpenChange: (open: boolean) => void
  placeholder: string
  /** Verbs first, then places. A group that is `found` came from the server and is not filtered again. */
  groups: readonly PaletteGroup[]
  onSearch: (text: string) => void
  searching?: boolean
}

/** ⌘K: one box to search and to do. Load it lazily; nobody needs it before the first keystroke. */
export function CommandPalette({ open, onOpenChange, groups, ...props }: CommandPaletteProps) {
  const [text, setText] = useState('')
  const popup = useRef<HTMLDivElement>(null)
  const chose = useRef(false)
  const choose = (entry: PaletteEntry) => {
    chose.current = true
    onOpenChange(false)
    entry.run()
  }
  return (
    <Base.Root open={open} onOpenChange={onOpenChange}>
      <Base.Portal>
        <Base.Backdrop className="fixed inset-0 bg-veil" />
        <Base.Viewport className="fixed inset-0 flex items-start justify-center p-3 pt-[10dvh]">
          <Base.Popup
            ref={popup}
            // What was chosen mostly leads elsewhere, where the focus begins at the start of the page.
            finalFocus={() => (chose.current ? document.querySelector('main') : focusBefore(popup.current))}
            className={cx(floatShape, 'w-full max-w-xl overflow-hidden rounded-xl')}
          >
            <Base.Title className="sr-only">{props.placeholder}</Base.Title>
            <Command label={props.placeholder} loop filter={score}>
              <div className="flex h-12 items-center gap-3 border-b border-line px-4">
                <Search aria-hidden className="size-4 text-ink-3" />
                <Command.Input
                  autoFocus
                  value={text}
                  onValueChange={(next) => {
                    setText(next)
                    props.onSearch(next)
                  }}
                  placeholder={props.placeholder}
                  className="h-full min-w-0 flex-1 bg-transparent text-lg text-ink outline-none sm:text-base"
                />
                {props.searching && (
                  <LoaderCircle aria-label="Searching" className="size-4 animate-spin text-ink-3" />
                )}
              </div>
              <Command.List className="max-h-[60dvh] overflow-y-auto p-1.5">
                {!groups.some((group) => group.found && group.entries.length > 0) && (
                  <Command.Empty className="px-3 py-8 text-center text-sm text-ink-3">
                    {props.searching ? 'Looking…' : 'Nothing is called that.'}
                  </Command.Empty>
                )}
                {groups.map((group) => (
                  <EntryGroup key={group.heading} group={group} onChoose={choose} />
                ))}
              </Command.List>
            </Command>
          </Base.Popup>
        </Base.Viewport>
      </Base.Portal>
    </Base.Root>
  )
}

const headingShape =
  '[&_[cmdk-group-heading]]:px-2.5 [&_[cmdk-group-heading]]:pt-2.5 [&_[cmdk-group-heading]]:pb-1 [&_[cmdk-group-heading]]:text-xs [&_[cmdk-group-heading]]:font-medium [&_[cmdk-group-heading]]:text-ink-3'

function EntryGroup({ group, onChoose }: { group: PaletteGroup; onChoose: (entry: PaletteEntry) => void }) {
  if (group.entries.length === 0) return null
  return (
    <Command.Group heading={group.heading} forceMount={group.found} className={headingShape}>
      {group.entries.map((entry) => (
        <Command.Item
          key={entry.id}
          value={entry.id}
          keywords={[entry.label, ...(entry.keywords ?? [])]}
          forceMount={group.found}
          onSelect={() => onChoose(entry)}
          className="flex min-h-9 cursor-pointer items-center gap-3 rounded-md px-2.5 py-1.5 text-sm text-ink data-[selected=true]:bg-sunken"
        >
          {entry.icon && <entry.icon aria-hidden className="size-4 shrink-0 text-ink-2" strokeWidth={1.75} />}
          {entry.mark}
          <span className="truncate">{entry.label}</span>
          {entry.hint && <span className="truncate text-xs text-ink-3">{entry.hint}</span>}
          {entry.keyHint && (
            <span className="ml-auto">
              <KeyHint keys={entry.keyHint} />
            </span>
          )}
        </Command.Item>
      ))}
    </Command.Group>
  )
}

/** A label that begins a word with what was typed comes first; one that only contains it comes after. */
function score(_id: string, typed: string, words: string[] = []): number {
  const wanted = typed.trim().toLocaleLowerCase()
  const found = words.map((word) => word.toLocaleLowerCase())
  if (found.some((word) => word.startsWith(wanted))) return 1
  if (found.some((word) => word.includes(` ${wanted}`))) return 0.8
  return found.some((word) => word.includes(wanted)) ? 0.5 : 0
}
