import { lazy, Suspense, useEffect, useState } from 'react'
import { whenIdle } from './floating/frames.ts'
import { type ToastOptions, whenStanding } from './floating/standing-toaster.ts'

const ToasterFrame = lazy(async () => {
  const { ToasterFrame: frame } = await import('./floating/toaster-frame.tsx')
  return { default: frame }
})

/** How long a toast with an undo stays: long enough to notice the mistake. */
const undoMs = 10_000
const plainMs = 5000

/** Says what has been done: `showToast('12 people moved to Aylin Tekin', { undo })`. */
export function showToast(message: string, options: ToastOptions = {}) {
  const { undo } = options
  const action = undo ? { label: 'Undo', onSelect: () => void undo() } : options.action
  void whenStanding().then((toast) =>
    toast(message, {
      description: options.detail,
      duration: action ? undoMs : plainMs,
      action: action && { label: action.label, onClick: action.onSelect },
    }),
  )
}

/** Says what was refused and what to do about it. Accepts whatever was thrown. */
export function showProblem(problem: unknown) {
  const { message, remedy } = wordsOf(problem)
  void whenStanding().then((toast) => toast.error(message, { description: remedy, duration: undoMs }))
}

/** The sentence and the remedy inside anything that was thrown. */
export function wordsOf(problem: unknown): { message: string; remedy: string | undefined } {
  const remedy =
    problem instanceof Error && 'remedy' in problem && typeof problem.remedy === 'string'
      ? problem.remedy
      : undefined
  const message = problem instanceof Error ? problem.message : 'Something went wrong.'
  return { message, remedy }
}

/** The place where toasts appear; once, around every page. It comes when the browser is idle. */
export function Toaster() {
  const [wanted, setWanted] = useState(false)
  useEffect(() => whenIdle(() => setWanted(true)), [])
  return <Suspense>{wanted && <ToasterFrame />}</Suspense>
}
