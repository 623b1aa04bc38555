import { Link } from '@tanstack/react-router'
import { TriangleAlert } from 'lucide-react'
import type { ContactRow } from '../../../contract/contacts.ts'
import type { StageView } from '../../../contract/leads.ts'
import { Blank, MemberName, StageChip } from '../../parts/marks.tsx'
import type { Format } from '../../ui/format.ts'
import type { Option } from '../../ui/input.tsx'
import type { Column } from '../../ui/table/columns.ts'
import type { ProfilesOf } from './use-profiles.ts'

type ColumnsInput = {
  stages: readonly StageView[]
  members: readonly Option[]
  save: (person: ContactRow, change: Record<string, string | null>) => Promise<unknown>
  format: Format
  profilesOf: ProfilesOf
  editable: boolean
}

/** The columns of the list of people; owner and next step are changed in place. */
export function peopleColumns({
  stages,
  members,
  save,
  format,
  profilesOf,
  editable,
}: ColumnsInput): Column<ContactRow>[] {
  const allowed = (person: ContactRow) => editable && person.deletedAt === null
  return [
    {
      key: 'name',
      label: 'Person',
      width: 230,
      grow: true,
      sortable: true,
      phone: 'title',
      cell: (person) => <Person person={person} />,
    },
    {
      key: 'company',
      label: 'Company',
      width: 190,
      sortable: true,
      phone: 'detail',
      cell: (person) => <Company person={person} />,
    },
    {
      key: 'stageSince',
      label: 'Stage',
      width: 130,
      sortable: true,
      phone: 'titleEnd',
      cell: (person) => <StageChip stage={stages.find(({ id }) => id === person.stageId)} />,
    },
    {
      key: 'lastTouch',
      label: 'Last touch',
      width: 120,
      sortable: true,
      phone: 'detailEnd',
      cell: (person) => format.day(person.lastTouchAt),
    },
    ...scoreColumns,
    {
      key: 'profile',
      label: 'Profile',
      width: 190,
      cell: ({ id }) => profilesOf.get(id)?.join(', ') ?? <Blank />,
    },
    {
      key: 'channel',
      label: 'First touch',
      width: 140,
      cell: (person) => person.firstChannel?.name ?? <Blank />,
    },
    ...editableColumns({ members, save, allowed }),
    {
      key: 'createdAt',
      label: 'Known since',
      width: 120,
      sortable: true,
      cell: (person) => format.day(person.createdAt),
    },
  ]
}

const scoreColumns: Column<ContactRow>[] = [
  {
    key: 'fit',
    label: 'Fit',
    width: 76,
    align: 'end',
    sortable: true,
    cell: ({ fit }) => <Points points={fit} />,
  },
  {
    key: 'engagement',
    label: 'Engagement',
    width: 118,
    align: 'end',
    sortable: true,
    cell: ({ engagement }) => <Points points={engagement} />,
  },
]

/** Points as of the last judgement; a dash for who has no lead and was never judged. */
function Points({ points }: { points: number | null }) {
  return points === null ? <Blank /> : <span className="num">{points}</span>
}

type EditableInput = Pick<ColumnsInput, 'members' | 'save'> & { allowed: (person: ContactRow) => boolean }

function editableColumns({ members, save, allowed }: EditableInput): Column<ContactRow>[] {
  return [
    {
      key: 'owner',
      label: 'Owner',
      width: 160,
      cell: (person) => <MemberName member={person.owner} />,
      edit: {
        kind: 'choice',
        value: (person) => person.owner?.id ?? '',
        options: members,
        placeholder: 'Nobody',
        allowed,
        save: (person, ownerId) => save(person, { ownerId: ownerId || null }),
      },
    },
    {
      key: 'nextStep',
      label: 'Next step',
      width: 200,
      cell: (person) => person.nextStep ?? <Blank />,
      edit: {
        kind: 'text',
        value: (person) => person.nextStep ?? '',
        allowed,
        save: (person, nextStep) => save(person, { nextStep: nextStep.trim() || null }),
      },
    },
  ]
}

function Person({ person }: { person: ContactRow }) {
  return (
    <span className="block min-w-0 leading-tight">
      <Link
        to={`/people/${person.id}`}
        className="flex items-center gap-1.5 truncate font-medium underline-offset-4 hover:underline"
      >
        <span className="truncate">{person.name}</span>
        {person.flagged && (
          <TriangleAlert aria-label="Flagged data" className="size-3.5 shrink-0 text-warn" />
        )}
      </Link>
      {person.title && <span className="block truncate text-xs text-ink-3">{person.title}</span>}
    </span>
  )
}

function Company({ person }: { person: ContactRow }) {
  if (!person.account) return <Blank />
  return (
    <Link
      to={`/companies/${person.account.id}`}
      className="block truncate underline-offset-4 hover:underline"
    >
      {person.account.name}
    </Link>
  )
}
