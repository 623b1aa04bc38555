import { useNavigate, useSearch } from '@tanstack/react-router'
import { useCallback } from 'react'

/** What stands behind the question mark, as plain strings; a key that is absent is not set. */
export type UrlState = Readonly<Record<string, string | undefined>>

/**
 * The page's state that lives in the URL: filters, sort, tab, view. It survives a reload, the Back button, a switch
 * between list and board, and can be sent to a colleague.
 *
 *     const [state, setState] = useUrlState()
 *     setState({ owner: 'aylin' })          // keeps the other keys
 *     setState({ owner: undefined })        // takes the key away
 *
 * Changes replace the current entry unless `push` is set, so that typing into a filter does not fill the history.
 */
export function useUrlState(): [UrlState, (change: UrlState, options?: { push?: boolean }) => void] {
  const search: unknown = useSearch({ strict: false })
  const navigate = useNavigate()
  const setState = useCallback(
    (change: UrlState, options?: { push?: boolean }) =>
      void navigate({
        to: '.',
        search: (previous: unknown) => withoutEmpty({ ...stringsOf(previous), ...change }),
        replace: !options?.push,
        resetScroll: false,
      }),
    [navigate],
  )
  return [stringsOf(search), setState]
}

function stringsOf(search: unknown): UrlState {
  if (typeof search !== 'object' || search === null) return {}
  return Object.fromEntries(Object.entries(search).map(([key, value]) => [key, textOf(value)]))
}

function textOf(value: unknown): string | undefined {
  if (typeof value === 'string') return value
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : undefined
}

function withoutEmpty(state: UrlState): Record<string, string> {
  return Object.fromEntries(
    Object.entries(state).flatMap(([key, value]) =>
      value === undefined || value === '' ? [] : [[key, value]],
    ),
  )
}

/** Reads a query as plain strings: `?stage=mql&owner=a,b`. Nothing is parsed as JSON, so a link reads as it is typed. */
export function parseSearch(text: string): Record<string, string> {
  return Object.fromEntries(new URLSearchParams(text))
}

/** The inverse of `parseSearch`; commas stay readable. */
export function writeSearch(search: Record<string, unknown>): string {
  const entries = Object.entries(search).flatMap(([key, value]) =>
    textOf(value) ? [[key, textOf(value) ?? '']] : [],
  )
  const text = new URLSearchParams(entries).toString().replaceAll('%2C', ',').replaceAll('%3A', ':')
  return text === '' ? '' : `?${text}`
}

// A blank is a value of its own in this house, and it is not "unknown"; in an address it is written as a tilde.
const blankText = '~'

/** Reads a filter that holds several values, written with commas: `a,b`; `~` stands for blank. */
export function listOf(text: string | undefined): string[] {
  if (!text) return []
  return text
    .split(',')
    .map((part) => (part === blankText ? '' : part.replaceAll('%2C', ',').replaceAll('%25', '%')))
}

/** The inverse of `listOf`; undefined for no values, so that the key leaves the address. */
export function listText(values: readonly string[]): string | undefined {
  const parts = values.map((value) =>
    value === '' ? blankText : value.replaceAll('%', '%25').replaceAll(',', '%2C'),
  )
  return parts.join(',') || undefined
}
