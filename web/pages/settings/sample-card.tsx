import { useMutation } from '@tanstack/react-query'
import { Trash2 } from 'lucide-react'
import { useState } from 'react'
import { removeWorkspace } from '../../../contract/workspace.ts'
import { call } from '../../app/client.ts'
import { Button } from '../../ui/button.tsx'
import { Card } from '../../ui/card.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { showProblem } from '../../ui/toast.tsx'

/** Removes the sample company. Nothing has to be typed, since it can be loaded anew at any time. */
export function SampleCard() {
  const [open, setOpen] = useState(false)
  const remove = useMutation({
    mutationFn: () => call(removeWorkspace, {}),
    // The cast is gone with its company: whoever looked through their eyes begins anew, which on a machine without
    // another company is founding one.
    onSuccess: () => location.assign('/'),
    onError: showProblem,
  })
  return (
    <Card title="Sample company">
      <p className="mb-4 max-w-prose text-sm text-ink-2">
        This company is made up. Remove it when you have seen enough; your own workspaces stay as they are.
      </p>
      <Dialog
        open={open}
        onOpenChange={setOpen}
        width="sm"
        trigger={
          <Button tone="danger" icon={Trash2}>
            Remove the sample company
          </Button>
        }
        title="Remove the sample company?"
        description="Its people, leads and deals go with it. You can load it anew with bin/rapport sample load."
        actions={
          <>
            <Button onClick={() => setOpen(false)}>Keep it</Button>
            <Button tone="danger" busy={remove.isPending} onClick={() => remove.mutate()}>
              Remove
            </Button>
          </>
        }
      />
    </Card>
  )
}
