import { lazy, Suspense } from 'react'
import { criteriaSentence } from '../../../contract/criteria-sentence.ts'
import type { Criteria } from '../../../contract/criteria.ts'
import { SkeletonLines } from '../../ui/states.tsx'
import { useCriteriaNames } from './use-criteria-names.ts'

// The builder and the library beneath it are fetched when somebody writes criteria, and not before.
const CriteriaBuilder = lazy(() =>
  import('./builder.tsx').then((part) => ({ default: part.CriteriaBuilder })),
)

type CriteriaFieldProps = { label: string; criteria: Criteria; onChange: (criteria: Criteria) => void }

/** Criteria to be built, with what they say in English beneath: the text that both teams will sign. */
export function CriteriaField({ label, criteria, onChange }: CriteriaFieldProps) {
  const names = useCriteriaNames()
  return (
    <section aria-label={label}>
      <h3 className="mb-1.5 text-sm font-medium">{label}</h3>
      <Suspense fallback={<SkeletonLines lines={5} />}>
        <CriteriaBuilder criteria={criteria} onChange={onChange} />
      </Suspense>
      <p
        aria-live="polite"
        className="mt-3 max-w-prose border-l-2 border-line-strong pl-3 text-sm text-ink-2"
      >
        {criteriaSentence(criteria, names)}
      </p>
    </section>
  )
}
