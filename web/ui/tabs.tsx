import { type KeyboardEvent, type ReactNode, type RefObject, useEffect, useId, useRef } from 'react'
import { cx } from './cx.ts'

export type Tab<Key extends string = string> = {
  key: Key
  label: ReactNode
  count?: number
  mark?: ReactNode
}

type TabsProps<Key extends string> = {
  label: string
  tabs: readonly Tab<Key>[]
  value: Key
  onChange: (key: Key) => void
  /** `boxed` sits on a sunken ground like a switch; `plain` is for a card's title row. */
  look?: 'boxed' | 'plain'
  /** Renders the panel of the chosen tab; leave it out where the tabs steer something elsewhere on the page. */
  children?: ReactNode
  className?: string
}

/**
 * Tabs; arrows move between them. Keep the chosen key in the URL (`useUrlState`), so that it survives a reload and can
 * be sent to a colleague.
 */
export function Tabs<Key extends string>(props: TabsProps<Key>) {
  const { label, tabs, value, onChange, look = 'boxed', children, className } = props
  const id = useId()
  const list = useRef<HTMLDivElement>(null)
  useSelectedInView(list, value)
  const onKeyDown = (event: KeyboardEvent) => {
    const next = neighbourOf(tabs, value, event.key)
    if (!next) return
    event.preventDefault()
    onChange(next.key)
    list.current?.querySelector<HTMLElement>(`[data-tab="${CSS.escape(next.key)}"]`)?.focus()
  }
  return (
    <div className={cx('max-w-full min-w-0', className)}>
      <div
        ref={list}
        role="tablist"
        tabIndex={-1}
        aria-label={label}
        onKeyDown={onKeyDown}
        className={cx(
          'inline-flex max-w-full gap-1 overflow-x-auto',
          look === 'boxed' && 'rounded-lg bg-sunken p-1',
        )}
      >
        {tabs.map((tab) => (
          <button
            key={tab.key}
            type="button"
            role="tab"
            id={`${id}-${tab.key}`}
            data-tab={tab.key}
            aria-selected={tab.key === value}
            aria-controls={children === undefined ? undefined : `${id}-panel`}
            tabIndex={tab.key === value ? 0 : -1}
            onClick={() => onChange(tab.key)}
            className={cx(tabShape, looks[look])}
          >
            {tab.mark}
            {tab.label}
            {tab.count !== undefined && <span className="num text-ink-3">{tab.count}</span>}
          </button>
        ))}
      </div>
      {children !== undefined && (
        <div role="tabpanel" id={`${id}-panel`} aria-labelledby={`${id}-${value}`} className="mt-4">
          {children}
        </div>
      )}
    </div>
  )
}

/** Where there is no room for all tabs they scroll; the chosen one is never beyond the edge. */
function useSelectedInView(list: RefObject<HTMLElement | null>, value: string) {
  useEffect(() => {
    const tab = list.current?.querySelector<HTMLElement>(`[data-tab="${CSS.escape(value)}"]`)
    if (!tab || !list.current) return
    const { scrollLeft, clientWidth } = list.current
    const start = tab.offsetLeft - list.current.offsetLeft
    if (start < scrollLeft || start + tab.offsetWidth > scrollLeft + clientWidth)
      list.current.scrollTo({ left: start - (clientWidth - tab.offsetWidth) / 2 })
  }, [list, value])
}

const tabShape =
  'inline-flex shrink-0 items-center gap-2 rounded-md border border-transparent font-medium whitespace-nowrap text-ink-2 -outline-offset-2 hover:text-ink aria-selected:text-ink'

const looks = {
  boxed: 'h-8 px-3 text-sm aria-selected:border-line aria-selected:bg-surface',
  plain: 'h-7 px-1.5 text-xs aria-selected:bg-sunken sm:px-2.5',
} as const

function neighbourOf<Key extends string>(
  tabs: readonly Tab<Key>[],
  value: Key,
  key: string,
): Tab<Key> | undefined {
  const at = tabs.findIndex((tab) => tab.key === value)
  if (key === 'ArrowRight') return tabs[(at + 1) % tabs.length]
  if (key === 'ArrowLeft') return tabs.at(at - 1)
  if (key === 'Home') return tabs[0]
  return key === 'End' ? tabs.at(-1) : undefined
}
