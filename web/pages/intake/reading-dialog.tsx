import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { previewImport, readImport, setImportReading } from '../../../contract/imports.ts'
import type { ImportView } from '../../../contract/imports.ts'
import type { FileChoices, FileDescription, ImportPreview } from '../../../contract/intake.ts'
import { ask, call, RefusalError } from '../../app/client.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { showProblem } from '../../ui/toast.tsx'
import { ReadingControls } from './reading-controls.tsx'
import { PreviewTable } from './reading-preview.tsx'
import { choicesIn } from './reading-words.ts'

type ReadingDialogProps = {
  view: ImportView
  file: FileDescription
  open: boolean
  onOpenChange: (open: boolean) => void
}

/** Sheet, encoding, delimiter and the line of the column names, each choice shown at once on the first lines. */
export function ReadingDialog({ view, file, open, onOpenChange }: ReadingDialogProps) {
  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      width="xl"
      title="Read the file differently"
      description="The columns are recognised and mapped anew afterwards; nothing is imported yet."
    >
      {open && <Reading view={view} file={file} onClose={() => onOpenChange(false)} />}
    </Dialog>
  )
}

type ReadingProps = { view: ImportView; file: FileDescription; onClose: () => void }

function Reading({ view, file, onClose }: ReadingProps) {
  const [choices, setChoices] = useState<FileChoices>(() => choicesIn(file))
  const [before, setBefore] = useState<ImportPreview>()
  const preview = usePreview(view, choices)
  const shown = preview.data ?? before
  const choose = (next: FileChoices) => {
    setBefore(shown)
    setChoices(next)
  }
  const act = useReading(view, onClose)
  const isFresh = preview.isSuccess && !preview.isPlaceholderData
  return (
    <div className="space-y-4">
      <ReadingControls
        file={shown?.file ?? file}
        choices={choices}
        problem={preview.error}
        onChange={choose}
      />
      {preview.error !== null && !isAboutChoice(preview.error) && (
        <p role="alert" className="text-sm text-bad">
          {preview.error.message}
        </p>
      )}
      {shown && (
        <PreviewTable
          preview={shown}
          stale={!isFresh}
          waiting={preview.isFetching}
          onHeader={(headerLine) => choose({ ...choices, headerLine })}
        />
      )}
      <div className="flex flex-wrap justify-end gap-2">
        <Button onClick={onClose}>Cancel</Button>
        <Button tone="primary" busy={act.isPending} disabled={!isFresh} onClick={() => act.mutate(choices)}>
          Read it like this
        </Button>
      </div>
    </div>
  )
}

/** The first lines under these choices; while they are fetched, those of before. */
function usePreview(view: ImportView, choices: FileChoices) {
  return useQuery({
    ...ask(previewImport, { params: { id: view.id }, query: choices }),
    placeholderData: keepPreviousData,
    meta: { live: false },
  })
}

function useReading(view: ImportView, onDone: () => void) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (body: FileChoices) => call(setImportReading, { params: { id: view.id }, body }),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: [readImport.id] })
      onDone()
    },
    onError: showProblem,
  })
}

/** What is wrong with one choice stands beside it. */
function isAboutChoice(problem: Error): boolean {
  return problem instanceof RefusalError && problem.place !== undefined
}
