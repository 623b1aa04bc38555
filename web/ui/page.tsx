import { type ReactNode, useEffect } from 'react'
import { cx } from './cx.ts'

/** Sets the title of the browser's tab for as long as the page stands. */
export function useDocumentTitle(title: string) {
  useEffect(() => {
    document.title = `${title} · Rapport`
  }, [title])
}

type PageHeaderProps = {
  title: string
  /** Overrides the tab's title where the heading alone is not enough. */
  documentTitle?: string
  /** A sentence, or a count with the one fact that matters. */
  note?: ReactNode
  /** A breadcrumb over the title. */
  above?: ReactNode
  actions?: ReactNode
  /** One small button that stays beside the title, also on a phone where the other acts go beneath it. */
  menu?: ReactNode
  children?: ReactNode
  /** A record's name is larger than a place's. */
  large?: boolean
  className?: string
}

// On a phone beneath the title, where there is room for them.
const actionsPlace = 'col-span-full sm:col-span-1 sm:col-start-2 sm:row-start-1 sm:ml-6 self-start'

/** The head of a page: its name as `h1` (also the tab's title), one sentence, the page's own acts. */
export function PageHeader(props: PageHeaderProps) {
  const { title, documentTitle, note, above, actions, menu, children, large, className } = props
  useDocumentTitle(documentTitle ?? title)
  return (
    <header className={className}>
      {above && <div className="mb-2 text-sm text-ink-3">{above}</div>}
      <div className="grid grid-cols-[minmax(0,1fr)_auto] gap-y-3 sm:grid-cols-[minmax(0,1fr)_auto_auto]">
        <div className="min-w-0">
          <h1 className={cx('font-semibold tracking-tight', large ? 'text-2xl' : 'text-xl')}>{title}</h1>
          {note && <div className="mt-0.5 text-sm text-ink-3">{note}</div>}
        </div>
        {actions && (
          <div className={`noprint flex flex-wrap items-center gap-2 ${actionsPlace}`}>{actions}</div>
        )}
        {menu && <div className="noprint col-start-2 row-start-1 ml-2 sm:col-start-3">{menu}</div>}
      </div>
      {children}
    </header>
  )
}

/** A work page that scrolls: padding 32 (16 on a phone), its parts 16 apart. */
export function Page({ children, className }: { children: ReactNode; className?: string }) {
  return (
    <div className={cx('mx-auto max-w-[1600px] space-y-4 px-4 py-5 lg:px-8 lg:py-6', className)}>
      {children}
    </div>
  )
}

/** Main column and a side column of 320; one column below 1024, in reading order. */
export function Columns({
  children,
  side,
  gap = 'md',
}: {
  children: ReactNode
  side: ReactNode
  gap?: 'md' | 'lg'
}) {
  const space = gap === 'md' ? 'gap-4' : 'gap-4 lg:gap-6'
  return (
    <div className={cx('grid grid-cols-1 lg:grid-cols-[minmax(0,1fr)_320px]', space)}>
      <div className={cx('flex min-w-0 flex-col', space)}>{children}</div>
      <div className={cx('flex min-w-0 flex-col', space)}>{side}</div>
    </div>
  )
}

/**
 * A page whose list fills the rest of the window and scrolls by itself: the header in `head`, then a `VirtualTable`
 * (or a board) and a `BulkBar` as children.
 */
export function TablePage({ head, children }: { head: ReactNode; children: ReactNode }) {
  return (
    <div className="flex h-[calc(100dvh-var(--bottom-bar,0px))] min-h-96 flex-col print:h-auto">
      <div className="space-y-3 border-b border-line px-4 pt-5 pb-3 lg:px-8 lg:pt-6">{head}</div>
      {children}
    </div>
  )
}
