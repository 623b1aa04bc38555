import { FileUp } from 'lucide-react'
import { useState } from 'react'
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

/** Where files are dropped, or chosen with a click or a key. The native control lies over it all and takes the drop. */
export function FileDrop({ label, hint, accept, multiple, disabled, onFiles }: FileDropProps) {
  const [over, setOver] = useState(false)
  const leave = () => setOver(false)
  return (
    <div
      className={cx(
        'relative flex flex-col items-center rounded-xl border border-dashed border-line-strong bg-surface px-6 py-12 text-center transition-colors duration-150 has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-focus has-hover:bg-sunken',
        over && 'border-ink bg-sel',
        disabled && 'opacity-50',
      )}
    >
      <span className="mb-3 inline-flex size-10 items-center justify-center rounded-lg border border-line bg-surface text-ink-2">
        <FileUp aria-hidden className="size-5" strokeWidth={1.5} />
      </span>
      <span aria-hidden className="text-base font-semibold">
        {label}
      </span>
      <span aria-hidden className="mt-1 text-sm text-ink-3">
        {hint}
      </span>
      <input
        type="file"
        aria-label={`${label}. ${hint}`}
        accept={accept}
        multiple={multiple}
        disabled={disabled}
        onDragEnter={() => setOver(true)}
        onDragLeave={leave}
        onDrop={leave}
        onChange={(event) => {
          if (event.target.files?.length) onFiles([...event.target.files])
          event.target.value = ''
        }}
        className="absolute inset-0 cursor-pointer opacity-0"
      />
    </div>
  )
}
