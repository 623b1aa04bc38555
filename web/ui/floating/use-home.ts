import { type RefCallback, type RefObject, useCallback, useRef } from 'react'

/**
 * Where what floats from a trigger belongs: the dialog that the trigger stands in, else the page's `main`. A menu at
 * the end of the body would stand outside of every landmark, and beneath an open dialog.
 */
export function useHome(): [RefObject<HTMLElement | null>, RefCallback<HTMLElement>] {
  const home = useRef<HTMLElement | null>(null)
  const trigger = useCallback((element: HTMLElement | null) => {
    home.current = element?.closest<HTMLElement>('[role=dialog]') ?? document.querySelector('main')
  }, [])
  return [home, trigger]
}
