import { type RefObject, useEffect, useRef } from 'react'

export type KeyBinding = {
  /** `j`, `?`, `Enter`, `mod+k` (⌘ or Ctrl), `shift+ArrowDown`, or a sequence such as `g p`. */
  keys: string
  /** What it does, for the help sheet; a binding without a label stays out of it. */
  label?: string
  /** The heading it stands under in the help sheet. */
  group?: string
  run: (event: KeyboardEvent) => void
  /** Also while somebody types in a field; for `mod+…` only. */
  whileTyping?: boolean
}

/** How the command key is written on this machine. */
export const commandKey = /Mac|iPhone|iPad/.test(navigator.userAgent) ? '⌘' : 'Ctrl '

const sequenceMs = 1200
const bound = new Set<RefObject<readonly KeyBinding[]>>()
let pending = { key: '', at: 0 }

/**
 * Binds keys for as long as the component stands:
 * `useKeys([{ keys: 'n', label: 'New person', group: 'People', run: open }])`. Plain keys rest while somebody types
 * and while a dialog or menu is open.
 */
export function useKeys(bindings: readonly KeyBinding[]) {
  const latest = useRef(bindings)
  useEffect(() => {
    latest.current = bindings
  })
  useEffect(() => {
    bound.add(latest)
    return () => void bound.delete(latest)
  }, [])
}

/** Every binding with a label that works now, for the help sheet. */
export function boundKeys(): readonly KeyBinding[] {
  return allBound().filter((binding) => binding.label)
}

function allBound(): KeyBinding[] {
  return [...bound].flatMap((holder) => holder.current)
}

/** Listens on the document, once, in the shell. */
export function useKeyboard() {
  useEffect(() => {
    document.addEventListener('keydown', onKeyDown)
    return () => document.removeEventListener('keydown', onKeyDown)
  }, [])
}

function onKeyDown(event: KeyboardEvent) {
  if (event.defaultPrevented || event.isComposing) return
  const stroke = strokeOf(event)
  const sequence = event.timeStamp - pending.at < sequenceMs ? `${pending.key} ${stroke}` : stroke
  const binding = find(sequence, event) ?? find(stroke, event)
  pending = binding ? { key: '', at: 0 } : { key: stroke, at: event.timeStamp }
  if (!binding) return
  event.preventDefault()
  binding.run(event)
}

function find(keys: string, event: KeyboardEvent): KeyBinding | undefined {
  const resting = isTyping(event.target) || isOverlaid()
  return allBound().findLast((binding) => binding.keys === keys && (!resting || binding.whileTyping))
}

function strokeOf(event: KeyboardEvent): string {
  const shifted = event.shiftKey && event.key.length > 1
  const parts = [
    event.metaKey || event.ctrlKey ? 'mod' : '',
    event.altKey ? 'alt' : '',
    shifted ? 'shift' : '',
  ]
  const key = event.key.length === 1 ? event.key.toLowerCase() : event.key
  return [...parts.filter(Boolean), key].join('+')
}

const typing = 'input:not([type=checkbox]):not([type=radio]), textarea, select, [contenteditable=true]'

/** Whether the keystroke belongs to a field that somebody types in. */
export function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.matches(typing)
}

function isOverlaid(): boolean {
  return (
    document.querySelector('[role=dialog][data-open], [role=menu][data-open], [role=listbox][data-open]') !==
    null
  )
}
