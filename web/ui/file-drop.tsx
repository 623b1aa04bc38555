import { FileUp } from 'lucide-react'
import { type DragEvent, useId, useState } from 'react'
import { cx } from './cx.ts'

type FileDropProps = {
  label: string
  /** What is taken, in words: "CSV, TSV or XLSX, up to 500 MB". */
  hint: string
  accept?: string
  multiple?: boolean
  disabled?: boolean
  onFiles: (files: File[]) => void
}

/** Where files are dropped, or chosen with a click or a key. */
export function FileDrop({ label, hint, accept, multiple, disabled, onFiles }: FileDropProps) {
  const id = useId()
  const [over, setOver] = useState(false)
  const take = (files: FileList | null) => {
    if (files && files.length > 0 && !disabled) onFiles([...files].slice(0, multiple ? undefined : 1))
  }
  const hover = (hovering: boolean) => (event: DragEvent) => {
    event.preventDefault()
    setOver(hovering && !disabled)
  }
  return (
    <label
      htmlFor={id}
      onDragOver={hover(true)}
      onDragLeave={hover(false)}
      onDrop={(event) => {
        hover(false)(event)
        take(event.dataTransfer.files)
      }}
      className={cx(
        'flex flex-col items-center rounded-xl border border-dashed border-line-strong bg-surface px-6 py-12 text-center transition-colors duration-150 focus-within:outline-2 focus-within:outline-offset-2 focus-within:outline-focus hover:bg-sunken',
        over && 'border-ink bg-sel',
        disabled && 'pointer-events-none opacity-50',
      )}
    >
      <span className="mb-3 inline-flex size-10 items-center justify-center rounded-lg border border-line bg-surface text-ink-2">
        <FileUp aria-hidden className="size-5" strokeWidth={1.5} />
      </span>
      <span className="text-base font-semibold">{label}</span>
      <span className="mt-1 text-sm text-ink-3">{hint}</span>
      <input
        id={id}
        type="file"
        accept={accept}
        multiple={multiple}
        disabled={disabled}
        onChange={(event) => {
          take(event.target.files)
          event.target.value = ''
        }}
        className="sr-only"
      />
    </label>
  )
}
