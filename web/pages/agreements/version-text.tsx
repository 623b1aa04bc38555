import { MessageSquarePlus } from 'lucide-react'
import type { VersionView } from '../../../contract/agreement-views.ts'
import { IconButton } from '../../ui/button.tsx'
import { useUrlState } from '../../ui/url-state.ts'

/** The agreement as a document: numbered clauses in plain English, each of which can be spoken to. */
export function VersionText({ version }: { version: VersionView }) {
  const [, setState] = useUrlState()
  return (
    <ol className="space-y-5">
      {version.clauses.map((clause, index) => (
        <li
          key={clause.key}
          id={`clause-${clause.key}`}
          className="group grid grid-cols-[2rem_minmax(0,1fr)_2rem]"
        >
          <span aria-hidden className="num pt-0.5 text-sm text-ink-3">
            {index + 1}
          </span>
          <div>
            <h3 className="text-sm font-semibold">{clause.heading}</h3>
            <p className="mt-1 max-w-prose text-base leading-6 whitespace-pre-line text-ink">{clause.text}</p>
          </div>
          {version.can.comment && (
            <IconButton
              icon={MessageSquarePlus}
              label={`Speak to “${clause.heading}”`}
              size="sm"
              className="opacity-60 group-hover:opacity-100 focus-visible:opacity-100"
              onClick={() => {
                setState({ clause: clause.key })
                document.querySelector<HTMLElement>('#say')?.focus()
              }}
            />
          )}
        </li>
      ))}
    </ol>
  )
}
