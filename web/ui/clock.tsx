import { cx } from './cx.ts'
import { duration } from './format.ts'

export type ClockTone = 'early' | 'half' | 'due' | 'over'

const halfShare = 0.5
const dueShare = 0.8

/** Green under half of the promise, grey from half, amber from 80 %, red when it is over. */
export function clockTone(usedShare: number): ClockTone {
  if (usedShare >= 1) return 'over'
  if (usedShare >= dueShare) return 'due'
  return usedShare >= halfShare ? 'half' : 'early'
}

/** "22 min left", "3 h 05 left", "38 min over". */
export function clockWords(secondsLeft: number): string {
  return secondsLeft < 0 ? `${duration(-secondsLeft)} over` : `${duration(secondsLeft)} left`
}

const grounds: Record<ClockTone, string> = {
  early: 'bg-ok-soft text-ok',
  half: 'bg-sunken text-ink-2',
  due: 'bg-warn-soft text-warn',
  over: 'bg-bad-soft text-bad',
}

type ClockProps = {
  secondsLeft: number
  promiseSeconds: number
  /** What is said instead of the plain words: "22 min left of 4 hours". */
  words?: string
  size?: 'md' | 'lg'
}

/** A promise as a ring for the share used, then words for what is left. */
export function Clock({ secondsLeft, promiseSeconds, words, size = 'md' }: ClockProps) {
  const used = promiseSeconds > 0 ? 1 - secondsLeft / promiseSeconds : 1
  const tone = clockTone(used)
  return (
    <span
      className={cx(
        'num inline-flex items-center gap-1.5 rounded-sm px-1.5 font-medium whitespace-nowrap',
        size === 'md' ? 'h-6 text-xs' : 'h-7 px-2.5 text-sm',
        grounds[tone],
      )}
    >
      <Ring share={used} over={tone === 'over'} />
      {words ?? clockWords(secondsLeft)}
    </span>
  )
}

const radius = 4.5
const round = 2 * Math.PI * radius

/** A ring for a share of one; full and with a dot when it is over. */
export function Ring({ share, over = false, size = 13 }: { share: number; over?: boolean; size?: number }) {
  const filled = Math.min(1, Math.max(0, share)) * round
  return (
    <svg aria-hidden width={size} height={size} viewBox="0 0 13 13" fill="none" className="shrink-0">
      <circle cx="6.5" cy="6.5" r={radius} stroke="currentColor" strokeOpacity="0.28" strokeWidth="2" />
      <circle
        cx="6.5"
        cy="6.5"
        r={radius}
        stroke="currentColor"
        strokeWidth="2"
        strokeDasharray={`${filled} ${round}`}
        transform="rotate(-90 6.5 6.5)"
      />
      {over && <circle cx="6.5" cy="6.5" r="1.6" fill="currentColor" />}
    </svg>
  )
}
