import { ListFilter, Plus, X } from 'lucide-react'
import { type ReactNode, useEffect, useState } from 'react'
import { Button } from './button.tsx'
import { FilterEditor } from './filter-editor.tsx'
import type { Option } from './input.tsx'
import { SearchInput } from './input.tsx'
import { Menu } from './menu.tsx'
import { Popover } from './popover.tsx'
import { listOf, type UrlState } from './url-state.ts'

/** One thing a list can be narrowed by. `key` is its name in the URL and, as a rule, in the endpoint's query. */
export type Filter =
  | { kind: 'many'; key: string; label: string; options: readonly Option[] }
  | { kind: 'choice'; key: string; label: string; options: readonly Option[] }
  | { kind: 'text'; key: string; label: string; placeholder?: string }
  | { kind: 'flag'; key: string; label: string }
  | { kind: 'days'; key: string; label: string; fromKey: string; toKey: string }
  | { kind: 'range'; key: string; label: string; fromKey: string; toKey: string; unit?: string }

type FilterBarProps = {
  filters: readonly Filter[]
  state: UrlState
  onChange: (change: UrlState) => void
  /** The URL key of the search box, and its words; leave out for no search box. */
  search?: { key: string; label: string }
  /** What stands at the right: a saved-views menu, a switch between list and board. */
  children?: ReactNode
}

/**
 * Search and filters of a list, kept in the URL: `const [state, setState] = useUrlState()`, then
 * `<FilterBar filters={filters} state={state} onChange={setState} search={{ key: 'q', label: 'Search people' }} />`.
 * Each filter in force is a button that opens its editor. Read `many` and `choice` with `listOf(state.owner)`: values
 * are written with commas, and an option whose value is '' means blank.
 */
export function FilterBar({ filters, state, onChange, search, children }: FilterBarProps) {
  const [added, setAdded] = useState<string | null>(null)
  const shown = filters.filter((filter) => isSet(filter, state) || filter.key === added)
  const rest = filters.filter((filter) => !shown.includes(filter))
  const clear = () => {
    setAdded(null)
    onChange(Object.fromEntries(filters.flatMap(keysOf).map((key) => [key, undefined])))
  }
  return (
    <div role="search" aria-label="Filters" className="noprint flex flex-wrap items-center gap-2">
      {search && <FilterSearch name={search.key} label={search.label} state={state} onChange={onChange} />}
      {shown.map((filter) => (
        <FilterPill
          key={filter.key}
          filter={filter}
          state={state}
          onChange={onChange}
          startOpen={filter.key === added}
          onClose={() => setAdded(null)}
        />
      ))}
      {rest.length > 0 && (
        <Menu
          align="start"
          trigger={
            <Button icon={shown.length ? Plus : ListFilter} tone={shown.length ? 'ghost' : 'secondary'}>
              <span className="max-sm:sr-only">{shown.length ? 'Filter' : 'Add a filter'}</span>
            </Button>
          }
          items={rest.map((filter) => ({
            label: filter.label,
            onSelect: () =>
              filter.kind === 'flag' ? onChange({ [filter.key]: 'yes' }) : setAdded(filter.key),
          }))}
        />
      )}
      {filters.some((filter) => isSet(filter, state)) && (
        <Button tone="ghost" onClick={clear}>
          Clear
        </Button>
      )}
      {children && (
        <div className="ml-auto flex min-w-0 items-center gap-2 max-sm:flex-1 max-sm:justify-end">
          {children}
        </div>
      )}
    </div>
  )
}

const searchPauseMs = 250

type Steering = Pick<FilterBarProps, 'state' | 'onChange'>

/** The box answers at once; the URL, and with it the list, follows when the typing pauses. */
function FilterSearch({ name, label, state, onChange }: { name: string; label: string } & Steering) {
  const written = state[name] ?? ''
  const [typed, setTyped] = useState(written)
  const [sent, setSent] = useState(written)
  if (written !== sent) {
    setSent(written)
    setTyped(written)
  }
  useEffect(() => {
    if (typed === sent) return
    const timer = setTimeout(() => {
      setSent(typed)
      onChange({ [name]: typed || undefined })
    }, searchPauseMs)
    return () => clearTimeout(timer)
  }, [typed, sent, name, onChange])
  return (
    <SearchInput
      label={label}
      value={typed}
      onChange={setTyped}
      className="min-w-32 flex-1 sm:w-56 sm:flex-none"
    />
  )
}

type FilterPillProps = { filter: Filter; startOpen: boolean; onClose: () => void } & Steering

function FilterPill({ filter, state, onChange, startOpen, onClose }: FilterPillProps) {
  const [open, setOpen] = useState(startOpen)
  const remove = () => {
    onClose()
    onChange(Object.fromEntries(keysOf(filter).map((key) => [key, undefined])))
  }
  return (
    <span className="inline-flex h-9 items-stretch rounded-md border border-line bg-surface text-sm sm:h-8">
      {filter.kind === 'flag' ? (
        <span className="flex items-center px-2.5 font-medium">{filter.label}</span>
      ) : (
        <Popover
          open={open}
          onOpenChange={(next) => {
            setOpen(next)
            if (!next) onClose()
          }}
          title={filter.label}
          trigger={
            <button type="button" className="flex items-center gap-1.5 rounded-l-md px-2.5 hover:bg-sunken">
              <span className="text-ink-3">{filter.label}</span>
              <span className="max-w-40 truncate font-medium">{wordsOfFilter(filter, state)}</span>
            </button>
          }
        >
          <FilterEditor filter={filter} state={state} onChange={onChange} />
        </Popover>
      )}
      <button
        type="button"
        aria-label={`Remove the filter ${filter.label}`}
        onClick={remove}
        className="inline-flex w-7 items-center justify-center rounded-r-md border-l border-line text-ink-3 hover:bg-sunken hover:text-ink"
      >
        <X aria-hidden className="size-3.5" />
      </button>
    </span>
  )
}

function keysOf(filter: Filter): string[] {
  return filter.kind === 'days' || filter.kind === 'range' ? [filter.fromKey, filter.toKey] : [filter.key]
}

function isSet(filter: Filter, state: UrlState): boolean {
  return keysOf(filter).some((key) => state[key])
}

/** The filter in words: "Aylin Tekin", "3 chosen", "from 2026-01-01". */
function wordsOfFilter(filter: Filter, state: UrlState): string {
  if (filter.kind === 'days' || filter.kind === 'range')
    return spanOf(state[filter.fromKey], state[filter.toKey])
  const value = state[filter.key]
  if (!value) return 'any'
  if (filter.kind === 'text' || filter.kind === 'flag') return value
  const chosen = listOf(value)
  if (chosen.length > 2) return `${chosen.length} chosen`
  return chosen.map((one) => filter.options.find((option) => option.value === one)?.label ?? one).join(', ')
}

function spanOf(from: string | undefined, to: string | undefined): string {
  if (from && to) return `${from} – ${to}`
  if (from) return `from ${from}`
  return to ? `to ${to}` : 'any'
}
