import { Tabs as Base } from '@base-ui/react/tabs'
import type { ReactNode } from 'react'
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

/** Tabs. Keep the chosen key in the URL (`useUrlState`), so that it survives a reload and can be sent to a colleague. */
export function Tabs<Key extends string>(props: TabsProps<Key>) {
  const { label, tabs, value, onChange, look = 'boxed', children, className } = props
  const choose = (next: unknown) => {
    const tab = tabs.find((one) => one.key === next)
    if (tab) onChange(tab.key)
  }
  return (
    <Base.Root value={value} onValueChange={choose} className={className}>
      <Base.List
        aria-label={label}
        className={cx(
          'inline-flex max-w-full gap-1 overflow-x-auto',
          look === 'boxed' && 'rounded-lg bg-sunken p-1',
        )}
      >
        {tabs.map((tab) => (
          <Base.Tab key={tab.key} value={tab.key} className={cx(tabShape, looks[look])}>
            {tab.mark}
            {tab.label}
            {tab.count !== undefined && <span className="num text-ink-3">{tab.count}</span>}
          </Base.Tab>
        ))}
      </Base.List>
      {children !== undefined && (
        <Base.Panel value={value} className="mt-4 outline-offset-4">
          {children}
        </Base.Panel>
      )}
    </Base.Root>
  )
}

const tabShape =
  'inline-flex h-8 shrink-0 items-center gap-2 rounded-md border border-transparent px-3 text-sm font-medium whitespace-nowrap text-ink-2 hover:text-ink data-active:text-ink'

const looks = {
  boxed: 'data-active:border-line data-active:bg-surface',
  plain: 'h-7 px-2 text-xs data-active:bg-sunken',
} as const
