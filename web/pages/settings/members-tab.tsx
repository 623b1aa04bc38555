import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { UserPlus } from 'lucide-react'
import { useState } from 'react'
import { roles } from '../../../contract/inputs.ts'
import { changeMember, listInvitations, listMembers, revokeInvitation } from '../../../contract/members.ts'
import type { MemberView } from '../../../contract/members.ts'
import { oneOf, teams } from '../../../contract/records.ts'
import { ask, call } from '../../app/client.ts'
import { useSession } from '../../app/session.tsx'
import { Button } from '../../ui/button.tsx'
import { Card, Rows } from '../../ui/card.tsx'
import { Chip } from '../../ui/chip.tsx'
import { useFormat } from '../../ui/format.ts'
import { Select } from '../../ui/input.tsx'
import { ErrorState, SkeletonLines } from '../../ui/states.tsx'
import { MemberMark, teamNames } from '../../ui/team.tsx'
import { showProblem } from '../../ui/toast.tsx'
import { DepartureDialog } from './departure-dialog.tsx'
import { InviteDialog } from './invite-dialog.tsx'

/** Who belongs to the workspace, on which team, with which role; and who is invited. */
export function MembersTab() {
  const members = useQuery(ask(listMembers, { query: {} }))
  const { can } = useSession()
  const [inviting, setInviting] = useState(false)
  return (
    <div className="space-y-4">
      <Card
        flush
        title="Members"
        aside={
          can.manageMembers && (
            <Button icon={UserPlus} size="sm" onClick={() => setInviting(true)}>
              Invite
            </Button>
          )
        }
      >
        {members.isError && <ErrorState problem={members.error} onRetry={() => void members.refetch()} />}
        {members.isPending && <SkeletonLines lines={6} />}
        <Rows className="px-5">
          {members.data?.items.map((member) => (
            <MemberLine key={member.id} member={member} />
          ))}
        </Rows>
      </Card>
      {can.manageMembers && <Invitations />}
      <InviteDialog open={inviting} onOpenChange={setInviting} />
    </div>
  )
}

function useMemberChange(member: MemberView) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (body: { team?: MemberView['team']; role?: MemberView['role'] }) =>
      call(changeMember, { params: { id: member.id }, body }),
    onError: showProblem,
    onSettled: () => client.invalidateQueries({ queryKey: [listMembers.id] }),
  })
}

function MemberLine({ member }: { member: MemberView }) {
  const change = useMemberChange(member)
  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-2 py-2.5 text-sm">
      <MemberMark name={member.name} team={member.team} absent={!member.signsIn} />
      <span className="min-w-40 flex-1">
        <span className="font-medium">{member.name}</span>
        {!member.signsIn && <Chip className="ml-2">does not sign in</Chip>}
        <span className="block text-xs text-ink-3">
          {[member.jobTitle, member.email, member.region].filter(Boolean).join(' · ')}
        </span>
      </span>
      {member.can.changeRole ? (
        <>
          <Select
            aria-label={`Team of ${member.name}`}
            value={member.team}
            options={teams.map((value) => ({ value, label: teamNames[value] }))}
            onChange={(event) => change.mutate({ team: oneOf(teams, event.target.value) })}
            className="w-36"
          />
          <Select
            aria-label={`Role of ${member.name}`}
            value={member.role}
            options={roles.map((value) => ({ value, label: value }))}
            onChange={(event) => change.mutate({ role: oneOf(roles, event.target.value) })}
            className="w-28"
          />
        </>
      ) : (
        <span className="text-ink-3">
          {teamNames[member.team]} · {member.role}
        </span>
      )}
      {member.can.remove && <Removal member={member} />}
    </li>
  )
}

function Removal({ member }: { member: MemberView }) {
  const { member: me } = useSession()
  const [open, setOpen] = useState(false)
  const word = me.id === member.id ? 'Leave' : 'Remove'
  return (
    <>
      <Button
        size="sm"
        tone="ghost"
        aria-label={`${word} ${member.name}`}
        onClick={() => setOpen(true)}
        className="w-17"
      >
        {word}
      </Button>
      <DepartureDialog member={member} open={open} onOpenChange={setOpen} />
    </>
  )
}

function Invitations() {
  const client = useQueryClient()
  const format = useFormat()
  const invitations = useQuery(ask(listInvitations, {}))
  const revoke = useMutation({
    mutationFn: (id: string) => call(revokeInvitation, { params: { id } }),
    onError: showProblem,
    onSettled: () => client.invalidateQueries({ queryKey: [listInvitations.id] }),
  })
  const items = invitations.data?.items ?? []
  if (items.length === 0) return null
  return (
    <Card flush title="Invitations">
      <Rows className="px-5">
        {items.map((invitation) => (
          <li key={invitation.id} className="flex flex-wrap items-center gap-3 py-2.5 text-sm">
            <span className="min-w-40 flex-1">
              <span className="font-medium">{invitation.email}</span>
              <span className="block text-xs text-ink-3">
                {teamNames[invitation.team]} · {invitation.role} · until {format.day(invitation.expiresAt)}
              </span>
            </span>
            <Chip tone={invitation.state === 'open' ? 'warn' : 'plain'}>{invitation.state}</Chip>
            {invitation.state === 'open' && (
              <Button size="sm" tone="ghost" onClick={() => revoke.mutate(invitation.id)}>
                Take back
              </Button>
            )}
          </li>
        ))}
      </Rows>
    </Card>
  )
}
