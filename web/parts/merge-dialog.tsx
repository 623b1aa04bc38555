import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { createMerge, previewMerge, undoMerge } from '../../contract/merges.ts'
import type { MergeableKind, MergePreview } from '../../contract/merges.ts'
import { call } from '../app/client.ts'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { ErrorState, SkeletonLines } from '../ui/states.tsx'
import { showProblem, showToast } from '../ui/toast.tsx'

type Pair = { readonly recordKind: MergeableKind; readonly winnerId: string; readonly loserId: string }
type Side = 'winner' | 'loser'
type Choices = Record<string, Side>

/** Two records that are one: each field side by side, the proposal chosen, nothing moved that cannot come back. */
export function MergeDialog({ pair, onClose }: { pair: Pair; onClose: () => void }) {
  const [choices, setChoices] = useState<Choices>({})
  const preview = useQuery({
    queryKey: [previewMerge.id, pair],
    queryFn: () => call(previewMerge, { body: pair }),
  })
  const merge = useMerge(onClose)
  return (
    <Dialog
      open
      onOpenChange={(open) => {
        if (!open) onClose()
      }}
      title="Merge two records"
      description={preview.data && `${preview.data.loser.name} becomes part of ${preview.data.winner.name}.`}
      width="lg"
      actions={
        <Button
          tone="primary"
          busy={merge.isPending}
          disabled={!preview.data}
          onClick={() => merge.mutate({ ...pair, choices })}
        >
          Merge
        </Button>
      }
    >
      {preview.isError && <ErrorState problem={preview.error} />}
      {preview.isPending && <SkeletonLines />}
      {preview.data && <Preview preview={preview.data} choices={choices} onChoose={setChoices} />}
    </Dialog>
  )
}

function useMerge(onClose: () => void) {
  const client = useQueryClient()
  const refresh = () => client.invalidateQueries()
  const undo = useMutation({
    mutationFn: (id: string) => call(undoMerge, { params: { id } }),
    onError: showProblem,
    onSettled: refresh,
  })
  return useMutation({
    mutationFn: (body: Pair & { choices: Choices }) => call(createMerge, { body }),
    onSuccess: ({ id, winner, loser }) => {
      showToast(`${loser.name} is now part of ${winner.name}`, { undo: () => undo.mutate(id) })
      onClose()
    },
    onError: showProblem,
    onSettled: refresh,
  })
}

type PreviewProps = { preview: MergePreview; choices: Choices; onChoose: (choices: Choices) => void }

function Preview({ preview, choices, onChoose }: PreviewProps) {
  const { brings } = preview
  return (
    <>
      <p className="mb-3 text-sm text-ink-2">
        It brings {brings.touches} touches, {brings.leads} leads and {brings.deals} deals
        {brings.identities.length > 0 && `, and is also known as ${brings.identities.join(', ')}`}.
      </p>
      <table className="w-full border-collapse text-sm">
        <thead>
          <tr className="border-b border-line text-left text-xs text-ink-3">
            <th className="py-2 font-medium">Field</th>
            <th className="py-2 font-medium">{preview.winner.name}</th>
            <th className="py-2 font-medium">{preview.loser.name}</th>
          </tr>
        </thead>
        <tbody>
          {preview.fields.map((field) => (
            <tr key={field.field} className="border-b border-line align-top">
              <th scope="row" className="py-2 pr-3 text-left font-medium">
                {field.label}
                <span className="block text-xs font-normal text-ink-3">{field.because}</span>
              </th>
              {(['winner', 'loser'] as const).map((side) => (
                <td key={side} className="py-2 pr-3">
                  <label className="flex items-start gap-2">
                    <input
                      type="radio"
                      aria-label={`${field.label}: ${wordsOf(field, side)}`}
                      name={field.field}
                      checked={(choices[field.field] ?? field.proposal) === side}
                      onChange={() => onChoose({ ...choices, [field.field]: side })}
                      className="mt-1"
                    />
                    <span className="break-all">{wordsOf(field, side)}</span>
                  </label>
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </>
  )
}

function wordsOf(field: MergePreview['fields'][number], side: Side): string {
  const name = side === 'winner' ? field.winnerName : field.loserName
  const value = field[side]
  return name ?? (value === null ? 'blank' : String(value))
}
