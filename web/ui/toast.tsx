import { createPortal } from 'react-dom'
import { toast, Toaster as Sonner } from 'sonner'

/** How long a toast with an undo stays: long enough to notice the mistake. */
const undoMs = 10_000
const plainMs = 5_000

type ToastOptions = {
  detail?: string
  /** Offers "Undo" in the toast; an act that can be undone asks no "are you sure". */
  undo?: () => void | Promise<void>
  action?: { label: string; onSelect: () => void }
}

/** Says what has been done: `showToast('12 people moved to Aylin Tekin', { undo })`. */
export function showToast(message: string, options: ToastOptions = {}) {
  const { undo } = options
  const action = undo ? { label: 'Undo', onSelect: () => void undo() } : options.action
  toast(message, {
    description: options.detail,
    duration: action ? undoMs : plainMs,
    action: action && { label: action.label, onClick: action.onSelect },
  })
}

/** Says what was refused and what to do about it. Accepts whatever was thrown. */
export function showProblem(problem: unknown) {
  const { message, remedy } = wordsOf(problem)
  toast.error(message, { description: remedy, duration: undoMs })
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

/**
 * The place where toasts appear; once, around every page. At the end of the body, so that a refusal shows above the
 * dialog that it answers; on a phone above the bottom bar.
 */
export function Toaster() {
  return createPortal(
    <Sonner
      position="bottom-right"
      mobileOffset={{ bottom: 76 }}
      gap={8}
      expand
      style={{ fontFamily: 'inherit' }}
      toastOptions={{
        unstyled: true,
        classNames: {
          toast:
            'flex w-full items-center gap-3 rounded-lg border border-line bg-surface px-4 py-3 text-sm text-ink shadow-overlay sm:w-[380px]',
          content: 'min-w-0 flex-1',
          title: 'font-medium',
          description: 'text-xs text-ink-3',
          error: '[&_[data-icon]]:text-bad',
          actionButton:
            'h-7 shrink-0 rounded-md border border-line bg-surface px-2.5 text-xs font-medium text-ink hover:bg-sunken',
        },
      }}
    />,
    document.body,
  )
}
