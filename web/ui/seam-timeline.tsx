import type { ReactNode } from 'react'
import { cx } from './cx.ts'
import { type Team, TeamMark } from './team.tsx'

export type SeamEntry = {
  key: string
  team: Team
  /** Not answered yet. */
  hollow?: boolean
  /** One line; bold the act, not the whole. */
  title: ReactNode
  /** When, as words: "08:02", "Tue 10 Nov". */
  when: ReactNode
  detail?: ReactNode
  /** A note, on the tint of the team that wrote it. */
  note?: ReactNode
  /** Anything else that belongs to it: a clock, a quotation in a frame, acts. */
  children?: ReactNode
}

export type SeamGroup = { key: string; heading: string; entries: readonly SeamEntry[] }

/**
 * One story of both teams along a dashed thread: marketing stands left of it, sales right, what joins both stands on
 * it. Headings group by time. Give older groups through `more` (a button or a sentinel) at the end.
 */
export function SeamTimeline({
  label,
  groups,
  more,
}: {
  label: string
  groups: readonly SeamGroup[]
  more?: ReactNode
}) {
  return (
    <div role="group" aria-label={label}>
      {groups.map((group) => (
        <section key={group.key} className="pt-4 first:pt-2">
          <h3 className="flex items-center gap-3 pb-3 text-xs font-medium text-ink-3 after:h-px after:flex-1 after:bg-line">
            {group.heading}
          </h3>
          <ol className="relative pt-1 before:absolute before:top-1 before:bottom-0 before:left-[14px] before:border-l before:border-dashed before:border-line-strong">
            {group.entries.map((entry) => (
              <EntryLine key={entry.key} entry={entry} />
            ))}
          </ol>
        </section>
      ))}
      {more}
    </div>
  )
}

const markPlaces: Record<Team, string> = {
  marketing: 'left-[3px]',
  sales: 'left-[15px]',
  joint: 'left-[6px]',
  leadership: 'left-[9.5px]',
  neutral: 'left-[9.5px]',
}

const noteGrounds: Record<Team, string> = {
  marketing: 'bg-mkt-soft',
  sales: 'bg-sal-soft',
  joint: 'bg-sunken',
  leadership: 'bg-sunken',
  neutral: 'bg-sunken',
}

function EntryLine({ entry }: { entry: SeamEntry }) {
  return (
    <li className="relative pb-5 pl-10 last:pb-1">
      <span className={cx('absolute top-[5px] flex', markPlaces[entry.team])}>
        <TeamMark team={entry.team} hollow={entry.hollow ?? false} size={10} label={teamWords[entry.team]} />
      </span>
      <div className="flex items-baseline justify-between gap-4">
        <div className="min-w-0 text-sm text-ink">{entry.title}</div>
        <div className="num shrink-0 text-xs text-ink-3">{entry.when}</div>
      </div>
      {entry.detail && <div className="text-xs leading-5 text-ink-2">{entry.detail}</div>}
      {entry.note && (
        <div className={cx('mt-1.5 rounded-lg px-3.5 py-2.5 text-sm text-ink', noteGrounds[entry.team])}>
          {entry.note}
        </div>
      )}
      {entry.children && <div className="mt-1.5">{entry.children}</div>}
    </li>
  )
}

const teamWords: Record<Team, string> = {
  marketing: 'Marketing',
  sales: 'Sales',
  joint: 'Both teams',
  leadership: 'Leadership',
  neutral: 'Neither team',
}
