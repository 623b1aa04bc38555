import { Link } from '@tanstack/react-router'
import type { StageView } from '../../../contract/leads.ts'
import type { ProfileMember, profileMemberKinds } from '../../../contract/profiles.ts'
import { Blank, StageChip } from '../../parts/marks.tsx'
import type { Format } from '../../ui/format.ts'
import type { Column } from '../../ui/table/columns.ts'

type Of = (typeof profileMemberKinds)[number]
type Shown = { stages: readonly StageView[]; format: Format }

/** Where a member of a list opens: a lead with its person. */
export function addressOf(of: Of, { id, contactId }: ProfileMember): string {
  switch (of) {
    case 'contacts':
      return `/people/${id}`
    case 'accounts':
      return `/companies/${id}`
    case 'leads':
      return `/people/${contactId ?? ''}`
    default:
      return `/deals/${id}`
  }
}

/** The columns of a list, by what it lists. */
export function memberColumns(of: Of, { stages, format }: Shown): Column<ProfileMember>[] {
  if (of === 'accounts') return companyColumns
  if (of === 'wonDeals') return dealColumns(format)
  return personColumns(of, stages)
}

function personColumns(of: Of, stages: readonly StageView[]): Column<ProfileMember>[] {
  return [
    { key: 'name', label: 'Person', width: 260, grow: true, phone: 'title', cell: nameCell(of) },
    companyColumn,
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

const companyColumn: Column<ProfileMember> = {
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
  { key: 'name', label: 'Company', width: 280, grow: true, phone: 'title', cell: nameCell('accounts') },
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

function dealColumns(format: Format): Column<ProfileMember>[] {
  return [
    { key: 'name', label: 'Deal', width: 280, grow: true, phone: 'title', cell: nameCell('wonDeals') },
    companyColumn,
    {
      key: 'amount',
      label: 'Amount',
      width: 140,
      align: 'end',
      phone: 'titleEnd',
      cell: ({ amount, currency }) =>
        amount === null ? <Blank /> : <span className="num">{format.money(amount, { currency })}</span>,
    },
  ]
}

function nameCell(of: Of) {
  return function NameCell(member: ProfileMember) {
    return (
      <span className="block min-w-0 leading-tight">
        <Link
          to={addressOf(of, member)}
          className="block truncate font-medium underline-offset-4 hover:underline"
        >
          {member.name}
        </Link>
        {member.title && <span className="block truncate text-xs text-ink-3">{member.title}</span>}
      </span>
    )
  }
}
