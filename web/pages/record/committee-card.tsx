import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import {
  createCommitteeSeat,
  endCommitteeSeat,
  listCommittee,
  listCommitteeSeats,
} from '../../../contract/committee.ts'
import type { CommitteeSeatView } from '../../../contract/committee.ts'
import { committeeRoles } from '../../../contract/criteria.ts'
import type { CommitteeRole } from '../../../contract/criteria.ts'
import { ask, call } from '../../app/client.ts'
import { RecordLink } from '../../parts/marks.tsx'
import { Button } from '../../ui/button.tsx'
import { Card, Rows } from '../../ui/card.tsx'
import { useFormat } from '../../ui/format.ts'
import { Select } from '../../ui/input.tsx'
import type { Option } from '../../ui/input.tsx'
import { showProblem, showToast } from '../../ui/toast.tsx'

type PersonCommitteeProps = { personId: string; hasCompany: boolean; editable: boolean }

/** The roles of a person in buying committees: given, ended, and kept as what was. */
export function PersonCommittee({ personId, hasCompany, editable }: PersonCommitteeProps) {
  const seats = useQuery(ask(listCommitteeSeats, { params: { id: personId } })).data?.items ?? []
  const held = seats.filter(({ until }) => until === null)
  const open = committeeRoles.filter((role) => !held.some((seat) => seat.role === role))
  const mayGive = editable && hasCompany && open.length > 0
  if (seats.length === 0 && !mayGive) return null
  return (
    <Card title="Who decides" note={seats.length === 0 ? 'No role in the buying committee yet.' : undefined}>
      <Seats seats={seats} of="contact" editable={editable} />
      {mayGive && <GiveRole roles={open} personId={personId} />}
    </Card>
  )
}

type Person = { readonly id: string; readonly name: string }
type CompanyCommitteeProps = { companyId: string; people: readonly Person[]; editable: boolean }

/** The buying committee of a company; its people can be given roles here. */
export function CompanyCommittee({ companyId, people, editable }: CompanyCommitteeProps) {
  const seats = useQuery(ask(listCommittee, { params: { id: companyId } })).data?.items ?? []
  const mayGive = editable && people.length > 0
  if (seats.length === 0 && !mayGive) return null
  return (
    <Card title="Who decides" note={seats.length === 0 ? 'Nobody has a role in it yet.' : undefined}>
      <Seats seats={seats} of="account" editable={editable} />
      {mayGive && <GiveRole roles={committeeRoles} people={people} companyId={companyId} />}
    </Card>
  )
}

type SeatsProps = { seats: readonly CommitteeSeatView[]; of: 'contact' | 'account'; editable: boolean }

function Seats({ seats, of, editable }: SeatsProps) {
  return (
    <Rows>
      {seats.map((seat) => (
        <Seat key={seat.id} seat={seat} of={of} editable={editable} />
      ))}
    </Rows>
  )
}

type SeatProps = Omit<SeatsProps, 'seats'> & { seat: CommitteeSeatView }

function Seat({ seat, of, editable }: SeatProps) {
  const format = useFormat()
  const client = useQueryClient()
  const end = useMutation({
    mutationFn: () => call(endCommitteeSeat, { params: { id: seat.id } }),
    onSuccess: () =>
      showToast(`${seat.contact.name} is no longer ${roleWord(seat.role)}`, {
        undo: () => giveBack.mutate(),
      }),
    onError: showProblem,
    onSettled: () => client.invalidateQueries(),
  })
  const giveBack = useMutation({
    mutationFn: () => give(seat.contact.id, { role: seat.role, accountId: seat.account.id }),
    onError: showProblem,
    onSettled: () => client.invalidateQueries(),
  })
  const ended = seat.until !== null
  return (
    <li className="flex items-center justify-between gap-3 py-2 text-sm">
      <span className="min-w-0">
        <span className={ended ? 'text-ink-3' : 'font-medium'}>{roleWord(seat.role)}</span>
        <span className="block text-xs text-ink-3">
          {of === 'contact' ? (
            <RecordLink to={`/companies/${seat.account.id}`}>{seat.account.name}</RecordLink>
          ) : (
            <RecordLink to={`/people/${seat.contact.id}`}>{seat.contact.name}</RecordLink>
          )}
          {` · ${ended ? `${format.day(seat.from)} to ${format.day(seat.until)}` : `since ${format.day(seat.from)}`}`}
        </span>
      </span>
      {editable && !ended && (
        <Button
          size="sm"
          tone="ghost"
          busy={end.isPending}
          aria-label={`End: ${roleWord(seat.role)}, ${seat.contact.name}`}
          onClick={() => end.mutate()}
        >
          End
        </Button>
      )}
    </li>
  )
}

type GiveRoleProps = {
  roles: readonly CommitteeRole[]
  /** Who gets it: one person, or one of these people in the committee of the company. */
  personId?: string
  people?: readonly Person[]
  companyId?: string
}

function GiveRole({ roles, personId, people, companyId }: GiveRoleProps) {
  const client = useQueryClient()
  const [chosen, setChosen] = useState('')
  const [role, setRole] = useState('')
  const contactId = personId ?? chosen
  const wanted = roles.find((one) => one === role)
  const set = useMutation({
    mutationFn: (given: CommitteeRole) =>
      give(contactId, { role: given, ...(companyId && { accountId: companyId }) }),
    onSuccess: () => setRole(''),
    onError: showProblem,
    onSettled: () => client.invalidateQueries(),
  })
  return (
    <form
      className="mt-3 flex flex-wrap gap-2"
      onSubmit={(event) => {
        event.preventDefault()
        if (wanted && contactId) set.mutate(wanted)
      }}
    >
      {people && (
        <Select
          aria-label="Person"
          className="min-w-32 flex-1"
          value={chosen}
          placeholder="Person"
          options={people.map(({ id, name }) => ({ value: id, label: name }))}
          onChange={(event) => setChosen(event.target.value)}
        />
      )}
      <Select
        aria-label="Role"
        className="min-w-32 flex-1"
        value={wanted ?? ''}
        placeholder="Role"
        options={roles.map((value): Option => ({ value, label: roleWord(value) }))}
        onChange={(event) => setRole(event.target.value)}
      />
      <Button type="submit" busy={set.isPending} disabled={!wanted || !contactId}>
        Give
      </Button>
    </form>
  )
}

function give(contactId: string, body: { role: CommitteeRole; accountId?: string }) {
  return call(createCommitteeSeat, { params: { id: contactId }, body })
}

function roleWord(role: CommitteeRole): string {
  return role.replaceAll('_', ' ')
}
