import { useMutation, useQueryClient } from '@tanstack/react-query'
import { changeMarks, showLearning } from '../../../contract/learning.ts'
import type { AttributeSuspicion, Mark } from '../../../contract/learning-views.ts'
import { call } from '../../app/client.ts'
import { Button } from '../../ui/button.tsx'
import { Card, Rows } from '../../ui/card.tsx'
import { Chip } from '../../ui/chip.tsx'
import { cx } from '../../ui/cx.ts'
import { useFormat } from '../../ui/format.ts'
import { Meter } from '../../ui/meter.tsx'
import { showProblem, showToast } from '../../ui/toast.tsx'
import { standingChips } from './words.ts'

type AttributesCardProps = {
  title: string
  note: string
  attributes: readonly AttributeSuspicion[]
  editable: boolean
}

/** A part of the ranking, each attribute with what speaks against it and what people said of it. */
export function AttributesCard({ title, note, attributes, editable }: AttributesCardProps) {
  const mark = useMarks()
  const open = attributes.filter(({ standing, mark: said }) => standing === 'undated' && said === null)
  if (attributes.length === 0) return null
  return (
    <Card
      flush
      title={title}
      note={note}
      aside={
        editable && open.length > 0 ? (
          <Button size="sm" busy={mark.isPending} onClick={() => mark.mutate(allKnown(open))}>
            Mark the other {open.length} as known on arrival
          </Button>
        ) : (
          countOf(attributes.length)
        )
      }
    >
      <Rows className="px-5">
        {attributes.map((attribute) => (
          <Line
            key={attribute.attribute}
            attribute={attribute}
            onMark={editable ? (said) => mark.mutate([{ attribute, said }]) : undefined}
          />
        ))}
      </Rows>
    </Card>
  )
}

function countOf(count: number): string {
  return count === 1 ? '1 attribute' : `${count} attributes`
}

type Said = { attribute: AttributeSuspicion; said: Mark | null }

function allKnown(attributes: readonly AttributeSuspicion[]): Said[] {
  return attributes.map((attribute) => ({ attribute, said: 'known_on_arrival' }))
}

function send(all: readonly Said[]) {
  const marks = all.map(({ attribute: { recordKind, field }, said }) => ({ recordKind, field, mark: said }))
  return call(changeMarks, { body: { marks } })
}

function useMarks() {
  const client = useQueryClient()
  const refresh = () => client.invalidateQueries({ queryKey: [showLearning.id] })
  return useMutation({
    mutationFn: send,
    onSuccess: (_, all) => {
      if (all.length === 1) return
      const before = all.map(({ attribute }) => ({ attribute, said: attribute.mark }))
      showToast(`${all.length} attributes are marked`, {
        undo: () => send(before).then(refresh).catch(showProblem),
      })
    },
    onError: showProblem,
    onSettled: refresh,
  })
}

type LineProps = { attribute: AttributeSuspicion; onMark: ((said: Mark | null) => void) | undefined }

function Line({ attribute, onMark }: LineProps) {
  const format = useFormat()
  const { label, standing, auc, because, mark, markedBy, markedAt } = attribute
  const chip = standingChips[standing]
  return (
    <li className="grid gap-x-6 gap-y-2 py-3 text-sm md:grid-cols-[minmax(0,1fr)_auto]">
      <div className="min-w-0">
        <h3 className="flex flex-wrap items-center gap-x-3 gap-y-1 font-medium">
          {label}
          <Chip tone={chip.tone} icon>
            {chip.words}
          </Chip>
          {auc !== null && (
            <span className="inline-flex items-center gap-2 text-xs font-normal text-ink-3">
              <Meter
                label={`AUC of ${label} alone`}
                value={Math.max(0, auc - 0.5)}
                max={0.5}
                className="w-12"
              />
              <span className="num">AUC alone {auc.toFixed(3)}</span>
            </span>
          )}
        </h3>
        <p className="mt-1 text-ink-2">{because.join(' ')}</p>
        {mark && (
          <p className="mt-1 text-xs text-ink-3">
            {mark === 'known_on_arrival' ? 'Known on arrival' : 'Written afterwards'}
            {markedBy && `, says ${markedBy.name}`}, {format.day(markedAt)}
          </p>
        )}
      </div>
      {onMark && <MarkChoice label={label} value={mark} onChange={onMark} />}
    </li>
  )
}

const choices = [
  ['known_on_arrival', 'Known on arrival'],
  ['written_afterwards', 'Written afterwards'],
] as const

type MarkChoiceProps = { label: string; value: Mark | null; onChange: (said: Mark | null) => void }

/** Two buttons of which at most one is pressed; pressing it again takes the mark away. */
function MarkChoice({ label, value, onChange }: MarkChoiceProps) {
  return (
    <div role="group" aria-label={`When ${label} was written`} className="flex items-start gap-1">
      {choices.map(([mark, words]) => (
        <button
          key={mark}
          type="button"
          aria-pressed={value === mark}
          onClick={() => onChange(value === mark ? null : mark)}
          className={cx(
            'h-8 rounded-md border px-2.5 text-xs font-medium whitespace-nowrap transition-colors duration-150',
            value === mark
              ? 'border-ink bg-ink text-surface'
              : 'border-line bg-surface text-ink-2 hover:bg-sunken',
          )}
        >
          {words}
        </button>
      ))}
    </div>
  )
}
