import { Link } from '@tanstack/react-router'
import { Neighbours } from './neighbours.tsx'

type RecordLineProps = {
  /** The list that the record stands in: its address and its name. */
  to: string
  children: string
  search?: Record<string, string>
  /** What is asked for when that list is read, and where its records live. */
  listId: string
  path: string
  id: string
}

/** The line over a record's name: back to the list it came from, and on to its neighbours there. */
export function RecordLine({ to, children, search, ...neighbours }: RecordLineProps) {
  return (
    <div className="flex min-h-7 items-center justify-between">
      <Link to={to} search={search ?? {}} className="underline-offset-4 hover:underline">
        {children}
      </Link>
      <Neighbours {...neighbours} />
    </div>
  )
}
