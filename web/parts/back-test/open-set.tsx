import type { ReactNode } from 'react'
import type { BackTestSet } from '../../../contract/backtests.ts'
import { useUrlState } from '../../ui/url-state.ts'

type OpenSetProps = { set: BackTestSet; count: number; children: ReactNode }

/** A figure, or its name, that opens to exactly the leads that it counts; nobody is behind nought. */
export function OpenSet({ set, count, children }: OpenSetProps) {
  const [, setState] = useUrlState()
  if (count === 0) return children
  return (
    <button
      type="button"
      aria-haspopup="dialog"
      onClick={() => setState({ leads: set, month: undefined }, { push: true })}
      className="font-medium underline decoration-line-strong underline-offset-4 hover:decoration-ink"
    >
      {children}
      <span className="sr-only">: see these leads</span>
    </button>
  )
}
