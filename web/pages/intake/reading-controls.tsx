import { useState } from 'react'
import type { FileChoices, FileDescription } from '../../../contract/intake.ts'
import { errorAt } from '../../app/client.ts'
import { Field } from '../../ui/field.tsx'
import { useFormat } from '../../ui/format.ts'
import { Input, Select } from '../../ui/input.tsx'
import { wordsOf } from '../../ui/toast.tsx'
import {
  delimiterOptions,
  encodingNamed,
  encodingOptions,
  isUsualDelimiter,
  lineWord,
  otherDelimiter,
} from './reading-words.ts'

type ReadingControlsProps = {
  file: FileDescription
  choices: FileChoices
  problem: unknown
  onChange: (choices: FileChoices) => void
}

/** The choices that this file permits. Another sheet, encoding or delimiter has its column names found anew. */
export function ReadingControls({ file, choices, problem, onChange }: ReadingControlsProps) {
  const error = (place: keyof FileChoices) => told(problem, place)
  const change = (part: FileChoices) => onChange({ ...choices, headerLine: undefined, ...part })
  return (
    <div className="grid gap-4 sm:grid-cols-3">
      {file.format === 'xlsx' ? (
        <SheetChoice file={file} choices={choices} error={error('sheet')} onChange={change} />
      ) : (
        <>
          <Field label="Encoding" error={error('encoding')}>
            <Select
              value={choices.encoding ?? file.encoding}
              options={encodingOptions}
              onChange={(event) => change({ encoding: encodingNamed(event.target.value) })}
            />
          </Field>
          <DelimiterChoice
            value={choices.delimiter ?? file.delimiter ?? ','}
            error={error('delimiter')}
            onChange={(delimiter) => change({ delimiter })}
          />
        </>
      )}
      <Field
        label={`Column names on ${lineWord(file)}`}
        hint="0 where the file has none."
        error={error('headerLine')}
      >
        <Input
          type="number"
          inputMode="numeric"
          min={0}
          value={choices.headerLine ?? file.headerLine}
          onChange={(event) => onChange({ ...choices, headerLine: lineOf(event.target.value) })}
        />
      </Field>
    </div>
  )
}

type SheetChoiceProps = Omit<ReadingControlsProps, 'problem'> & { error: string | undefined }

function SheetChoice({ file, choices, error, onChange }: SheetChoiceProps) {
  const format = useFormat()
  return (
    <Field label="Sheet" error={error}>
      <Select
        value={choices.sheet ?? file.sheet ?? ''}
        options={file.sheets.map(({ name, rows }) => ({
          value: name,
          label: rows > 0 ? `${name} (${format.number(rows)} rows)` : name,
        }))}
        onChange={(event) => onChange({ sheet: event.target.value })}
      />
    </Field>
  )
}

type DelimiterChoiceProps = {
  value: string
  error: string | undefined
  onChange: (delimiter: string) => void
}

function DelimiterChoice({ value, error, onChange }: DelimiterChoiceProps) {
  const [other, setOther] = useState(!isUsualDelimiter(value))
  return (
    <Field label="Cells are separated by" error={error}>
      <Select
        value={other ? otherDelimiter : value}
        options={delimiterOptions}
        onChange={(event) => {
          const chosen = event.target.value
          setOther(chosen === otherDelimiter)
          if (chosen !== otherDelimiter) onChange(chosen)
        }}
      />
      {other && (
        <Input
          aria-label="The character between cells"
          id={undefined}
          className="mt-2"
          maxLength={1}
          value={isUsualDelimiter(value) ? '' : value}
          onChange={(event) => {
            if (event.target.value !== '') onChange(event.target.value)
          }}
        />
      )}
    </Field>
  )
}

function told(problem: unknown, place: keyof FileChoices): string | undefined {
  const message = errorAt(problem, place)
  return message === undefined ? undefined : [message, wordsOf(problem).remedy].filter(Boolean).join(' ')
}

function lineOf(text: string): number | undefined {
  const line = Number.parseInt(text, 10)
  return Number.isNaN(line) || line < 0 ? undefined : line
}
