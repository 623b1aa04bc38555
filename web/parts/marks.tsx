import { Link } from '@tanstack/react-router'
import type { StageView } from '../../contract/leads.ts'
import type { MemberReference } from '../../contract/records.ts'
import { Chip } from '../ui/chip.tsx'
import { TeamMark } from '../ui/team.tsx'

/** What has no value. Blank is not the word unknown. */
export function Blank({ children = '–' }: { children?: string }) {
  return <span className="text-ink-3">{children}</span>
}

/** A member with the shape of their team; a dash for nobody. */
export function MemberName({ member }: { member: MemberReference | null }) {
  if (!member) return <Blank />
  return (
    <span className="inline-flex min-w-0 items-center gap-2">
      <TeamMark team={member.team} />
      <span className="truncate">{member.name}</span>
    </span>
  )
}

/** A stage in the tint of the team that owns it; exits are plain. */
export function StageChip({ stage }: { stage: StageView | undefined }) {
  if (!stage) return <Blank />
  if (stage.line === 'exit') return <Chip>{stage.name}</Chip>
  return <Chip tone={stage.team === 'sales' ? 'sales' : 'marketing'}>{stage.name}</Chip>
}

/** The name of another record, among the facts of this one, that leads to it. */
export function RecordLink({ to, children }: { to: string; children: string }) {
  return (
    <Link to={to} className="underline decoration-line-strong underline-offset-4 hover:decoration-ink">
      {children}
    </Link>
  )
}
