import type { AwardView } from '../../../contract/judging.ts'
import { useFormat } from '../../ui/format.ts'
import type { Format } from '../../ui/format.ts'
import { pointsText } from './ledger-sums.ts'

type FootLine = { name: string; value: string; strong?: boolean }
type LedgerTableProps = { title: string; rows: readonly AwardView[]; foot: readonly FootLine[] }

/** Rows of the ledger under one heading, and what they come to. */
export function LedgerTable({ title, rows, foot }: LedgerTableProps) {
  return (
    <section>
      <h3 className="text-base font-semibold">{title}</h3>
      <table className="mt-1 w-full table-fixed border-collapse text-sm">
        <caption className="sr-only">{`${title}: rows of the ledger`}</caption>
        <thead>
          <tr className="border-b border-line text-xs text-ink-3">
            <th scope="col" className="py-1.5 pr-3 text-left font-medium">
              For what
            </th>
            <th scope="col" className="w-20 py-1.5 text-right font-medium">
              Points
            </th>
            <th scope="col" className="w-20 py-1.5 text-right font-medium">
              Worth
            </th>
          </tr>
        </thead>
        <tbody className="divide-y divide-line">
          {rows.map((row) => (
            <Line key={row.id} row={row} />
          ))}
          {rows.length === 0 && (
            <tr>
              <td colSpan={3} className="py-2 text-ink-3">
                Nothing was earned here.
              </td>
            </tr>
          )}
        </tbody>
        <tfoot>
          {foot.map(({ name, value, strong }) => (
            <tr key={name} className={`border-t border-line ${strong ? 'font-semibold' : 'text-ink-2'}`}>
              <th
                scope="row"
                colSpan={2}
                className={`py-1.5 text-left ${strong ? 'font-semibold' : 'font-normal'}`}
              >
                {name}
              </th>
              <td className="num py-1.5 text-right">{value}</td>
            </tr>
          ))}
        </tfoot>
      </table>
    </section>
  )
}

function Line({ row }: { row: AwardView }) {
  const format = useFormat()
  const capped = row.points !== row.pointsBeforeCap
  return (
    <tr>
      <td className="py-2 pr-3 align-top">
        <span className="block break-words">
          {row.rule}
          {row.takesBack !== null && <span className="text-ink-3"> · taken back</span>}
        </span>
        <span className="block text-xs break-words text-ink-3">
          {touchWords(row, format)} · version {row.version.number}
        </span>
      </td>
      <td className="num py-2 text-right align-top">
        {pointsText(row.points)}
        {capped && (
          <span className="block text-xs text-ink-3">{`of ${pointsText(row.pointsBeforeCap)}, day’s cap`}</span>
        )}
      </td>
      <td className="num py-2 text-right align-top font-medium">{pointsText(row.worth)}</td>
    </tr>
  )
}

function touchWords({ touch, knownAt }: AwardView, format: Format): string {
  if (touch === null) return `since ${format.day(knownAt)}`
  const parts = [touch.kind.replaceAll('_', ' '), touch.title, touch.campaign, format.day(touch.occurredAt)]
  return parts.filter(Boolean).join(' · ')
}
