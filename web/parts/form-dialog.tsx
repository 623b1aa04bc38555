import { useId } from 'react'
import type { ComponentProps } from 'react'
import { RefusalError } from '../app/client.ts'
import { Button } from '../ui/button.tsx'
import { cx } from '../ui/cx.ts'
import { Dialog, DialogClose } from '../ui/dialog.tsx'

type FormDialogProps = Omit<ComponentProps<typeof Dialog>, 'actions'> & {
  /** What the button says that sends the form. */
  send: string
  onSend: () => void
  busy: boolean
  /** What went wrong: what concerns no single field stands below all of them. */
  problem?: unknown
  /** Two fields stand beside each other where there is room, instead of one. */
  paired?: boolean
}

/** A dialog that asks for some fields and sends them; while it is busy nothing is sent twice. */
export function FormDialog({ send, onSend, busy, problem, paired, children, ...dialog }: FormDialogProps) {
  const form = useId()
  return (
    <Dialog
      {...dialog}
      actions={
        <>
          <DialogClose render={<Button>Cancel</Button>} />
          <Button tone="primary" type="submit" form={form} busy={busy}>
            {send}
          </Button>
        </>
      }
    >
      <form
        id={form}
        className={paired ? 'grid gap-4 sm:grid-cols-2' : 'space-y-4'}
        onSubmit={(event) => {
          event.preventDefault()
          if (!busy) onSend()
        }}
      >
        {children}
        <Elsewhere problem={problem} className={cx(paired && 'sm:col-span-2')} />
      </form>
    </Dialog>
  )
}

function Elsewhere({ problem, className }: { problem: unknown; className: string }) {
  if (!(problem instanceof RefusalError) || problem.place !== undefined) return null
  return (
    <p role="alert" className={cx('text-sm text-bad', className)}>
      {problem.message} {problem.remedy}
    </p>
  )
}
