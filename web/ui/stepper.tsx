import { Check } from 'lucide-react'
import { cx } from './cx.ts'

export type Step = { key: string; label: string; note?: string }

type StepperProps = {
  label: string
  steps: readonly Step[]
  current: string
  /** Steps behind may be visited again; leave it out where there is no way back. */
  onGo?: (key: string) => void
}

/** The steps of a wizard. On a phone only the present one is named, beside "2 of 5". */
export function Stepper({ label, steps, current, onGo }: StepperProps) {
  const at = Math.max(
    0,
    steps.findIndex((step) => step.key === current),
  )
  return (
    <nav aria-label={label}>
      <p className="text-sm font-medium sm:hidden">
        {steps[at]?.label}{' '}
        <span className="num font-normal text-ink-3">{`${at + 1} of ${steps.length}`}</span>
      </p>
      <ol className="mt-2 flex gap-1 sm:mt-0 sm:gap-6">
        {steps.map((step, index) => (
          <li
            key={step.key}
            aria-current={index === at ? 'step' : undefined}
            className={cx(
              'flex h-1 flex-1 items-center rounded-full sm:h-auto sm:flex-none sm:bg-transparent',
              index <= at ? 'bg-ink' : 'bg-line',
            )}
          >
            <StepName step={step} index={index} at={at} onGo={onGo} />
          </li>
        ))}
      </ol>
    </nav>
  )
}

function StepName({
  step,
  index,
  at,
  onGo,
}: {
  step: Step
  index: number
  at: number
  onGo?: (key: string) => void
}) {
  const name = (
    <>
      <span
        className={cx(
          'num inline-flex size-5 items-center justify-center rounded-[5px] text-2xs font-semibold',
          squareOf(index, at),
        )}
      >
        {index < at ? <Check aria-hidden className="size-3" strokeWidth={2.5} /> : index + 1}
      </span>
      {step.label}
      {index < at && <span className="sr-only">, done</span>}
    </>
  )
  const shape = cx(
    'hidden items-center gap-2 text-sm sm:inline-flex',
    index === at ? 'font-semibold text-ink' : 'text-ink-2',
  )
  if (index >= at || !onGo) return <span className={shape}>{name}</span>
  return (
    <button type="button" onClick={() => onGo(step.key)} className={cx(shape, 'hover:text-ink')}>
      {name}
    </button>
  )
}

function squareOf(index: number, at: number): string {
  if (index === at) return 'bg-ink text-surface'
  return index < at ? 'bg-ok-soft text-ok' : 'bg-line text-ink-2'
}
