import type { ReactNode } from 'react'
import { cx } from './cx.ts'

export type GroupColumn = {
  key: string
  label: ReactNode
  /** Left out on a phone. */
  wide?: boolean
}

export type GroupRow = {
  key: string
  name: ReactNode
  /** Nothing was recorded: the name says so and stands back. */
  blank?: boolean
  /** A chip after the name. */
  mark?: ReactNode
  /** One for each column. */
  cells: readonly ReactNode[]
}

type GroupTableProps = {
  /** What the groups are, over their names. */
  label: string
  columns: readonly GroupColumn[]
  rows: readonly GroupRow[]
  /** The line that has all of them, at the foot. */
  total: GroupRow
}

/** Figures by group: names at the left, figures at the right under one another, all together at the foot. */
export function GroupTable({ label, columns, rows, total }: GroupTableProps) {
  return (
    <div className="overflow-x-auto lg:overflow-visible">
      <table className="w-full border-collapse text-sm">
        <thead className="bg-surface lg:sticky lg:top-0 lg:z-1">
          <tr className="text-xs text-ink-3 shadow-[inset_0_-1px_var(--line)]">
            <th scope="col" className="py-2.5 pr-3 pl-5 text-left font-medium first-letter:capitalize">
              {label}
            </th>
            {columns.map((column) => (
              <th
                key={column.key}
                scope="col"
                className={cx(
                  'px-2 py-2.5 text-right font-medium whitespace-nowrap last:pr-5 sm:pl-4',
                  shownOn(column),
                )}
              >
                {column.label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <Line
              key={row.key}
              row={row}
              columns={columns}
              className="border-b border-line hover:bg-sunken"
            />
          ))}
        </tbody>
        <tfoot>
          <Line row={total} columns={columns} className="border-t border-line-strong font-medium" />
        </tfoot>
      </table>
    </div>
  )
}

type LineProps = { row: GroupRow; columns: readonly GroupColumn[]; className: string }

function Line({ row, columns, className }: LineProps) {
  return (
    <tr className={className}>
      <th scope="row" className="max-w-72 py-2 pr-3 pl-5 text-left font-medium">
        <span className="flex items-center gap-2">
          <span className={cx('truncate', row.blank && 'text-ink-3 italic')}>{row.name}</span>
          {row.mark}
        </span>
      </th>
      {columns.map((column, place) => (
        <td
          key={column.key}
          className={cx('num px-2 py-2 text-right whitespace-nowrap last:pr-5 sm:pl-4', shownOn(column))}
        >
          {row.cells[place]}
        </td>
      ))}
    </tr>
  )
}

function shownOn({ wide }: GroupColumn): string | false {
  return wide === true && 'hidden md:table-cell'
}
