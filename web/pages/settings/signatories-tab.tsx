import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { listMembers } from '../../../contract/members.ts'
import { listSignatories, nameSignatories, signatoriesMax } from '../../../contract/signatories.ts'
import type { SignatorySeats } from '../../../contract/signatories.ts'
import { ask, call } from '../../app/client.ts'
import { MemberName } from '../../parts/marks.tsx'
import { Button } from '../../ui/button.tsx'
import { Card, Rows } from '../../ui/card.tsx'
import { Field } from '../../ui/field.tsx'
import { Select } from '../../ui/input.tsx'
import { ErrorState, SkeletonLines } from '../../ui/states.tsx'
import { TeamMark, teamNames } from '../../ui/team.tsx'
import { showProblem, showToast } from '../../ui/toast.tsx'

/** Who signs agreements for marketing, and who for sales. */
export function SignatoriesTab() {
  const seats = useQuery(ask(listSignatories, {}))
  if (seats.isError) return <ErrorState problem={seats.error} onRetry={() => void seats.refetch()} />
  if (seats.isPending) return <SkeletonLines />
  return (
    <div className="space-y-4">
      <p className="max-w-prose text-sm text-ink-2">
        An agreement takes effect once marketing and sales have both signed it. Nobody signs for both: members
        sign for their own team only, and joint, leadership and neutral members sign for neither.
      </p>
      <div className="grid items-start gap-4 lg:grid-cols-2">
        {seats.data.items.map((team) => (
          <TeamSeats key={team.team} seats={team} />
        ))}
      </div>
    </div>
  )
}

function TeamSeats({ seats }: { seats: SignatorySeats }) {
  const name = useNaming(seats.team)
  const ids = seats.members.map(({ id }) => id)
  return (
    <Card
      title={
        <span className="flex items-center gap-2.5">
          <TeamMark team={seats.team} size={10} />
          {teamNames[seats.team]}
        </span>
      }
      note={
        ids.length === 0
          ? `Nobody is named: every member of ${seats.team} who is no viewer may sign.`
          : `Only these sign for ${seats.team}; one signature is enough.`
      }
    >
      <Rows>
        {seats.members.map((member) => (
          <li key={member.id} className="flex min-h-11 items-center justify-between gap-3 py-1.5 text-sm">
            <MemberName member={member} />
            {seats.can.change && (
              <Button
                size="sm"
                aria-label={`Remove ${member.name}`}
                busy={name.isPending}
                onClick={() => name.mutate(ids.filter((id) => id !== member.id))}
              >
                Remove
              </Button>
            )}
          </li>
        ))}
      </Rows>
      {seats.can.change ? (
        <AddSignatory seats={seats} busy={name.isPending} onAdd={(id) => name.mutate([...ids, id])} />
      ) : (
        <p className="mt-3 text-xs text-ink-3">Only an admin or one of its signatories changes this.</p>
      )}
    </Card>
  )
}

type AddProps = { seats: SignatorySeats; busy: boolean; onAdd: (id: string) => void }

function AddSignatory({ seats, busy, onAdd }: AddProps) {
  const members = useQuery(ask(listMembers, { query: { team: seats.team } }))
  const seated = new Set(seats.members.map(({ id }) => id))
  const free = members.data?.items.filter(({ id, role }) => role !== 'viewer' && !seated.has(id)) ?? []
  return (
    <Field label={`Who else signs for ${seats.team}`} className="mt-3">
      <Select
        placeholder={free.length === 0 ? 'Everybody who could sign is named' : 'Name a member'}
        value=""
        disabled={busy || free.length === 0 || seated.size >= signatoriesMax}
        options={free.map(({ id, name }) => ({ value: id, label: name }))}
        onChange={(event) => event.target.value && onAdd(event.target.value)}
      />
    </Field>
  )
}

function useNaming(team: SignatorySeats['team']) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (memberIds: string[]) => call(nameSignatories, { params: { team }, body: { memberIds } }),
    onSuccess: ({ members }) =>
      showToast(
        members.length === 0
          ? `Every member of ${team} may sign`
          : `For ${team} sign: ${members.map(({ name }) => name).join(', ')}`,
      ),
    onError: showProblem,
    // Who signs decides what stands on every agreement.
    onSettled: () => client.invalidateQueries(),
  })
}
