import type { ReactNode } from 'react'
import type { ImportProblemView } from '../../../contract/imports.ts'
import { Card } from '../../ui/card.tsx'
import { Chip } from '../../ui/chip.tsx'

type Problem = Omit<ImportProblemView, 'id' | 'pass'>
type ProblemsProps = { problems: readonly Problem[]; total: number; aside?: ReactNode }

/** Refused and flagged rows: the line, the column, the value, what is wrong and what to do. */
export function Problems({ problems, total, aside }: ProblemsProps) {
  if (problems.length === 0) return null
  return (
    <Card flush title="Rows worth a look" note={`The first ${problems.length} of ${total}.`} aside={aside}>
      <ul className="divide-y divide-line">
        {problems.map((problem) => (
          <li
            key={`${problem.line}-${problem.column}-${problem.code}-${problem.value}`}
            className="grid gap-x-4 gap-y-1 px-5 py-2.5 text-sm md:grid-cols-[130px_minmax(0,1fr)]"
          >
            <span className="flex items-start gap-2">
              <Chip tone={problem.severity === 'refused' ? 'bad' : 'warn'} icon>
                {problem.severity}
              </Chip>
            </span>
            <span className="min-w-0">
              <span className="num text-xs text-ink-3">
                line {problem.line}
                {problem.column && `, ${problem.column}`}
                {problem.value !== null && (
                  <>
                    : <code className="break-all">{problem.value || 'blank'}</code>
                  </>
                )}
              </span>
              <span className="block">{problem.message}</span>
              <span className="block text-xs text-ink-3">{problem.remedy}</span>
            </span>
          </li>
        ))}
      </ul>
    </Card>
  )
}
