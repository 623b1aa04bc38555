import { Info } from 'lucide-react'
import { useState } from 'react'
import type { ImportView } from '../../../contract/imports.ts'
import { Button } from '../../ui/button.tsx'
import { Card } from '../../ui/card.tsx'
import { ReadingDialog } from './reading-dialog.tsx'
import { readingSentence } from './reading-words.ts'

/** How the file is read, what was remarkable about that, and the way to read it differently. */
export function ReadingCard({ view }: { view: ImportView }) {
  const [open, setOpen] = useState(false)
  const file = view.recognition?.file
  if (file === undefined) return null
  return (
    <Card
      title="How the file is read"
      note={readingSentence(file)}
      aside={
        view.can.map && (
          <Button size="sm" onClick={() => setOpen(true)}>
            Read it differently
          </Button>
        )
      }
    >
      {file.notes.length > 0 && (
        <ul className="space-y-1 text-sm text-ink-2">
          {file.notes.map((note) => (
            <li key={note} className="flex gap-2">
              <Info aria-hidden className="mt-0.5 size-4 shrink-0" />
              {note}
            </li>
          ))}
        </ul>
      )}
      <ReadingDialog view={view} file={file} open={open} onOpenChange={setOpen} />
    </Card>
  )
}
