import { cx } from './cx.ts'

export type Team = 'marketing' | 'sales' | 'joint' | 'leadership' | 'neutral'

export const teamNames: Record<Team, string> = {
  marketing: 'Marketing',
  sales: 'Sales',
  joint: 'Joint',
  leadership: 'Leadership',
  neutral: 'Neutral',
}

type TeamMarkProps = {
  team: Team
  /** Hollow: asked, but not answered yet. */
  hollow?: boolean
  /** Says the team to readers where no word beside the mark does. */
  label?: string
  size?: 8 | 10 | 12
  className?: string
}

/**
 * A team as colour and shape: marketing a disc, sales a rounded square, joint the two joined, leadership a ring of
 * ink, neutral a diamond. Shape alone is enough to tell them apart.
 */
export function TeamMark({ team, hollow = false, label, size = 8, className }: TeamMarkProps) {
  const joined = team === 'joint'
  const width = joined ? (size * 14) / 8 : size
  return (
    <svg
      width={width}
      height={size}
      viewBox={joined ? '0 0 14 8' : '0 0 8 8'}
      className={cx('inline-block shrink-0', className)}
      {...(label ? { role: 'img', 'aria-label': label } : { 'aria-hidden': true })}
    >
      {hollow ? hollowShapes[team] : shapes[team]}
    </svg>
  )
}

const shapes = {
  marketing: <circle cx="4" cy="4" r="4" className="fill-mkt" />,
  sales: <rect width="8" height="8" rx="1.5" className="fill-sal" />,
  joint: (
    <>
      <path d="M7 0H4a4 4 0 0 0 0 8h3z" className="fill-mkt" />
      <path d="M7 0h5.5A1.5 1.5 0 0 1 14 1.5v5A1.5 1.5 0 0 1 12.5 8H7z" className="fill-sal" />
    </>
  ),
  leadership: <circle cx="4" cy="4" r="3" fill="none" strokeWidth="2" className="stroke-ink" />,
  neutral: <path d="M4 0 8 4 4 8 0 4z" className="fill-ink-3" />,
} as const

const hollowShapes = {
  marketing: <circle cx="4" cy="4" r="3.25" strokeWidth="1.5" className="fill-surface stroke-mkt" />,
  sales: (
    <rect
      x="0.75"
      y="0.75"
      width="6.5"
      height="6.5"
      rx="1"
      strokeWidth="1.5"
      className="fill-surface stroke-sal"
    />
  ),
  joint: (
    <>
      <circle cx="4" cy="4" r="3.25" strokeWidth="1.5" className="fill-surface stroke-mkt" />
      <rect
        x="7"
        y="0.75"
        width="6.25"
        height="6.5"
        rx="1"
        strokeWidth="1.5"
        className="fill-surface stroke-sal"
      />
    </>
  ),
  leadership: <circle cx="4" cy="4" r="3" fill="none" strokeWidth="1" className="stroke-ink" />,
  neutral: <path d="M4 0.7 7.3 4 4 7.3 0.7 4z" strokeWidth="1" className="fill-surface stroke-ink-3" />,
} as const

const sizes = { sm: 'size-5 text-[9px]', md: 'size-6 text-2xs', lg: 'size-8 text-xs' } as const

const grounds: Record<Team, string> = {
  marketing: 'rounded-full bg-mkt-soft text-mkt-ink',
  sales: 'rounded-[5px] bg-sal-soft text-sal-ink',
  joint: 'rounded-l-full rounded-r-[5px] bg-sunken text-ink',
  leadership: 'rounded-full bg-sunken text-ink',
  neutral: 'rounded-[5px] bg-sunken text-ink-2',
}

type MemberMarkProps = {
  name: string
  team: Team
  size?: keyof typeof sizes
  /** Dashed and empty: absent, unread or unknown. */
  absent?: boolean
  /** Where the name is not written beside it, the mark must say it. */
  labelled?: boolean
}

/** A member as initials in the shape of the team. Write the name beside it, or set `labelled`. */
export function MemberMark({ name, team, size = 'md', absent = false, labelled = false }: MemberMarkProps) {
  const ground = absent
    ? cx(
        'border border-dashed border-line-strong text-ink-2',
        team === 'marketing' ? 'rounded-full' : 'rounded-[5px]',
      )
    : grounds[team]
  return (
    <span
      {...(labelled ? { role: 'img', 'aria-label': name, title: name } : { 'aria-hidden': true })}
      className={cx('inline-flex shrink-0 items-center justify-center font-semibold', sizes[size], ground)}
    >
      {initialsOf(name)}
    </span>
  )
}

/** The first letters of the first and the last word of a name. */
export function initialsOf(name: string): string {
  const words = name.trim().split(/\s+/).filter(Boolean)
  const ends = words.length > 1 ? [words[0], words.at(-1)] : words
  return ends
    .map((word) => firstLetter(word ?? ''))
    .join('')
    .toLocaleUpperCase()
}

function firstLetter(word: string): string {
  const code = word.codePointAt(0)
  return code === undefined ? '' : String.fromCodePoint(code)
}
