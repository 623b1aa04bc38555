import { useState } from 'react'
import type { ModelCoefficient } from '../../../contract/learning-views.ts'
import { Button } from '../../ui/button.tsx'
import { Card, Rows } from '../../ui/card.tsx'

const shownFirst = 12

/** What the model found, in words, with the figures that the words were made of. */
export function CoefficientsCard({ coefficients }: { coefficients: readonly ModelCoefficient[] }) {
  const [all, setAll] = useState(false)
  const shown = all ? coefficients : coefficients.slice(0, shownFirst)
  return (
    <Card
      flush
      title="What it found"
      note="In words, and as log-odds with their standard error."
      aside={`${coefficients.length} coefficients`}
    >
      <Rows className="px-5">
        {shown.map((one) => (
          <li
            key={`${one.attribute} ${one.level ?? ''}`}
            className="flex flex-wrap items-baseline justify-between gap-x-6 gap-y-1 py-2 text-sm"
          >
            <span className="min-w-0 flex-1 basis-72">{one.words}</span>
            <span className="num text-xs text-ink-3">{figuresOf(one)}</span>
          </li>
        ))}
      </Rows>
      {!all && coefficients.length > shownFirst && (
        <div className="border-t border-line px-5 py-3">
          <Button size="sm" onClick={() => setAll(true)}>
            Show all {coefficients.length}
          </Button>
        </div>
      )}
    </Card>
  )
}

function figuresOf({ coefficient, standardError }: ModelCoefficient): string {
  if (coefficient === null) return 'left out'
  const error = standardError === null ? '' : ` ± ${standardError.toPrecision(2)}`
  return `${coefficient.toPrecision(3).replace('-', '−')}${error}`
}
