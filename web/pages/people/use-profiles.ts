import { useQueries } from '@tanstack/react-query'
import { useMemo } from 'react'
import type { ContactRow } from '../../../contract/contacts.ts'
import { pageLimitDefault } from '../../../contract/endpoint.ts'
import { listMemberships } from '../../../contract/profiles.ts'
import { ask } from '../../app/client.ts'

/** Names of the profiles that a person falls in; nothing while that is asked. */
export type ProfilesOf = ReadonlyMap<string, readonly string[]>

/** Judging a page of people reads a good deal of each, so an answer is good for a while. */
const staleMs = 60_000

/**
 * Which profiles the people of the list fall in. It is asked page by page after the list stands, so that no page waits
 * for it.
 */
export function useProfilesOf(people: readonly ContactRow[]): ProfilesOf {
  const pages = useMemo(() => chunked(people.map(({ id }) => id)), [people])
  return useQueries({
    queries: pages.map((contact) => ({
      ...ask(listMemberships, { query: { contact } }),
      staleTime: staleMs,
    })),
    combine: collected,
  })
}

function chunked(ids: readonly string[]): string[][] {
  return Array.from({ length: Math.ceil(ids.length / pageLimitDefault) }, (_, page) =>
    ids.slice(page * pageLimitDefault, (page + 1) * pageLimitDefault),
  )
}

type Answer = { data?: { items: { contactId: string; profiles: { name: string }[] }[] } | undefined }

function collected(answers: readonly Answer[]): ProfilesOf {
  return new Map(
    answers.flatMap(({ data }) =>
      (data?.items ?? []).map(
        ({ contactId, profiles }) => [contactId, profiles.map(({ name }) => name)] as const,
      ),
    ),
  )
}
