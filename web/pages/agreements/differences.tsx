import { useQuery } from '@tanstack/react-query'
import type { ClauseChange, VersionRow, VersionView, WordRun } from '../../../contract/agreement-views.ts'
import { compareAgreementVersions } from '../../../contract/agreements.ts'
import { ask } from '../../app/client.ts'
import { Chip } from '../../ui/chip.tsx'
import { Field } from '../../ui/field.tsx'
import { Select } from '../../ui/input.tsx'
import { EmptyState, ErrorState, SkeletonLines } from '../../ui/states.tsx'
import { useUrlState } from '../../ui/url-state.ts'
import { stateWords } from './words.ts'

type DifferencesProps = { version: VersionView; others: readonly VersionRow[] }

/** What this version says otherwise than another of the same agreement, word by word. */
export function Differences({ version, others }: DifferencesProps) {
  const [state, setState] = useUrlState()
  const fallback = version.basedOn?.id ?? others[0]?.id
  const fromId = Number(state['from']) || fallback
  const query = fromId === undefined ? {} : { fromId }
  const changes = useQuery(ask(compareAgreementVersions, { params: { id: version.id }, query }))
  const changed = changes.data?.items.filter(({ change }) => change !== 'same') ?? []
  return (
    <div className="space-y-4">
      <Field label="Compared with" className="max-w-64">
        <Select
          value={String(fromId ?? '')}
          onChange={(event) => setState({ from: event.target.value })}
          options={others.map((other) => ({
            value: String(other.id),
            label: `Version ${other.number}, ${stateWords[other.state].word}`,
          }))}
        />
      </Field>
      {changes.isError && <ErrorState problem={changes.error} onRetry={() => void changes.refetch()} />}
      {changes.isPending && <SkeletonLines lines={6} />}
      {changes.data && changed.length === 0 && (
        <EmptyState title="Both say the same">No clause differs by a single word.</EmptyState>
      )}
      <ChangedClauses changes={changed} />
    </div>
  )
}

const changeWords = { changed: 'changed', added: 'new', removed: 'taken out', same: 'the same' } as const

/** Clauses with what was taken out struck through and what was put in underlined. */
export function ChangedClauses({ changes }: { changes: readonly ClauseChange[] }) {
  return (
    <ul className="space-y-5">
      {changes.map((change) => (
        <li key={change.key}>
          <h3 className="flex items-center gap-2 text-sm font-semibold">
            {change.heading}
            <Chip tone="outline">{changeWords[change.change]}</Chip>
          </h3>
          <p className="mt-1 max-w-prose text-base leading-6 whitespace-pre-line">
            {change.words.map((run, index) => (
              // oxlint-disable-next-line react/no-array-index-key -- runs of words have only their place, and never move.
              <Words key={index} run={run} />
            ))}
          </p>
        </li>
      ))}
    </ul>
  )
}

function Words({ run }: { run: WordRun }) {
  if (run.change === 'added')
    return (
      <ins className="rounded-sm bg-ok-soft text-ok underline decoration-2 underline-offset-4">
        {run.text}
      </ins>
    )
  if (run.change === 'removed')
    return <del className="rounded-sm bg-bad-soft text-bad line-through">{run.text}</del>
  return <span>{run.text}</span>
}
