import type { ImportPreview } from '../../../contract/intake.ts'
import { cx } from '../../ui/cx.ts'
import { lineWord } from './reading-words.ts'

type PreviewTableProps = {
  preview: ImportPreview
  /** These are not the lines that were asked for: they are on their way, or were refused. */
  stale: boolean
  waiting: boolean
  onHeader: (line: number) => void
}

/** The first lines of the file in cells. The number of a line says that the column names stand there. */
export function PreviewTable({ preview, stale, waiting, onHeader }: PreviewTableProps) {
  const { file, rows } = preview
  const word = lineWord(file)
  const width = Math.max(...rows.map(({ cells }) => cells.length))
  return (
    <div>
      <section
        aria-label="The first lines"
        aria-busy={waiting}
        // What scrolls must be reachable by key.
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- the keyboard scrolls what has the focus.
        tabIndex={0}
        className={cx('max-h-80 overflow-auto rounded-lg border border-line', stale && 'opacity-60')}
      >
        <table className="w-full border-collapse text-xs">
          <tbody>
            {rows.map(({ line, cells }) => (
              <tr
                key={line}
                className={cx('border-b border-line last:border-0', toneOf(line, file.headerLine))}
              >
                <th scope="row" className="sticky left-0 bg-inherit px-1 py-0.5 text-right font-normal">
                  <button
                    type="button"
                    aria-pressed={line === file.headerLine}
                    aria-label={`Column names on ${word} ${line}`}
                    onClick={() => onHeader(line)}
                    className="num min-h-6 min-w-8 rounded-sm px-1.5 text-ink-3 hover:bg-sel hover:text-ink"
                  >
                    {line}
                  </button>
                </th>
                {Array.from({ length: width }, (_, at) => (
                  <td key={at} className="max-w-48 truncate px-2 py-1" title={cells[at]}>
                    {cells[at]}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      <p className="mt-1.5 text-xs text-ink-3">Choose a {word} by its number if it holds the column names.</p>
    </div>
  )
}

function toneOf(line: number, headerLine: number): string {
  if (line === headerLine) return 'bg-sel font-semibold'
  return line < headerLine ? 'bg-sunken text-ink-3' : 'bg-surface'
}
