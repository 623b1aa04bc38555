import { useMutation } from '@tanstack/react-query'
import { lookThroughEyes } from '../../../contract/sign-in.ts'
import type { SessionView } from '../../../contract/sign-in.ts'
import { call } from '../../app/client.ts'
import { useEnter } from '../../app/session.tsx'
import { MemberMark, teamNames } from '../../ui/team.tsx'
import { FormProblem } from './entry-frame.tsx'

type CastProps = { cast: SessionView['cast']; next?: string }

/** The people of the sample company: one click and one sees it as they do. */
export function Cast({ cast, next }: CastProps) {
  const enter = useEnter()
  const look = useMutation({
    mutationFn: (memberId: string) => call(lookThroughEyes, { body: { memberId } }),
    onSuccess: (answer) => enter(answer, next),
  })
  return (
    <section aria-labelledby="cast-heading" className="min-w-0">
      <h2 id="cast-heading" className="text-base font-semibold">
        Or look around the sample company
      </h2>
      <p className="mb-3 text-sm text-ink-3">Through whose eyes? No password; nothing you do here is real.</p>
      <FormProblem problem={look.error} />
      <ul className="max-h-96 divide-y divide-line overflow-y-auto rounded-lg border border-line">
        {cast.map((member) => (
          <li key={member.id}>
            <button
              type="button"
              disabled={look.isPending}
              onClick={() => look.mutate(member.id)}
              className="flex w-full items-center gap-3 px-3 py-2 text-left hover:bg-sunken"
            >
              <MemberMark name={member.name} team={member.team} />
              <span className="min-w-0">
                <span className="block truncate text-sm font-medium">{member.name}</span>
                <span className="block truncate text-xs text-ink-3">
                  {member.jobTitle ?? teamNames[member.team]}
                </span>
              </span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  )
}
