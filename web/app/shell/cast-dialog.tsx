import { useMutation } from '@tanstack/react-query'
import { useLocation } from '@tanstack/react-router'
import { lookThroughEyes } from '../../../contract/sign-in.ts'
import { Dialog } from '../../ui/dialog.tsx'
import { MemberMark, type Team, teamNames } from '../../ui/team.tsx'
import { showProblem } from '../../ui/toast.tsx'
import { call } from '../client.ts'
import { useEnter, useSession } from '../session.tsx'

type CastDialogProps = { open: boolean; onOpenChange: (open: boolean) => void }

const teamOrder: readonly Team[] = ['marketing', 'sales', 'joint', 'leadership', 'neutral']

/** The cast of the sample company, by team: a click sees this same page through other eyes. */
export function CastDialog({ open, onOpenChange }: CastDialogProps) {
  const { cast, member } = useSession()
  const enter = useEnter()
  const { href } = useLocation()
  const look = useMutation({
    mutationFn: (memberId: string) => call(lookThroughEyes, { body: { memberId } }),
    onSuccess: (session) => enter(session, href),
    onError: showProblem,
  })
  const byTeam = Map.groupBy(cast, (one) => one.team)
  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      width="lg"
      title="Look through the eyes of…"
      description="Everybody in the sample company sees what their team and role may see."
    >
      <div className="space-y-5">
        {teamOrder
          .filter((team) => byTeam.has(team))
          .map((team) => (
            <section key={team}>
              <h3 className="mb-1.5 text-xs font-medium text-ink-3">{teamNames[team]}</h3>
              <ul className="grid gap-1 sm:grid-cols-2">
                {byTeam.get(team)?.map((one) => (
                  <li key={one.id}>
                    <button
                      type="button"
                      disabled={look.isPending || one.id === member.id}
                      onClick={() => look.mutate(one.id)}
                      className="flex w-full items-center gap-3 rounded-md px-2 py-1.5 text-left hover:bg-sunken disabled:bg-sel"
                    >
                      <MemberMark name={one.name} team={one.team} size="lg" />
                      <span className="min-w-0">
                        <span className="block truncate text-sm font-medium">{one.name}</span>
                        <span className="block truncate text-xs text-ink-3">
                          {one.id === member.id ? 'these are your eyes now' : one.jobTitle}
                        </span>
                      </span>
                    </button>
                  </li>
                ))}
              </ul>
            </section>
          ))}
      </div>
    </Dialog>
  )
}
