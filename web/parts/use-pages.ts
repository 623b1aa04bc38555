import { useInfiniteQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import type { Endpoint } from '../../contract/endpoint.ts'

type PageOf<Item> = {
  readonly items: readonly Item[]
  readonly nextCursor: string | null
  readonly total: number | null
  readonly totalIsEstimate: boolean
}

type PagesInput<Item> = {
  readonly endpoint: Pick<Endpoint, 'id' | 'tag'>
  readonly query: object
  readonly load: (page: { cursor?: string }, signal: AbortSignal) => Promise<PageOf<Item>>
}

const firstPage: string | null = null

/**
 * A list that is read page by page as its end comes near:
 * `usePages({ endpoint: listDeals, query, load: (page, signal) => call(listDeals, { query: { ...query, ...page } }, signal) })`.
 * `table` spreads into a `VirtualTable`.
 */
export function usePages<Item>({ endpoint, query, load }: PagesInput<Item>) {
  const pages = useInfiniteQuery({
    queryKey: [endpoint.id, query],
    queryFn: ({ pageParam, signal }) => load(pageParam === null ? {} : { cursor: pageParam }, signal),
    initialPageParam: firstPage,
    getNextPageParam: (last) => last.nextCursor,
    meta: { tag: endpoint.tag },
  })
  const rows = useMemo(() => pages.data?.pages.flatMap((page) => page.items) ?? [], [pages.data])
  const first = pages.data?.pages[0]
  return {
    rows,
    total: first?.total ?? null,
    totalIsEstimate: first?.totalIsEstimate ?? false,
    problem: pages.error,
    retry: () => void pages.refetch(),
    table: {
      rows,
      total: first?.total ?? null,
      loading: pages.isPending,
      hasMore: pages.hasNextPage,
      loadingMore: pages.isFetchingNextPage,
      onEndReached: () => void pages.fetchNextPage(),
    },
  }
}
