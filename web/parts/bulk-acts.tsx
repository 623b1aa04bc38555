import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { createBulkChange, createReversal } from '../../contract/attributes.ts'
import type { RecordKind } from '../../contract/records.ts'
import { call } from '../app/client.ts'
import { Button } from '../ui/button.tsx'
import { Combobox } from '../ui/combobox.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { Field } from '../ui/field.tsx'
import { Input } from '../ui/input.tsx'
import type { Selection } from '../ui/table/selection.ts'
import { showProblem, showToast } from '../ui/toast.tsx'
import { useMemberOptions } from './choices.ts'

type BulkActsProps = {
  recordKind: RecordKind
  /** "people", "companies": how the toast counts them. */
  noun: string
  /** How many the acts are about: "about 1,200 people". */
  counted: string
  selection: Selection
  /** The query of the list, which `all` is resolved with on the server. */
  filter: Record<string, unknown>
  onDone: () => void
}

type Act = 'ownerId' | 'nextStep'
const actWords: Readonly<Record<Act, string>> = { ownerId: 'Owner', nextStep: 'Next step' }

/** What can be done with many records at once; each act can be taken back from its toast. */
export function BulkActs(props: BulkActsProps) {
  const [act, setAct] = useState<Act | null>(null)
  return (
    <>
      <Button onClick={() => setAct('ownerId')}>Set owner</Button>
      <Button onClick={() => setAct('nextStep')}>Set next step</Button>
      {act && <BulkDialog {...props} act={act} onClose={() => setAct(null)} />}
    </>
  )
}

function BulkDialog({ act, onClose, ...props }: BulkActsProps & { act: Act; onClose: () => void }) {
  const [value, setValue] = useState<string | null>(null)
  const members = useMemberOptions()
  const change = useBulkChange(props, onClose)
  return (
    <Dialog
      open
      onOpenChange={(open) => {
        if (!open) onClose()
      }}
      title={`${actWords[act]} of ${props.counted}`}
      width="sm"
      actions={
        <Button tone="primary" busy={change.isPending} onClick={() => change.mutate({ field: act, value })}>
          Set
        </Button>
      }
    >
      <Field label={actWords[act]} hint="Leave empty to take it away.">
        {act === 'ownerId' ? (
          <Combobox options={members} value={value} onChange={setValue} clearable placeholder="Nobody" />
        ) : (
          <Input
            value={value ?? ''}
            maxLength={300}
            onChange={(event) => setValue(event.target.value || null)}
          />
        )}
      </Field>
    </Dialog>
  )
}

function useBulkChange({ recordKind, noun, selection, filter, onDone }: BulkActsProps, onClose: () => void) {
  const client = useQueryClient()
  const refresh = () => client.invalidateQueries()
  const undo = useMutation({
    mutationFn: (eventId: number) => call(createReversal, { body: { eventId } }),
    onSuccess: (answer) =>
      showToast(`Taken back for ${answer.restored} ${noun}`, {
        detail:
          answer.keptCount > 0 ? `${answer.keptCount} were changed since and stay as they are.` : undefined,
      }),
    onError: showProblem,
    onSettled: refresh,
  })
  return useMutation({
    mutationFn: ({ field, value }: { field: string; value: string | null }) =>
      call(createBulkChange, { body: { recordKind, field, value, ...chosen(selection, filter) } }),
    onSuccess: ({ changed, eventId }) => {
      showToast(`Changed ${changed} ${noun}`, { undo: () => undo.mutate(eventId) })
      onClose()
      onDone()
    },
    onError: showProblem,
    onSettled: refresh,
  })
}

/** Ticked rows by their ids; all that match by the filter, but those that were ticked off again. */
function chosen(selection: Selection, filter: Record<string, unknown>) {
  return selection.kind === 'some' ? { ids: [...selection.ids] } : { filter, except: [...selection.except] }
}
