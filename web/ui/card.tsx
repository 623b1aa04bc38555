import type { ReactNode } from 'react'
import { cx } from './cx.ts'
import { type Team, TeamMark } from './team.tsx'

type CardProps = {
  title?: ReactNode
  /** A sentence under the title. */
  note?: ReactNode
  /** What stands at the right of the title row: a count, a link, tabs. */
  aside?: ReactNode
  /** `flush` takes the padding from the body, for lists and tables whose hairlines run to the border. */
  flush?: boolean
  level?: 2 | 3
  className?: string
  children?: ReactNode
}

/** A bordered section with a title row of 48. Inside use hairlines (`<Rows>`), not more cards. */
export function Card({ title, note, aside, flush, level = 2, className, children }: CardProps) {
  const Heading = level === 2 ? 'h2' : 'h3'
  return (
    <section className={cx('min-w-0 rounded-xl border border-line bg-surface', className)}>
      {title !== undefined && (
        <header className={cx('px-5 pt-3', flush && 'border-b border-line pb-1')}>
          <div className="flex min-h-9 flex-wrap items-center justify-between gap-x-4 gap-y-1">
            <Heading className="text-base font-semibold">{title}</Heading>
            {aside && <div className="max-w-full min-w-0 text-xs text-ink-3">{aside}</div>}
          </div>
          {note && <p className="mb-2 text-sm text-ink-3">{note}</p>}
        </header>
      )}
      <div className={cx(!flush && 'px-5 pb-5', !flush && title === undefined && 'pt-5')}>{children}</div>
    </section>
  )
}

/** A list with hairlines between its lines. */
export function Rows({ children, className }: { children: ReactNode; className?: string }) {
  return <ul className={cx('divide-y divide-line', className)}>{children}</ul>
}

/** One name and its value, the value on the right. Put several in `<Facts>`. */
export function Fact({ name, children }: { name: ReactNode; children: ReactNode }) {
  return (
    <div className="flex min-h-8 items-center justify-between gap-4 py-1.5 text-sm">
      <dt className="shrink-0 text-ink-3">{name}</dt>
      <dd className="min-w-0 text-right text-ink">{children}</dd>
    </div>
  )
}

/** A list of facts with hairlines. */
export function Facts({ children }: { children: ReactNode }) {
  return <dl className="divide-y divide-line">{children}</dl>
}

export type HeadlineTile = {
  key: string
  team?: Team
  label: ReactNode
  value: ReactNode
  /** What the value is of: "of 620 MQL", "hand-offs to answer". */
  unit?: ReactNode
  /** A chip or a sentence that says whether this is good. */
  note?: ReactNode
}

const edges: Record<Team, string> = {
  marketing: 'bg-mkt',
  sales: 'bg-sal',
  joint: 'bg-linear-to-r from-mkt from-50% to-sal to-50%',
  leadership: 'bg-ink',
  neutral: 'bg-line-strong',
}

/** The headline figures: one card with a 4 px team edge on top, never loose boxes. */
export function HeadlineTiles({ label, tiles }: { label: string; tiles: readonly HeadlineTile[] }) {
  return (
    <section
      aria-label={label}
      className="flex flex-col overflow-hidden rounded-xl border border-line bg-surface sm:flex-row"
    >
      {tiles.map((tile) => (
        <div key={tile.key} className="min-w-0 flex-1 sm:[&+div]:border-l sm:[&+div]:border-line">
          <div className={cx('h-1', tile.team ? edges[tile.team] : 'bg-line')} />
          <div className="px-5 pt-4 pb-4 sm:px-6 sm:pt-5 sm:pb-6">
            <h2 className="flex items-center gap-2.5 text-sm font-medium text-ink-2">
              {tile.team && <TeamMark team={tile.team} />}
              {tile.label}
            </h2>
            <p className="mt-2 flex flex-wrap items-baseline gap-x-3 gap-y-1 sm:mt-3">
              <span className="num text-2xl font-semibold tracking-tight sm:text-3xl">{tile.value}</span>
              {tile.unit && <span className="text-base text-ink-2">{tile.unit}</span>}
            </p>
            {tile.note && (
              <div className="mt-2 flex flex-wrap items-center gap-x-3 gap-y-1 text-xs text-ink-3">
                {tile.note}
              </div>
            )}
          </div>
        </div>
      ))}
    </section>
  )
}
