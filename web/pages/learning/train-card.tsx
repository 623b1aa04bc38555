import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { createTraining, showLearning } from '../../../contract/learning.ts'
import type { SplitPlan, SurveyView } from '../../../contract/learning-views.ts'
import { agedOutDaysMax, momentHoursMax } from '../../../contract/learning-views.ts'
import { call } from '../../app/client.ts'
import { useStages } from '../../parts/choices.ts'
import { Button } from '../../ui/button.tsx'
import { Card } from '../../ui/card.tsx'
import { Field } from '../../ui/field.tsx'
import { Checkbox, Input, Select } from '../../ui/input.tsx'
import { showProblem } from '../../ui/toast.tsx'

type TrainCardProps = { survey: SurveyView; busy: boolean }

const inTime = 'time'
const partsDefault = 5
const olderPercentDefault = 75

/** Who counts as won, when leads are read, who judges: and then the training, only ever on request. */
export function TrainCard({ survey, busy }: TrainCardProps) {
  const wish = useWish(survey)
  const train = useTraining(wish)
  const taken = survey.attributes.filter(({ standing, mark }) =>
    standing === 'undated'
      ? mark === 'known_on_arrival'
      : standing === 'dated' && mark !== 'written_afterwards',
  )
  return (
    <Card
      title="Train"
      note={`It reads ${taken.length} attributes that were there in time, and the touches before that moment.`}
    >
      <form
        className="space-y-4"
        onSubmit={(event) => {
          event.preventDefault()
          train.mutate()
        }}
      >
        <Field label="Name of the model">
          <Input
            required
            maxLength={120}
            value={wish.name}
            onChange={(event) => wish.setName(event.target.value)}
          />
        </Field>
        <LostStages value={wish.lostStages} onChange={wish.setLostStages} />
        <Field label="Days after which an open lead counts as not won" hint="0: at once.">
          <DaysInput value={wish.agedOutDays} most={agedOutDaysMax} onChange={wish.setAgedOutDays} />
        </Field>
        <Field
          label="Hours after entry at which a lead is read"
          hint="What became known later is not looked at."
        >
          <DaysInput value={wish.momentHours} most={momentHoursMax} onChange={wish.setMomentHours} />
        </Field>
        <Field label="Who judges it" hint={splitHint(wish.split)}>
          <Select
            value={wish.split}
            onChange={(event) => wish.setSplit(event.target.value)}
            options={[
              { value: inTime, label: 'Newer leads judge what older ones taught' },
              ...survey.keys.map(({ key, label }) => ({ value: key, label: `Parts by ${label}` })),
            ]}
          />
        </Field>
        {survey.trainable !== null && <p className="text-sm text-warn">{survey.trainable}</p>}
        <Button type="submit" tone="primary" busy={train.isPending || busy} className="w-full">
          Train a model
        </Button>
      </form>
    </Card>
  )
}

function splitHint(split: string): string {
  return split === inTime
    ? 'Ordered by the date of entry: the honest way where there are dates.'
    : 'Not ordered by time. Only for leads without dates.'
}

/** What is wished for, as the form holds it. */
function useWish({ plan, proposedSplit }: SurveyView) {
  const [name, setName] = useState('Chance to win')
  const [lostStages, setLostStages] = useState<readonly string[]>(plan.outcome.lostStages)
  const [agedOutDays, setAgedOutDays] = useState(plan.outcome.agedOutDays)
  const [momentHours, setMomentHours] = useState(plan.momentHours)
  const [split, setSplit] = useState(proposedSplit.kind === 'time' ? inTime : proposedSplit.key)
  return {
    name,
    setName,
    lostStages,
    setLostStages,
    agedOutDays,
    setAgedOutDays,
    momentHours,
    setMomentHours,
    split,
    setSplit,
  }
}

function useTraining({ name, lostStages, agedOutDays, momentHours, split }: ReturnType<typeof useWish>) {
  const client = useQueryClient()
  const plan: SplitPlan =
    split === inTime
      ? { kind: 'time', olderPercent: olderPercentDefault }
      : { kind: 'key', key: split, parts: partsDefault }
  const outcome = { lostStages: [...lostStages], agedOutDays }
  return useMutation({
    mutationFn: () => call(createTraining, { body: { name, outcome, momentHours, split: plan } }),
    onError: showProblem,
    onSettled: () => client.invalidateQueries({ queryKey: [showLearning.id] }),
  })
}

type LostStagesProps = { value: readonly string[]; onChange: (keys: readonly string[]) => void }

function LostStages({ value, onChange }: LostStagesProps) {
  const exits = useStages().filter(({ line }) => line === 'exit')
  return (
    <fieldset>
      <legend className="mb-1.5 text-sm font-medium">Exits that count as not won</legend>
      <div className="space-y-1">
        {exits.map(({ key, name }) => (
          <Checkbox
            key={key}
            label={name}
            checked={value.includes(key)}
            onChange={(event) =>
              onChange(event.target.checked ? [...value, key] : value.filter((one) => one !== key))
            }
          />
        ))}
      </div>
    </fieldset>
  )
}

type DaysInputProps = { value: number; most: number; onChange: (value: number) => void }

function DaysInput({ value, most, onChange }: DaysInputProps) {
  return (
    <Input
      type="number"
      required
      min={0}
      max={most}
      step={1}
      value={value}
      onChange={(event) => onChange(Number(event.target.value))}
    />
  )
}
