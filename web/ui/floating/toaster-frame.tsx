import { useEffect } from 'react'
import { createPortal } from 'react-dom'
import { toast, Toaster as Sonner } from 'sonner'
import { announceToaster } from './standing-toaster.ts'

/**
 * At the end of the body, so that a refusal shows above the dialog that it answers; on a phone above the bottom bar.
 */
export function ToasterFrame() {
  useEffect(() => announceToaster(toast), [])
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
