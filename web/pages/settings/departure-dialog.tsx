import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { createDeparture, listBelongings } from '../../../contract/departures.ts'
import type { Belonging } from '../../../contract/departures.ts'
import { listMembers } from '../../../contract/members.ts'
import type { MemberView } from '../../../contract/members.ts'
import { ask, call } from '../../app/client.ts'
import { useSession } from '../../app/session.tsx'
import { Button } from '../../ui/button.tsx'
import { Rows } from '../../ui/card.tsx'
import { Combobox } from '../../ui/combobox.tsx'
import type { ComboOption } from '../../ui/combobox.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Field } from '../../ui/field.tsx'
import { useFormat } from '../../ui/format.ts'
import { Checkbox } from '../../ui/input.tsx'
import { ErrorState, SkeletonLines } from '../../ui/states.tsx'
import { TeamMark } from '../../ui/team.tsx'
import { showToast, wordsOf } from '../../ui/toast.tsx'

type DepartureDialogProps = { member: MemberView; open: boolean; onOpenChange: (open: boolean) => void }

/** A member leaves: what they own is counted, and somebody takes it over, in one act. */
export function DepartureDialog({ member, open, onOpenChange }: DepartureDialogProps) {
  const { member: me } = useSession()
  const isSelf = me.id === member.id
  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      title={isSelf ? 'Leave the workspace?' : `Remove ${member.name}?`}
      description={`Every way in ends at once, and for good. ${isSelf ? 'What you did stays under your name.' : 'What they did stays under their name.'}`}
    >
      {open && <Departure member={member} isSelf={isSelf} onClose={() => onOpenChange(false)} />}
    </Dialog>
  )
}

type DepartureProps = { member: MemberView; isSelf: boolean; onClose: () => void }

function Departure({ member, isSelf, onClose }: DepartureProps) {
  const belongings = useQuery(ask(listBelongings, { params: { id: member.id } }))
  const owned = belongings.data?.items.filter(({ count }) => count > 0) ?? []
  const plan = usePlan(owned)
  const act = useDeparture(member, { isSelf, onDone: onClose })
  if (belongings.isError)
    return <ErrorState problem={belongings.error} onRetry={() => void belongings.refetch()} />
  if (belongings.isPending) return <SkeletonLines lines={4} />
  return (
    <form
      className="space-y-4"
      onSubmit={(event) => {
        event.preventDefault()
        act.mutate(plan.body)
      }}
    >
      {owned.length === 0 ? (
        <p className="text-sm text-ink-2">
          {isSelf ? 'You own' : `${member.name} owns`} nothing that somebody would have to take over.
        </p>
      ) : (
        <Succession member={member} owned={owned} plan={plan} />
      )}
      {act.error && (
        <p role="alert" className="text-sm text-bad">
          {wordsOf(act.error).message} {wordsOf(act.error).remedy}
        </p>
      )}
      <div className="flex flex-wrap justify-end gap-2">
        <Button onClick={onClose}>{isSelf ? 'Stay' : 'Cancel'}</Button>
        <Button tone="danger" type="submit" busy={act.isPending} disabled={!plan.complete}>
          {owned.length === 0 ? verbOf(isSelf) : `Hand over and ${verbOf(isSelf).toLowerCase()}`}
        </Button>
      </div>
    </form>
  )
}

const verbOf = (isSelf: boolean) => (isSelf ? 'Leave' : 'Remove')

type Plan = ReturnType<typeof usePlan>

/** Who takes over: one person for everything, or one for each kind. */
function usePlan(owned: readonly Belonging[]) {
  const [one, setOne] = useState<string | null>(null)
  const [byKind, setByKind] = useState<Readonly<Record<string, string>> | null>(null)
  const successorOf = (kind: string) => byKind?.[kind] ?? one
  const chosen = byKind === null ? {} : { successorIds: byKind }
  return {
    one,
    setOne,
    separate: byKind !== null,
    setSeparate: (separate: boolean) => setByKind(separate ? {} : null),
    successorOf,
    choose: (kind: string, id: string | null) => id !== null && setByKind({ ...byKind, [kind]: id }),
    complete: owned.every(({ kind }) => successorOf(kind) !== null),
    body: { ...(one === null ? {} : { successorId: one }), ...chosen },
  }
}

type SuccessionProps = { member: MemberView; owned: readonly Belonging[]; plan: Plan }

function Succession({ member, owned, plan }: SuccessionProps) {
  const format = useFormat()
  const options = useSuccessors(member)
  return (
    <>
      {!plan.separate && (
        <Field label="Who takes over" required>
          <Combobox options={options} value={plan.one} onChange={plan.setOne} placeholder="Choose a member" />
        </Field>
      )}
      <Rows className="border-y border-line">
        {owned.map(({ kind, label, count }) => (
          <li key={kind} className="flex min-h-11 flex-wrap items-center gap-x-4 gap-y-1 py-1.5 text-sm">
            <span className="flex-1">{label}</span>
            <span className="num font-medium">{format.number(count)}</span>
            {plan.separate && (
              <Combobox
                label={`Who takes over: ${label}`}
                className="w-full sm:w-56"
                options={options}
                value={plan.successorOf(kind)}
                onChange={(id) => plan.choose(kind, id)}
                placeholder="Choose a member"
              />
            )}
          </li>
        ))}
      </Rows>
      {owned.length > 1 && (
        <Checkbox
          label="Choose somebody for each"
          checked={plan.separate}
          onChange={(event) => plan.setSeparate(event.target.checked)}
        />
      )}
    </>
  )
}

/** Members who stay and may own something. */
function useSuccessors(leaving: MemberView): ComboOption[] {
  const members = useQuery(ask(listMembers, { query: {} })).data?.items ?? []
  return members
    .filter(({ id, role }) => id !== leaving.id && role !== 'viewer')
    .map(({ id, name, team, signsIn }) => ({
      value: id,
      label: name,
      mark: <TeamMark team={team} />,
      ...(signsIn ? {} : { hint: 'does not sign in' }),
    }))
}

function useDeparture(
  member: MemberView,
  { isSelf, onDone }: { readonly isSelf: boolean; readonly onDone: () => void },
) {
  const client = useQueryClient()
  const format = useFormat()
  return useMutation({
    mutationFn: (body: Plan['body']) => call(createDeparture, { params: { id: member.id }, body }),
    onSuccess: async ({ handedOver }) => {
      if (isSelf) {
        location.assign('/sign-in')
        return
      }
      onDone()
      const told = handedOver.map(
        ({ count, label, to }) => `${label} (${format.number(count)}) to ${to.name}`,
      )
      showToast(
        `${member.name} has left`,
        told.length === 0 ? {} : { detail: `Handed over: ${told.join(', ')}` },
      )
      // Owners stand on every list and record.
      await client.invalidateQueries()
    },
  })
}
