import type { LucideIcon } from 'lucide-react'
import type { ReactNode } from 'react'
import type { Trigger } from './floating/dressed.ts'
import { useSummoned } from './floating/frames.ts'

export type MenuItem =
  | {
      kind?: 'act'
      label: string
      icon?: LucideIcon
      hint?: ReactNode
      keyHint?: string
      tone?: 'plain' | 'danger'
      disabled?: boolean
      onSelect: () => void
    }
  | {
      kind: 'choice'
      label: string
      icon?: LucideIcon
      hint?: ReactNode
      chosen: boolean
      onSelect: () => void
    }
  | { kind: 'line' }
  | { kind: 'heading'; label: string }

export type MenuProps = {
  /** The button that opens it, such as `<Button>More</Button>`; it must spread its props. */
  trigger: Trigger
  items: readonly MenuItem[]
  align?: 'start' | 'end'
  side?: 'top' | 'bottom'
}

/**
 * A menu of acts and choices. `items` are data: `{ label, icon, onSelect }`, `{ kind: 'choice', chosen }`,
 * `{ kind: 'heading', label }`, `{ kind: 'line' }`. Destructive acts take `tone: 'danger'` and offer undo in a toast.
 */
export function Menu(props: MenuProps) {
  const { frames, trigger } = useSummoned(props.trigger, { kind: 'menu' })
  return frames ? <frames.MenuFrame {...props} /> : trigger
}
