import { useState } from 'react'
import { bulkRecordsMax } from '../../contract/attributes.ts'
import type { RecordKind } from '../../contract/records.ts'
import { useSession } from '../app/session.tsx'
import { BulkBar } from '../ui/bulk-bar.tsx'
import { useFormat } from '../ui/format.ts'
import { allSelected, countSelected, noSelection } from '../ui/table/selection.ts'
import type { Selection } from '../ui/table/selection.ts'
import { BulkActs } from './bulk-acts.tsx'

type ListBulkInput = {
  recordKind: RecordKind
  /** "people", "companies": how they are counted. */
  noun: string
  /** What the list is asked; `all` is resolved with it on the server. */
  query: object
  list: { total: number | null; totalIsEstimate: boolean }
}

/**
 * Acts on many records of a list: `const bulk = useListBulk({ … })`, then `<VirtualTable {...bulk.ticks} … />` and
 * `<ListBulk {...bulk} />` beneath. Ticks do not outlive the filter under which they were made, nor are there any for
 * whoever only reads.
 */
export function useListBulk({ query, ...input }: ListBulkInput) {
  const { member } = useSession()
  const filter = Object.fromEntries(
    Object.entries(query).filter(([name, value]) => name !== 'sort' && value !== undefined),
  )
  const made = JSON.stringify(filter)
  const [held, setHeld] = useState<{ made: string; selection: Selection }>({ made, selection: noSelection })
  const selection = held.made === made ? held.selection : noSelection
  const onSelection = (next: Selection) => setHeld({ made, selection: next })
  return {
    ...input,
    filter,
    selection,
    onSelection,
    ticks: member.role === 'viewer' ? {} : { selection, onSelection },
  }
}

/** The bar of acts, while anything is ticked. */
export function ListBulk({ list, selection, onSelection, ...acts }: ReturnType<typeof useListBulk>) {
  const format = useFormat()
  const total = list.total ?? 0
  const tooMany = total > bulkRecordsMax
  const about = list.totalIsEstimate ? 'about ' : ''
  const count = countSelected(selection, total)
  const counted = `${selection.kind === 'all' ? about : ''}${format.number(count)} ${acts.noun}`
  return (
    <BulkBar
      count={count}
      counted={counted}
      total={total}
      allLabel={`Select all ${about}${format.number(total)} that match`}
      note={tooMany ? `At most ${format.number(bulkRecordsMax)} are changed at once` : undefined}
      onClear={() => onSelection(noSelection)}
      onSelectAll={tooMany ? undefined : () => onSelection(allSelected)}
    >
      <BulkActs {...acts} counted={counted} selection={selection} onDone={() => onSelection(noSelection)} />
    </BulkBar>
  )
}
