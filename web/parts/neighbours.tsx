import { useQueryClient } from '@tanstack/react-query'
import type { InfiniteData } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { ChevronDown, ChevronUp } from 'lucide-react'
import { IconButton } from '../ui/button.tsx'
import { useKeys } from '../ui/keys.ts'
import { useUrlState } from '../ui/url-state.ts'

type Listed = InfiniteData<{ items: readonly { id: string }[]; total: number | null }>

type NeighboursProps = { listId: string; path: string; id: string }

/** Previous and next in the list that one came from, as far as that list has been read. */
export function Neighbours({ listId, path, id }: NeighboursProps) {
  const client = useQueryClient()
  const navigate = useNavigate()
  const [state] = useUrlState()
  const lists = client.getQueriesData<Listed>({ queryKey: [listId] })
  const list = lists.map(([, data]) => data).find((data) => idsOf(data).includes(id))
  const ids = idsOf(list)
  const place = ids.indexOf(id)
  const go = (by: number) => {
    const next = ids[place + by]
    if (next) void navigate({ to: `${path}/${next}`, search: { ...state }, replace: true })
  }
  useKeys([
    { keys: 'k', label: 'Previous record', group: 'Record', run: () => go(-1) },
    { keys: 'j', label: 'Next record', group: 'Record', run: () => go(1) },
  ])
  if (place < 0) return null
  return (
    <div className="flex items-center gap-2 text-sm text-ink-3">
      <span className="num">
        {place + 1} of {list?.pages[0]?.total ?? ids.length}
      </span>
      <IconButton icon={ChevronUp} label="Previous" size="sm" disabled={place === 0} onClick={() => go(-1)} />
      <IconButton
        icon={ChevronDown}
        label="Next"
        size="sm"
        disabled={place === ids.length - 1}
        onClick={() => go(1)}
      />
    </div>
  )
}

function idsOf(list: Listed | undefined): string[] {
  return list?.pages.flatMap((page) => page.items.map(({ id }) => id)) ?? []
}
