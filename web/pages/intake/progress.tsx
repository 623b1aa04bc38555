import type { ImportView } from '../../../contract/imports.ts'
import { duration, useFormat } from '../../ui/format.ts'
import { ProgressBar } from '../../ui/meter.tsx'

/** How far a pass is: rows, speed, time left. */
export function Progress({ view }: { view: ImportView }) {
  const format = useFormat()
  return (
    <div className="space-y-2">
      <ProgressBar label={view.state} value={view.progress} max={1} />
      <p role="status" className="num text-sm text-ink-2">
        {[
          `${format.number(view.rowsDone)}${view.rowsTotal === null ? '' : ` of ${format.number(view.rowsTotal)}`} rows`,
          view.rowsPerSecond === null ? null : `${format.compactNumber(view.rowsPerSecond)} a second`,
          view.secondsLeft === null ? null : `${duration(view.secondsLeft)} left`,
        ]
          .filter(Boolean)
          .join(' · ')}
      </p>
    </div>
  )
}
