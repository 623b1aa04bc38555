import { useNavigate } from '@tanstack/react-router'
import { FileUp, Plus } from 'lucide-react'
import { useMemo, useState } from 'react'
import { listContacts } from '../../../contract/contacts.ts'
import type { ContactRow } from '../../../contract/contacts.ts'
import { call } from '../../app/client.ts'
import { useSession } from '../../app/session.tsx'
import { useChannelOptions, useMemberOptions, useStages } from '../../parts/choices.ts'
import { ListBulk, useListBulk } from '../../parts/list-bulk.tsx'
import { PageViews } from '../../parts/page-views.tsx'
import { usePages } from '../../parts/use-pages.ts'
import { Button, ButtonLink } from '../../ui/button.tsx'
import { FilterBar } from '../../ui/filter-bar.tsx'
import type { Filter } from '../../ui/filter-bar.tsx'
import { useFormat } from '../../ui/format.ts'
import { PageHeader, TablePage } from '../../ui/page.tsx'
import { usePaletteActs } from '../../ui/palette-acts.ts'
import { EmptyState, ErrorState } from '../../ui/states.tsx'
import { sortFrom, sortText } from '../../ui/table/columns.ts'
import { VirtualTable } from '../../ui/table/virtual-table.tsx'
import { useUrlState } from '../../ui/url-state.ts'
import { peopleColumns } from './columns.tsx'
import { NewPerson } from './new-person.tsx'
import { peopleQuery } from './query.ts'
import { useSavePerson } from './save-person.ts'
import { useProfilesOf } from './use-profiles.ts'

/** Everybody the company knows: one record from first touch to revenue. */
export function PeoplePage() {
  const [state, setState] = useUrlState()
  const navigate = useNavigate()
  const query = peopleQuery(state)
  const people = usePages({
    endpoint: listContacts,
    query,
    load: (page, signal) => call(listContacts, { query: { ...query, ...page } }, signal),
  })
  const bulk = useListBulk({ recordKind: 'contact', noun: 'people', query, list: people })
  const columns = usePeopleColumns(people.rows)
  return (
    <TablePage head={<Head total={people.total} isEstimate={people.totalIsEstimate} />}>
      {people.problem ? (
        <ErrorState problem={people.problem} onRetry={people.retry} />
      ) : (
        <VirtualTable
          {...people.table}
          {...bulk.ticks}
          name="people"
          label="People"
          columns={columns}
          rowId={(person) => person.id}
          rowLabel={(person) => person.name}
          sort={sortFrom(query.sort)}
          onSort={(sort) => setState({ sort: sortText(sort) })}
          onOpen={(person) => void navigate({ to: `/people/${person.id}`, search: { ...state } })}
          empty={<NoPeople />}
        />
      )}
      <ListBulk {...bulk} />
    </TablePage>
  )
}

function usePeopleColumns(people: readonly ContactRow[]) {
  const stages = useStages()
  const members = useMemberOptions()
  const save = useSavePerson()
  const profilesOf = useProfilesOf(people)
  const format = useFormat()
  const { member } = useSession()
  const editable = member.role !== 'viewer'
  return useMemo(
    () => peopleColumns({ stages, members, save, format, profilesOf, editable }),
    [stages, members, save, format, profilesOf, editable],
  )
}

function Head({ total, isEstimate }: { total: number | null; isEstimate: boolean }) {
  const [state, setState] = useUrlState()
  const [adding, setAdding] = useState(false)
  usePaletteActs([{ id: 'new-person', label: 'New person', icon: Plus, run: () => setAdding(true) }])
  const format = useFormat()
  const { member } = useSession()
  const counted =
    total === null ? 'Counting …' : `${isEstimate ? 'about ' : ''}${format.number(total)} people`
  return (
    <>
      <PageHeader
        title="People"
        note={<span className="num">{counted} · one record from first touch to revenue</span>}
        actions={
          member.role === 'viewer' ? undefined : (
            <>
              <ButtonLink to="/import" icon={FileUp}>
                Import
              </ButtonLink>
              <Button tone="primary" icon={Plus} onClick={() => setAdding(true)}>
                Person
              </Button>
            </>
          )
        }
      />
      <FilterBar
        filters={usePeopleFilters()}
        state={state}
        onChange={setState}
        search={{ key: 'q', label: 'Search people' }}
      >
        <PageViews page="people" allLabel="All people" />
      </FilterBar>
      <NewPerson open={adding} onOpenChange={setAdding} />
    </>
  )
}

const atLeast = [20, 40, 60, 80].map((points) => ({ value: String(points), label: `at least ${points}` }))

function usePeopleFilters(): Filter[] {
  const stages = useStages()
  const members = useMemberOptions()
  const channels = useChannelOptions()
  return [
    {
      kind: 'many',
      key: 'stage',
      label: 'Stage',
      options: stages.map(({ id, name }) => ({ value: String(id), label: name })),
    },
    {
      kind: 'choice',
      key: 'owner',
      label: 'Owner',
      options: [{ value: 'none', label: 'Nobody' }, ...members],
    },
    { kind: 'choice', key: 'channel', label: 'First channel', options: channels },
    { kind: 'text', key: 'origin', label: 'Origin', placeholder: 'as recorded, or blank' },
    { kind: 'text', key: 'country', label: 'Country', placeholder: 'such as DE' },
    { kind: 'days', key: 'created', label: 'Known since', fromKey: 'createdFrom', toKey: 'createdTo' },
    { kind: 'choice', key: 'fitMin', label: 'Fit', options: atLeast },
    { kind: 'choice', key: 'engagementMin', label: 'Engagement', options: atLeast },
    { kind: 'flag', key: 'noNextStep', label: 'No next step' },
    { kind: 'flag', key: 'flagged', label: 'Flagged data' },
    { kind: 'flag', key: 'deleted', label: 'In the trash' },
  ]
}

function NoPeople() {
  return (
    <EmptyState
      title="Nobody matches"
      action={
        <ButtonLink to="/import" icon={FileUp} tone="primary">
          Import people
        </ButtonLink>
      }
    >
      Widen the filters, or bring people in: marketing imports them, forms and the API add them.
    </EmptyState>
  )
}
