import type { CustomNumbers } from '../../contract/metrics.ts'
import { Figure } from '../ui/figure.tsx'

/** What the company's own numbers and amounts of the records in a list come to: never the amount of a deal. */
export function NumbersLine({ numbers }: { numbers: CustomNumbers | undefined }) {
  if (numbers === undefined || numbers.items.length === 0) return null
  return (
    <dl className="mt-2 flex flex-wrap gap-x-8 gap-y-1 text-sm">
      {numbers.items.map(({ key, label, figures }) => (
        <div key={key} className="flex flex-wrap items-baseline gap-x-2">
          <dt className="text-ink-3">{label}</dt>
          <dd>
            <Figure value={figures['attribute-sum'].value} unit="count" className="font-medium" /> in all, not
            nought on <Figure value={figures['attribute-not-zero'].value} unit="count" /> of{' '}
            <Figure value={figures['attribute-known'].value} unit="count" />
          </dd>
        </div>
      ))}
    </dl>
  )
}
