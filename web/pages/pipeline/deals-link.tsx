import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useUrlState } from '../../ui/url-state.ts'
import { dealsSearch } from './figure-query.ts'
import type { DealsAddress } from './figure-query.ts'

/** A figure that opens to the deals it counts. */
export function DealsLink({ to, children }: { to: DealsAddress; children: ReactNode }) {
  const [state] = useUrlState()
  return (
    <Link
      to="/pipeline/deals"
      search={dealsSearch(state, to)}
      className="num rounded-sm underline-offset-4 hover:underline"
    >
      {children}
    </Link>
  )
}
