import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { readFunnel } from '../../../contract/funnel.ts'
import type { FunnelGrouping } from '../../../contract/funnel.ts'
import { ask } from '../../app/client.ts'
import { FilterBar } from '../../ui/filter-bar.tsx'
import type { Filter } from '../../ui/filter-bar.tsx'
import type { UrlState } from '../../ui/url-state.ts'
import { PageViews } from '../../parts/page-views.tsx'

type FunnelFiltersProps = { state: UrlState; onChange: (change: UrlState) => void; children?: ReactNode }

/** The filters of the funnel, each with the values that leads really have; blank is a value of its own. */
export function FunnelFilters({ state, onChange, children }: FunnelFiltersProps) {
  const filters: Filter[] = [
    { kind: 'days', key: 'entered', label: 'Entered', fromKey: 'from', toKey: 'to' },
    { kind: 'many', key: 'origin', label: 'Origin', options: useValues('origin') },
    { kind: 'many', key: 'channel', label: 'First channel', options: useValues('channel') },
    { kind: 'many', key: 'campaign', label: 'Campaign', options: useValues('campaign') },
    { kind: 'many', key: 'segment', label: 'Segment', options: useValues('segment') },
    { kind: 'many', key: 'owner', label: 'Owner', options: useValues('owner') },
    { kind: 'many', key: 'region', label: 'Region', options: useValues('region') },
  ]
  return (
    <FilterBar filters={filters} state={state} onChange={onChange}>
      {children}
      <PageViews page="funnel" allLabel="All leads" />
    </FilterBar>
  )
}

const valuesStaleMs = 300_000

function useValues(group: FunnelGrouping) {
  const funnel = useQuery({ ...ask(readFunnel, { query: { group } }), staleTime: valuesStaleMs })
  return (funnel.data?.groups ?? []).map(({ key, label }) => ({ value: key ?? '', label: label ?? 'blank' }))
}
