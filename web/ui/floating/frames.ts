import { type MouseEvent, useEffect, useState } from 'react'
import type * as AllFrames from './all-frames.ts'
import { dressed, type Trigger } from './dressed.ts'

type Frames = typeof AllFrames

let loaded: Frames | null = null
let loading: Promise<Frames> | null = null

/**
 * What floats (menus, dialogs, popovers, comboboxes) is heavier than all pages together and nobody needs it for the
 * first picture, so it is fetched when the browser has nothing to do, or at the first wish.
 */
export async function loadFrames(): Promise<Frames> {
  loading ??= import('./all-frames.ts')
  loaded = await loading
  return loaded
}

/** The frames, once somebody wants one of them here; null until they have come. */
export function useFrames(wanted: boolean): Frames | null {
  const [frames, setFrames] = useState(wanted ? loaded : null)
  useEffect(() => {
    if (wanted && !frames) void loadFrames().then(setFrames)
  }, [wanted, frames])
  return frames
}

type Summons = { kind: 'menu' | 'dialog'; open?: boolean | undefined; onSummon?: (() => void) | undefined }

/** A trigger that stands alone until it is pressed for the first time, and then gets its frame. */
export function useSummoned(trigger: Trigger, { kind, open, onSummon }: Summons) {
  const [pressed, setPressed] = useState(false)
  const frames = useFrames(pressed || Boolean(open))
  const onClick = (event: MouseEvent<HTMLElement>) => {
    trigger.props.onClick?.(event)
    setPressed(true)
    onSummon?.()
  }
  return {
    frames,
    trigger: dressed(trigger, { onClick, 'aria-haspopup': kind, 'aria-expanded': false }),
  }
}

const idleMs = 2000

/** Runs what can wait once the browser has nothing better to do. */
export function whenIdle(run: () => void): () => void {
  if (typeof requestIdleCallback !== 'function') {
    const timer = setTimeout(run, idleMs)
    return () => clearTimeout(timer)
  }
  const handle = requestIdleCallback(run, { timeout: idleMs })
  return () => cancelIdleCallback(handle)
}
