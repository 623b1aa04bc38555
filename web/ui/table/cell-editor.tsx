import { type KeyboardEvent, useRef, useState } from 'react'
import { cx } from '../cx.ts'
import { showProblem } from '../toast.tsx'
import type { CellEdit, Column } from './columns.ts'

type EditableCellProps<Row> = { row: Row; column: Column<Row>; edit: CellEdit<Row>; reachable: boolean }

/** A cell that turns into a control when it is clicked, or pressed with Enter once Tab has reached it. */
export function EditableCell<Row>({ row, column, edit, reachable }: EditableCellProps<Row>) {
  const [editing, setEditing] = useState(false)
  const [saving, setSaving] = useState(false)
  const [focusBack, setFocusBack] = useState(false)

  const finish = async (value: string | null) => {
    setEditing(false)
    setFocusBack(true)
    if (value === null || value === edit.value(row)) return
    setSaving(true)
    try {
      await edit.save(row, value)
    } catch (problem) {
      showProblem(problem)
    }
    setSaving(false)
  }

  if (editing) return <Editor edit={edit} label={column.label} start={edit.value(row)} onFinish={finish} />
  return (
    <button
      type="button"
      data-edit
      tabIndex={reachable ? 0 : -1}
      ref={(element) => {
        if (focusBack && element) element.focus({ preventScroll: true })
      }}
      onFocus={() => setFocusBack(false)}
      onClick={(event) => {
        event.stopPropagation()
        setEditing(true)
      }}
      className={cx(
        '-mx-1.5 flex min-h-7 max-w-[calc(100%+12px)] min-w-12 items-center rounded-sm border border-transparent px-1.5 text-left hover:border-line hover:bg-surface',
        column.align === 'end' && 'ml-auto justify-end text-right',
        saving && 'opacity-60',
      )}
    >
      <span className="min-w-0 truncate">{column.cell(row)}</span>
      <span className="sr-only">, change {column.label}</span>
    </button>
  )
}

type EditorProps<Row> = {
  edit: CellEdit<Row>
  label: string
  start: string
  onFinish: (value: string | null) => void
}

const shape =
  '-mx-1.5 h-7 w-[calc(100%+12px)] min-w-24 rounded-sm border border-ink bg-surface px-1.5 text-sm'

function Editor<Row>({ edit, label, start, onFinish }: EditorProps<Row>) {
  const [value, setValue] = useState(start)
  const done = useRef(false)
  const finish = (result: string | null) => {
    if (done.current) return
    done.current = true
    onFinish(result)
  }
  const onKeyDown = (event: KeyboardEvent) => {
    event.stopPropagation()
    // The key must not also press the button that takes the editor's place.
    if (event.key === 'Enter' || event.key === 'Escape') event.preventDefault()
    if (event.key === 'Enter') finish(value)
    if (event.key === 'Escape') finish(null)
  }
  const control = {
    autoFocus: true,
    'aria-label': label,
    value,
    onKeyDown,
    onBlur: () => finish(value),
    onClick: (event: { stopPropagation: () => void }) => event.stopPropagation(),
    className: shape,
  }
  if (edit.kind !== 'choice')
    return <input {...control} type={edit.kind} onChange={(event) => setValue(event.target.value)} />
  return (
    <select {...control} onChange={(event) => setValue(event.target.value)}>
      {edit.placeholder !== undefined && <option value="">{edit.placeholder}</option>}
      {edit.options?.map((option) => (
        <option key={option.value} value={option.value}>
          {option.label}
        </option>
      ))}
    </select>
  )
}
