import type { CalibrationRow } from '../../../contract/calibration-views.ts'
import { Meter } from '../../ui/meter.tsx'
import { TeamMark } from '../../ui/team.tsx'
import { teamWords } from './words.ts'

/** How many leads each team has answered; never what. */
export function TeamProgress({ progress }: { progress: CalibrationRow['progress'] }) {
  return (
    <dl className="space-y-1.5 text-sm">
      {progress.map(({ team, answered, of }) => (
        <div key={team} className="flex items-center gap-3">
          <dt className="flex w-24 items-center gap-2 text-ink-2">
            <TeamMark team={team} />
            {teamWords[team]}
          </dt>
          <dd className="flex items-center gap-3">
            <Meter
              label={`Answered by ${teamWords[team]}`}
              value={answered}
              max={of}
              tone={team}
              className="w-24"
            />
            <span className="num text-ink-3">
              {answered} of {of}
            </span>
          </dd>
        </div>
      ))}
    </dl>
  )
}
