import type { toast } from 'sonner'

export type ToastOptions = {
  detail?: string | undefined
  /** Offers "Undo" in the toast; an act that can be undone asks no "are you sure". */
  undo?: (() => void | Promise<void>) | undefined
  action?: { label: string; onSelect: () => void } | undefined
}

type Toast = typeof toast

const { promise, resolve } = Promise.withResolvers<Toast>()

/** The way to speak, once there is a place to hear it. */
export function whenStanding(): Promise<Toast> {
  return promise
}

/** Said by the toaster itself when it stands; whatever was said before appears now. */
export const announceToaster = resolve
