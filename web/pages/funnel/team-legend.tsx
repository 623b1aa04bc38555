import { TeamMark } from '../../ui/team.tsx'

/** Which shape and hue is which team. */
export function TeamLegend() {
  return (
    <span className="flex items-center gap-4">
      <span className="inline-flex items-center gap-2">
        <TeamMark team="marketing" /> Marketing
      </span>
      <span className="inline-flex items-center gap-2">
        <TeamMark team="sales" /> Sales
      </span>
    </span>
  )
}
