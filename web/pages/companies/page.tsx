import { Link, useNavigate } from '@tanstack/react-router'
import { FileUp, TriangleAlert } from 'lucide-react'
import { useMemo } from 'react'
import { accountSorts, listAccounts } from '../../../contract/accounts.ts'
import type { AccountRow } from '../../../contract/accounts.ts'
import type { EndpointInput } from '../../../contract/endpoint.ts'
import { call } from '../../app/client.ts'
import { useMemberOptions } from '../../parts/choices.ts'
import { ListBulk, useListBulk } from '../../parts/list-bulk.tsx'
import { Blank, MemberName } from '../../parts/marks.tsx'
import { PageViews } from '../../parts/page-views.tsx'
import { usePages } from '../../parts/use-pages.ts'
import { ButtonLink } from '../../ui/button.tsx'
import { FilterBar } from '../../ui/filter-bar.tsx'
import type { Filter } from '../../ui/filter-bar.tsx'
import { useFormat } from '../../ui/format.ts'
import type { Format } from '../../ui/format.ts'
import { PageHeader, TablePage } from '../../ui/page.tsx'
import { EmptyState, ErrorState } from '../../ui/states.tsx'
import { sortFrom, sortText } from '../../ui/table/columns.ts'
import type { Column } from '../../ui/table/columns.ts'
import { VirtualTable } from '../../ui/table/virtual-table.tsx'
import { useUrlState } from '../../ui/url-state.ts'
import type { UrlState } from '../../ui/url-state.ts'

/** The companies we sell to, with their people and what is open and won. */
export function CompaniesPage() {
  const [state, setState] = useUrlState()
  const navigate = useNavigate()
  const format = useFormat()
  const query = companyQuery(state)
  const companies = usePages({
    endpoint: listAccounts,
    query,
    load: (page, signal) => call(listAccounts, { query: { ...query, ...page } }, signal),
  })
  const bulk = useListBulk({ recordKind: 'account', noun: 'companies', query, list: companies })
  const columns = useMemo(() => companyColumns(format), [format])
  return (
    <TablePage head={<Head total={companies.total} isEstimate={companies.totalIsEstimate} />}>
      {companies.problem ? (
        <ErrorState problem={companies.problem} onRetry={companies.retry} />
      ) : (
        <VirtualTable
          {...companies.table}
          {...bulk.ticks}
          name="companies"
          label="Companies"
          columns={columns}
          rowId={(company) => company.id}
          rowLabel={(company) => company.name}
          sort={sortFrom(query.sort)}
          onSort={(sort) => setState({ sort: sortText(sort) })}
          onOpen={(company) => void navigate({ to: `/companies/${company.id}`, search: { ...state } })}
          empty={<NoCompanies />}
        />
      )}
      <ListBulk {...bulk} />
    </TablePage>
  )
}

type CompanyQuery = NonNullable<EndpointInput<typeof listAccounts>['query']>

function companyQuery(state: UrlState): CompanyQuery {
  return {
    q: state.q,
    owner: state.owner,
    industry: state.industry,
    segment: state.segment,
    country: state.country,
    noNextStep: state.noNextStep === undefined ? undefined : 'true',
    flagged: state.flagged === undefined ? undefined : 'true',
    deleted: state.deleted === undefined ? undefined : 'true',
    sort: accountSorts.find((sort) => sort === state.sort) ?? 'name',
  }
}

function Head({ total, isEstimate }: { total: number | null; isEstimate: boolean }) {
  const [state, setState] = useUrlState()
  const format = useFormat()
  const members = useMemberOptions()
  const filters: Filter[] = [
    {
      kind: 'choice',
      key: 'owner',
      label: 'Owner',
      options: [{ value: 'none', label: 'Nobody' }, ...members],
    },
    { kind: 'text', key: 'industry', label: 'Industry', placeholder: 'as recorded, or blank' },
    { kind: 'text', key: 'segment', label: 'Segment', placeholder: 'as recorded, or blank' },
    { kind: 'text', key: 'country', label: 'Country', placeholder: 'such as DE' },
    { kind: 'flag', key: 'noNextStep', label: 'No next step' },
    { kind: 'flag', key: 'flagged', label: 'Flagged data' },
    { kind: 'flag', key: 'deleted', label: 'In the trash' },
  ]
  const counted =
    total === null ? 'Counting …' : `${isEstimate ? 'about ' : ''}${format.number(total)} companies`
  return (
    <>
      <PageHeader
        title="Companies"
        note={<span className="num">{counted}</span>}
        actions={
          <ButtonLink to="/import" icon={FileUp}>
            Import
          </ButtonLink>
        }
      />
      <FilterBar
        filters={filters}
        state={state}
        onChange={setState}
        search={{ key: 'q', label: 'Search companies' }}
      >
        <PageViews page="companies" allLabel="All companies" />
      </FilterBar>
    </>
  )
}

function NoCompanies() {
  return (
    <EmptyState
      title="No company matches"
      action={
        <ButtonLink to="/import" icon={FileUp} tone="primary">
          Import companies
        </ButtonLink>
      }
    >
      Widen the filters, or import an export of your CRM. Who sells to people only needs no companies.
    </EmptyState>
  )
}

function companyColumns(format: Format): Column<AccountRow>[] {
  return [
    {
      key: 'name',
      label: 'Company',
      width: 260,
      grow: true,
      sortable: true,
      phone: 'title',
      cell: (one) => <Company company={one} />,
    },
    {
      key: 'industry',
      label: 'Industry',
      width: 140,
      phone: 'detail',
      cell: (one) => one.industry ?? <Blank />,
    },
    { key: 'segment', label: 'Segment', width: 120, cell: (one) => one.segment ?? <Blank /> },
    { key: 'place', label: 'Place', width: 150, cell: (one) => placeOf(one) ?? <Blank /> },
    {
      key: 'people',
      label: 'People',
      width: 90,
      align: 'end',
      phone: 'detailEnd',
      cell: (one) => format.number(one.people),
    },
    { key: 'open', label: 'Open', width: 110, align: 'end', cell: (one) => <Amounts amounts={one.open} /> },
    {
      key: 'won',
      label: 'Won',
      width: 110,
      align: 'end',
      phone: 'titleEnd',
      cell: (one) => <Amounts amounts={one.won} />,
    },
    { key: 'owner', label: 'Owner', width: 160, cell: (one) => <MemberName member={one.owner} /> },
    { key: 'nextStep', label: 'Next step', width: 180, cell: (one) => one.nextStep ?? <Blank /> },
  ]
}

function Company({ company }: { company: AccountRow }) {
  return (
    <span className="block min-w-0 leading-tight">
      <Link
        to={`/companies/${company.id}`}
        className="flex items-center gap-1.5 font-medium underline-offset-4 hover:underline"
      >
        <span className="truncate">{company.name}</span>
        {company.flagged && (
          <TriangleAlert aria-label="Flagged data" className="size-3.5 shrink-0 text-warn" />
        )}
      </Link>
      {company.domain && <span className="block truncate text-xs text-ink-3">{company.domain}</span>}
    </span>
  )
}

function placeOf({ city, country }: AccountRow): string | null {
  return [city, country].filter(Boolean).join(', ') || null
}

/** Amounts of different currencies stand side by side and are never added up. */
function Amounts({ amounts }: { amounts: AccountRow['open'] }) {
  const format = useFormat()
  if (amounts.length === 0) return <Blank />
  return (
    <span className="num">
      {amounts.map(({ amount, currency }) => format.compactMoney(amount, { currency })).join(' + ')}
    </span>
  )
}
