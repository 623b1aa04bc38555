import { Plus, Upload, Users } from 'lucide-react'
import { useMemo, useState } from 'react'
import { BulkBar } from '../ui/bulk-bar.tsx'
import { Button } from '../ui/button.tsx'
import { Chip } from '../ui/chip.tsx'
import { Clock } from '../ui/clock.tsx'
import { FilterBar } from '../ui/filter-bar.tsx'
import { Meter } from '../ui/meter.tsx'
import { PageHeader, TablePage } from '../ui/page.tsx'
import { EmptyState } from '../ui/states.tsx'
import type { Column, Sort } from '../ui/table/columns.ts'
import { countSelected, noSelection, useSelection } from '../ui/table/selection.ts'
import { VirtualTable } from '../ui/table/virtual-table.tsx'
import { TeamMark } from '../ui/team.tsx'

type Person = {
  id: string
  name: string
  title: string
  company: string
  stage: string
  fit: number
  left: number
  owner: string
  value: number
}

const first = ['Sefa', 'Karim', 'June', 'Carla', 'Farah', 'Priya', 'Quinn', 'Elif', 'Otto', 'Hana']
const last = ['Moreau', 'Jansen', 'Brandt', 'Okafor', 'Tanaka', 'Kaya', 'Yilmaz', 'Petrov', 'Novak']
const companies = [
  'Northwind',
  'Lumen Works',
  'Okta Ridge',
  'Halden Labs',
  'Paloma Foods',
  'Kestrel Freight',
  'Vektor',
]
const stages = ['Engaged', 'MQL', 'SAL', 'SQL', 'Won']
const owners = ['Aylin Tekin', 'Rui Santos', 'Theo Bauer', 'Jonas Petersen']

const people: readonly Person[] = Array.from({ length: 10_000 }, (_, n) => ({
  id: `p${n}`,
  name: `${first[n % 10]} ${last[n % 9]}`,
  title: ['Director, Data', 'CFO', 'Plant Manager'][n % 3] ?? '',
  company: companies[n % 7] ?? '',
  stage: stages[n % 5] ?? '',
  fit: (n * 37) % 100,
  left: ((n * 53) % 240) * 60 - 3000,
  owner: owners[n % 4] ?? '',
  value: ((n * 7) % 90) * 1000,
}))

export function Table() {
  const [selection, setSelection] = useSelection()
  const [sort, setSort] = useState<Sort>({ column: 'name', descending: false })
  const [renamed, setRenamed] = useState<Record<string, string>>({})
  const columns = useColumns((person, owner) => setRenamed((before) => ({ ...before, [person.id]: owner })))
  const rows = useMemo(
    () => people.map((person) => ({ ...person, owner: renamed[person.id] ?? person.owner })),
    [renamed],
  )
  return (
    <TablePage
      head={
        <>
          <PageHeader
            title="People"
            note="10,000 of 10,000 · one record from first touch to revenue"
            actions={
              <>
                <Button icon={Upload}>Import</Button>
                <Button icon={Plus} tone="primary">
                  Person
                </Button>
              </>
            }
          />
          <FilterBar
            state={{}}
            onChange={() => undefined}
            search={{ key: 'q', label: 'Search people' }}
            filters={[{ kind: 'flag', key: 'idle', label: 'Without a next step' }]}
          />
        </>
      }
    >
      <VirtualTable
        name="gallery"
        label="People"
        columns={columns}
        rows={rows}
        total={rows.length}
        sort={sort}
        selection={selection}
        rowId={(person) => person.id}
        rowLabel={(person) => person.name}
        onSort={setSort}
        onSelection={setSelection}
        onOpen={() => undefined}
        empty={<EmptyState icon={Users} title="No people match these filters" />}
      />
      <BulkBar
        count={countSelected(selection, rows.length)}
        counted={`${countSelected(selection, rows.length)} people`}
        total={rows.length}
        onClear={() => setSelection(noSelection)}
      >
        <Button size="sm">Change owner</Button>
        <Button size="sm">Move to trash</Button>
      </BulkBar>
    </TablePage>
  )
}

const facts: readonly Column<Person>[] = [
  {
    key: 'name',
    label: 'Person',
    width: 230,
    grow: true,
    sortable: true,
    phone: 'title',
    cell: (person) => (
      <span className="block leading-4">
        <span className="font-medium text-ink">{person.name}</span>
        <span className="hidden text-xs text-ink-3 sm:block">{person.title}</span>
      </span>
    ),
  },
  {
    key: 'company',
    label: 'Company',
    width: 150,
    sortable: true,
    phone: 'detail',
    cell: (person) => person.company,
  },
  {
    key: 'stage',
    label: 'Stage',
    width: 120,
    phone: 'titleEnd',
    cell: (person) => (
      <Chip tone={['SAL', 'SQL', 'Won'].includes(person.stage) ? 'sales' : 'marketing'}>{person.stage}</Chip>
    ),
  },
  {
    key: 'fit',
    label: 'Fit',
    width: 100,
    sortable: true,
    cell: (person) => (
      <span className="num inline-flex items-center gap-2">
        <Meter label="Fit" value={person.fit} /> {person.fit}
      </span>
    ),
  },
  {
    key: 'clock',
    label: 'Hand-off clock',
    width: 150,
    cell: (person) =>
      person.stage === 'MQL' ? (
        <Clock secondsLeft={person.left} promiseSeconds={14_400} />
      ) : (
        <span className="text-ink-3">–</span>
      ),
  },
  {
    key: 'value',
    label: 'Value',
    width: 110,
    align: 'end',
    sortable: true,
    phone: 'detailEnd',
    cell: (person) => `€${person.value.toLocaleString('en')}`,
  },
]

function useColumns(rename: (person: Person, owner: string) => void): Column<Person>[] {
  return useMemo(
    () => [
      ...facts.slice(0, -1),
      {
        key: 'owner',
        label: 'Owner',
        width: 170,
        cell: (person) => (
          <span className="inline-flex items-center gap-2">
            <TeamMark
              team={person.owner.startsWith('A') || person.owner.startsWith('T') ? 'marketing' : 'sales'}
            />
            {person.owner}
          </span>
        ),
        edit: {
          kind: 'choice',
          value: (person) => person.owner,
          save: (person, owner) => rename(person, owner),
          options: owners.map((owner) => ({ value: owner, label: owner })),
        },
      },
      ...facts.slice(-1),
    ],
    [rename],
  )
}
