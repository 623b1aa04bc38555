import { teams } from '../../../../contract/records.ts'
import type { Team } from '../../../../contract/records.ts'
import { Field } from '../../../ui/field.tsx'
import { Select } from '../../../ui/input.tsx'
import { teamNames } from '../../../ui/team.tsx'

type TeamSelectProps = { label: string; team: Team; onChange: (team: Team) => void }

/** One of the five teams. */
export function TeamSelect({ label, team, onChange }: TeamSelectProps) {
  return (
    <Field label={label} className="max-w-56">
      <Select
        value={team}
        options={teams.map((each) => ({ value: each, label: teamNames[each] }))}
        onChange={(event) => {
          const next = teams.find((each) => each === event.target.value)
          if (next) onChange(next)
        }}
      />
    </Field>
  )
}
