import { cx } from './cx.ts'
import type { Team } from './team.tsx'

const fills: Record<Team | 'ink', string> = {
  marketing: 'bg-mkt',
  sales: 'bg-sal',
  joint: 'bg-linear-to-r from-mkt from-50% to-sal to-50%',
  leadership: 'bg-ink-2',
  neutral: 'bg-ink-3',
  ink: 'bg-ink-2',
}

type MeterProps = {
  /** What is measured, for readers: "Fit". */
  label: string
  value: number
  max?: number
  /** A tick where the agreed threshold stands. */
  threshold?: number
  tone?: Team | 'ink'
  className?: string
}

/** A small bar for a score out of a maximum; write the figure beside it. */
export function Meter({ label, value, max = 100, threshold, tone = 'ink', className }: MeterProps) {
  return (
    <span
      role="meter"
      aria-label={label}
      aria-valuenow={value}
      aria-valuemin={0}
      aria-valuemax={max}
      className={cx('relative inline-block h-1.5 w-8 rounded-full bg-line', className)}
    >
      <span
        className={cx('absolute inset-y-0 left-0 rounded-full', fills[tone])}
        style={{ width: shareOf(value, max) }}
      />
      {threshold !== undefined && (
        <span className="absolute -top-1 h-3.5 w-0.5 bg-ink" style={{ left: shareOf(threshold, max) }} />
      )}
    </span>
  )
}

type ProgressBarProps = {
  label: string
  /** Null while nobody knows how much there is. */
  value: number | null
  max: number
  className?: string
}

/** How far a long run has come. Put the counts and the time left in words beside it. */
export function ProgressBar({ label, value, max, className }: ProgressBarProps) {
  const known = value !== null && max > 0
  return (
    <div
      role="progressbar"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={known ? max : undefined}
      aria-valuenow={known ? value : undefined}
      className={cx('h-2 w-full overflow-hidden rounded-full bg-line', className)}
    >
      <div
        className={cx(
          'h-full rounded-full bg-ink transition-[width] duration-180',
          !known && 'w-1/3 animate-pulse',
        )}
        style={known ? { width: shareOf(value, max) } : undefined}
      />
    </div>
  )
}

function shareOf(value: number, max: number): string {
  const share = max > 0 ? value / max : 0
  return `${Math.min(100, Math.max(0, share * 100))}%`
}

export type TrackStage = {
  key: string
  label: string
  team: Team
  state: 'reached' | 'current' | 'ahead'
  /** When it was reached, as words: "4 May". */
  when?: string
}

const reached: Record<Team, string> = { ...fills }

/** Where a lead stands on the way: solid stages are reached, dashed ones lie ahead. */
export function StageTrack({ label, stages }: { label: string; stages: readonly TrackStage[] }) {
  return (
    <ol aria-label={label} className="flex gap-1">
      {stages.map((stage) => (
        <li
          key={stage.key}
          aria-current={stage.state === 'current' ? 'step' : undefined}
          className="min-w-0 flex-1 text-xs leading-4"
        >
          <span
            className={cx(
              'mb-1.5 block h-1.5 rounded-full',
              stage.state === 'ahead' ? 'border border-dashed border-line-strong' : reached[stage.team],
            )}
          />
          {/* A phone has no room for every name, so only the current one is shown there; readers hear them all. */}
          <span
            className={
              stage.state === 'current'
                ? 'font-semibold whitespace-nowrap text-ink'
                : 'text-ink-2 max-sm:sr-only'
            }
          >
            {stage.label}
          </span>
          {stage.when && <span className="num ml-1.5 hidden text-ink-3 sm:inline">{stage.when}</span>}
          <span className="sr-only">{stage.state === 'ahead' ? ', not reached' : ', reached'}</span>
        </li>
      ))}
    </ol>
  )
}
