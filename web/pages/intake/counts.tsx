import type { ImportCounts } from '../../../contract/imports.ts'
import { useFormat } from '../../ui/format.ts'

const words = [
  ['created', 'New'],
  ['changed', 'Changed'],
  ['unchanged', 'Unchanged'],
  ['duplicate', 'Duplicate'],
  ['refused', 'Refused'],
  ['flagged', 'Flagged, kept'],
] as const

/** What became of the rows. The first five add up to all rows; flagged ones are among those kept. */
export function Counts({ counts }: { counts: ImportCounts }) {
  const format = useFormat()
  return (
    <dl className="grid grid-cols-2 gap-4 sm:grid-cols-3 xl:grid-cols-6">
      {words.map(([key, label]) => (
        <div key={key}>
          <dt className="text-xs text-ink-3">{label}</dt>
          <dd
            className={`num text-xl font-semibold ${key === 'refused' && counts.refused > 0 ? 'text-bad' : ''}`}
          >
            {format.number(counts[key])}
          </dd>
        </div>
      ))}
    </dl>
  )
}
