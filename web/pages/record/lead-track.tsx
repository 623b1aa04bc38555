import { useMutation, useQueryClient } from '@tanstack/react-query'
import { ArrowRightLeft } from 'lucide-react'
import { useState } from 'react'
import type { ContactView } from '../../../contract/contacts.ts'
import { moveLead, undoLeadMove } from '../../../contract/leads.ts'
import type { StageView } from '../../../contract/leads.ts'
import { call } from '../../app/client.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Field } from '../../ui/field.tsx'
import { useFormat } from '../../ui/format.ts'
import type { Format } from '../../ui/format.ts'
import { Input } from '../../ui/input.tsx'
import { Menu } from '../../ui/menu.tsx'
import { StageTrack } from '../../ui/meter.tsx'
import { showProblem, showToast } from '../../ui/toast.tsx'

type Lead = NonNullable<ContactView['lead']>

/** Where this pass through the funnel stands, and the act that moves it. */
export function LeadTrack({
  lead,
  stages,
  editable,
}: {
  lead: Lead
  stages: readonly StageView[]
  editable: boolean
}) {
  const format = useFormat()
  const [asking, setAsking] = useState<StageView | null>(null)
  const move = useMoveLead(lead)
  const current = stages.find(({ id }) => id === lead.stageId)
  const act = (to: StageView) => {
    if (needsReason(current, to)) setAsking(to)
    else move.mutate({ to })
  }
  return (
    <div className="flex flex-wrap items-end gap-4">
      <div className="min-w-0 flex-1">
        <StageTrack label="Stages" stages={trackOf(lead, stages, format)} />
      </div>
      {editable && (
        <Menu
          trigger={<Button icon={ArrowRightLeft}>Move</Button>}
          items={stages.map((stage) => ({
            kind: 'choice',
            label: stage.name,
            chosen: stage.id === lead.stageId,
            onSelect: () => {
              if (stage.id !== lead.stageId) act(stage)
            },
          }))}
        />
      )}
      <ReasonDialog
        to={asking}
        onClose={() => setAsking(null)}
        onSay={(reason) => {
          if (asking) move.mutate({ to: asking, reason })
          setAsking(null)
        }}
      />
    </div>
  )
}

/** Backward moves and exits carry their reason. */
function needsReason(from: StageView | undefined, to: StageView): boolean {
  if (to.line === 'exit') return true
  return from?.line === 'main' && to.position < from.position
}

function trackOf(lead: Lead, stages: readonly StageView[], format: Format) {
  const current = stages.find(({ id }) => id === lead.stageId)
  const when = (stageId: number) => lead.stageChanges.findLast((change) => change.toStageId === stageId)?.at
  return stages
    .filter((stage) => stage.line === 'main' || stage.id === lead.stageId)
    .map((stage) => ({
      key: String(stage.id),
      label: stage.name,
      team: stage.team,
      state: stateOf(stage, current, when(stage.id)),
      when: when(stage.id) === undefined ? undefined : format.shortDay(when(stage.id)),
    }))
}

function stateOf(stage: StageView, current: StageView | undefined, at: string | undefined) {
  if (stage.id === current?.id) return 'current' as const
  const before = current?.line === 'main' && stage.position < current.position
  return before || (current?.line === 'exit' && at !== undefined) ? ('reached' as const) : ('ahead' as const)
}

function useMoveLead(lead: Lead) {
  const client = useQueryClient()
  const refresh = () => client.invalidateQueries()
  const undo = useMutation({
    mutationFn: (changeId: number) => call(undoLeadMove, { params: { id: lead.id, changeId } }),
    onError: showProblem,
    onSettled: refresh,
  })
  return useMutation({
    mutationFn: ({ to, reason }: { to: StageView; reason?: string }) =>
      call(moveLead, {
        params: { id: lead.id },
        body: { stageId: to.id, fromStageId: lead.stageId, reason },
      }),
    onSuccess: (moved, { to }) => {
      const change = moved.stageChanges.at(-1)
      showToast(`Moved to ${to.name}`, { undo: change && (() => undo.mutate(change.id)) })
    },
    onError: showProblem,
    onSettled: refresh,
  })
}

type ReasonDialogProps = { to: StageView | null; onClose: () => void; onSay: (reason: string) => void }

function ReasonDialog({ to, onClose, onSay }: ReasonDialogProps) {
  const [reason, setReason] = useState('')
  return (
    <Dialog
      open={to !== null}
      onOpenChange={(open) => {
        if (!open) onClose()
      }}
      title={`Why ${to?.line === 'exit' ? 'does this lead leave the funnel' : 'does this lead go back'}?`}
      width="sm"
      actions={
        <Button tone="primary" type="submit" form="move-reason" disabled={reason.trim() === ''}>
          Move to {to?.name}
        </Button>
      }
    >
      <form
        id="move-reason"
        onSubmit={(event) => {
          event.preventDefault()
          onSay(reason.trim())
          setReason('')
        }}
      >
        <Field label="Reason" hint="One sentence; it stays with the stage change.">
          <Input value={reason} maxLength={500} onChange={(event) => setReason(event.target.value)} />
        </Field>
      </form>
    </Dialog>
  )
}
