import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { useMemo } from 'react'
import { listProfileMembers, profileMemberKinds, showProfile } from '../../../contract/profiles.ts'
import type { ProfileMember, ProfileView } from '../../../contract/profiles.ts'
import type { StageView } from '../../../contract/leads.ts'
import { ask, call } from '../../app/client.ts'
import { useParam } from '../../app/params.ts'
import { useStages } from '../../parts/choices.ts'
import { Blank, StageChip } from '../../parts/marks.tsx'
import { usePages } from '../../parts/use-pages.ts'
import { useFormat } from '../../ui/format.ts'
import { Page, PageHeader, TablePage } from '../../ui/page.tsx'
import { EmptyState, ErrorState, SkeletonLines } from '../../ui/states.tsx'
import type { Column } from '../../ui/table/columns.ts'
import { VirtualTable } from '../../ui/table/virtual-table.tsx'
import { Tabs } from '../../ui/tabs.tsx'
import { useUrlState } from '../../ui/url-state.ts'

type Of = (typeof profileMemberKinds)[number]

/** Exactly the people, or the companies, that fall in a profile now. */
export function ProfileMembersPage() {
  const id = useParam('id')
  const profile = useQuery(ask(showProfile, { params: { id } }))
  if (profile.isError)
    return <ErrorState heading="h1" problem={profile.error} onRetry={() => void profile.refetch()} />
  if (profile.isPending) {
    return (
      <Page>
        <SkeletonLines lines={10} />
      </Page>
    )
  }
  return <Members profile={profile.data} />
}

function Members({ profile }: { profile: ProfileView }) {
  const [state] = useUrlState()
  const navigate = useNavigate()
  const of = profileMemberKinds.find((kind) => kind === state['of']) ?? 'contacts'
  const stages = useStages()
  const members = usePages({
    endpoint: listProfileMembers,
    query: { id: profile.id, of },
    load: (page, signal) =>
      call(listProfileMembers, { params: { id: profile.id }, query: { of, ...page } }, signal),
  })
  const columns = useMemo(() => (of === 'contacts' ? peopleColumns(stages) : companyColumns), [of, stages])
  return (
    <TablePage head={<Head profile={profile} of={of} total={members.total} />}>
      {members.problem ? (
        <ErrorState problem={members.problem} onRetry={members.retry} />
      ) : (
        <VirtualTable
          {...members.table}
          name={`profile-${of}`}
          label={of === 'contacts' ? 'People' : 'Companies'}
          columns={columns}
          rowId={(member) => member.id}
          rowLabel={(member) => member.name}
          onOpen={(member) => void navigate({ to: addressOf(of, member) })}
          empty={
            <EmptyState title="Nobody belongs to it today">
              Who fulfils the profile is judged anew each time; the agreement says what is asked.
            </EmptyState>
          }
        />
      )}
    </TablePage>
  )
}

function addressOf(of: Of, { id }: ProfileMember): string {
  return of === 'contacts' ? `/people/${id}` : `/companies/${id}`
}

type HeadProps = { profile: ProfileView; of: Of; total: number | null }

function Head({ profile, of, total }: HeadProps) {
  const [, setState] = useUrlState()
  const format = useFormat()
  const noun = of === 'contacts' ? 'people' : 'companies'
  return (
    <>
      <PageHeader
        title={profile.name}
        above={
          <Link to="/profiles" className="underline-offset-4 hover:underline">
            Customer profiles
          </Link>
        }
        note={
          <>
            <span className="num">{total === null ? 'Counting …' : `${format.number(total)} ${noun}`}</span>
            {' · '}
            {profile.sentence}
          </>
        }
      />
      <Tabs
        label="People or companies"
        tabs={[
          { key: 'contacts', label: 'People' },
          { key: 'accounts', label: 'Companies' },
        ]}
        value={of}
        onChange={(key) => setState({ of: key === 'contacts' ? undefined : key })}
      />
    </>
  )
}

function peopleColumns(stages: readonly StageView[]): Column<ProfileMember>[] {
  return [
    { key: 'name', label: 'Person', width: 260, grow: true, phone: 'title', cell: nameCell('/people') },
    {
      key: 'company',
      label: 'Company',
      width: 220,
      phone: 'detail',
      cell: ({ account }) =>
        account ? (
          <Link to={`/companies/${account.id}`} className="block truncate underline-offset-4 hover:underline">
            {account.name}
          </Link>
        ) : (
          <Blank />
        ),
    },
    {
      key: 'stage',
      label: 'Stage',
      width: 140,
      phone: 'titleEnd',
      cell: ({ stageId }) => <StageChip stage={stages.find(({ id }) => id === stageId)} />,
    },
    {
      key: 'fit',
      label: 'Fit',
      width: 90,
      align: 'end',
      phone: 'detailEnd',
      cell: ({ fit }) => <Fit points={fit} />,
    },
  ]
}

/** On a phone no heading stands over the figure, so it says itself what it is. */
function Fit({ points }: { points: number | null }) {
  if (points === null) return <Blank />
  return (
    <span className="num">
      <span className="sm:hidden">fit </span>
      {points}
    </span>
  )
}

const companyColumns: Column<ProfileMember>[] = [
  { key: 'name', label: 'Company', width: 280, grow: true, phone: 'title', cell: nameCell('/companies') },
  {
    key: 'people',
    label: 'People who belong',
    width: 160,
    align: 'end',
    phone: 'titleEnd',
    cell: ({ people }) => (
      <span className="num">
        {people}
        <span className="sm:hidden">{people === 1 ? ' person' : ' people'}</span>
      </span>
    ),
  },
]

function nameCell(path: string) {
  return function NameCell({ id, name, title }: ProfileMember) {
    return (
      <span className="block min-w-0 leading-tight">
        <Link to={`${path}/${id}`} className="block truncate font-medium underline-offset-4 hover:underline">
          {name}
        </Link>
        {title && <span className="block truncate text-xs text-ink-3">{title}</span>}
      </span>
    )
  }
}
