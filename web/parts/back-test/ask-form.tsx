import { useMutation, useQueryClient } from '@tanstack/react-query'
import { FlaskConical } from 'lucide-react'
import { useState } from 'react'
import {
  backTestMonthsDefault,
  backTestYearsMax,
  createBackTest,
  listBackTests,
} from '../../../contract/backtests.ts'
import { call } from '../../app/client.ts'
import { useSession } from '../../app/session.tsx'
import { Button } from '../../ui/button.tsx'
import { Field } from '../../ui/field.tsx'
import { useFormat } from '../../ui/format.ts'
import { Select } from '../../ui/input.tsx'
import { showProblem } from '../../ui/toast.tsx'
import { useUrlState } from '../../ui/url-state.ts'
import { monthAt, monthsLater, monthsUpTo, startOf } from './months.ts'

type Stage = { readonly key: string; readonly name: string }
type AskFormProps = { versionId: number; stages: readonly Stage[]; busy: boolean }

const usualStage = 'mql'
const monthsOfYear = 12

/** Which part of the past is replayed, and at which stage: then it runs. */
export function AskForm({ versionId, stages, busy }: AskFormProps) {
  const format = useFormat()
  const wish = useWish(stages)
  const run = useRun(versionId, wish)
  const choices = monthsUpTo(wish.thisMonth, backTestYearsMax * monthsOfYear)
  const named = (month: string) => ({ value: month, label: format.longMonth(month) })
  return (
    <form
      className="flex flex-wrap items-end gap-3"
      onSubmit={(event) => {
        event.preventDefault()
        run.mutate()
      }}
    >
      <Field label="From" className="w-full sm:w-44">
        <Select
          value={wish.from}
          options={choices.filter((month) => month <= wish.through).map(named)}
          onChange={(event) => wish.setFrom(event.target.value)}
        />
      </Field>
      <Field label="Through" className="w-full sm:w-44">
        <Select
          value={wish.through}
          options={choices
            .filter((month) => month >= wish.from)
            .map((month) => (month === wish.thisMonth ? { value: month, label: 'today' } : named(month)))}
          onChange={(event) => wish.setThrough(event.target.value)}
        />
      </Field>
      {stages.length > 1 && (
        <Field label="Who enters" className="w-full sm:w-44">
          <Select
            value={wish.stage}
            options={stages.map(({ key, name }) => ({ value: key, label: name }))}
            onChange={(event) => wish.setStage(event.target.value)}
          />
        </Field>
      )}
      <Button type="submit" icon={FlaskConical} busy={run.isPending || busy}>
        Run the back-test
      </Button>
    </form>
  )
}

function useWish(stages: readonly Stage[]) {
  const { timeZone } = useSession().workspace
  const thisMonth = monthAt(timeZone)
  const [from, setFrom] = useState(monthsLater(thisMonth, -backTestMonthsDefault))
  const [through, setThrough] = useState(thisMonth)
  const usual = stages.find(({ key }) => key === usualStage) ?? stages[0]
  const [stage, setStage] = useState(usual?.key ?? '')
  const instants = {
    from: startOf(from, timeZone),
    ...(through === thisMonth ? {} : { to: startOf(monthsLater(through, 1), timeZone) }),
  }
  return { thisMonth, from, setFrom, through, setThrough, stage, setStage, instants }
}

function useRun(versionId: number, { stage, instants }: ReturnType<typeof useWish>) {
  const client = useQueryClient()
  const [, setState] = useUrlState()
  return useMutation({
    mutationFn: () => call(createBackTest, { body: { versionId, stage, ...instants } }),
    // The result that comes is the one to look at.
    onSuccess: () => setState({ test: undefined }),
    onError: showProblem,
    onSettled: () => client.invalidateQueries({ queryKey: [listBackTests.id] }),
  })
}
