import { useState } from 'react'
import type { DealRow } from '../../contract/pipeline.ts'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { Field } from '../ui/field.tsx'
import { Input } from '../ui/input.tsx'

type LostReasonProps = { deal: DealRow | null; onClose: () => void; onSay: (reason: string) => void }

const usual = [
  'No budget this year',
  'Chose a competitor',
  'No decision',
  'Not the right time',
  'Missing feature',
]

/** A deal is not lost without a reason: marketing learns from it. */
export function LostReason({ deal, onClose, onSay }: LostReasonProps) {
  const [reason, setReason] = useState('')
  return (
    <Dialog
      open={deal !== null}
      onOpenChange={(open) => {
        if (!open) onClose()
      }}
      title="Why was it lost?"
      description={deal?.name}
      actions={
        <>
          <Button onClick={onClose}>Keep it open</Button>
          <Button tone="primary" type="submit" form="lost-reason" disabled={reason.trim() === ''}>
            Mark as lost
          </Button>
        </>
      }
    >
      <form
        id="lost-reason"
        className="space-y-3"
        onSubmit={(event) => {
          event.preventDefault()
          onSay(reason.trim())
          setReason('')
        }}
      >
        <Field label="Reason" hint="One sentence that marketing can learn from.">
          <Input value={reason} maxLength={300} onChange={(event) => setReason(event.target.value)} />
        </Field>
        <div className="flex flex-wrap gap-2">
          {usual.map((words) => (
            <Button key={words} size="sm" onClick={() => setReason(words)} type="button">
              {words}
            </Button>
          ))}
        </div>
      </form>
    </Dialog>
  )
}
