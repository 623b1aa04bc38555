import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Plus, Trash2 } from 'lucide-react'
import { useState } from 'react'
import { listSpend, removeSpend, setSpend } from '../../../contract/campaigns.ts'
import type { CampaignView, SpendView } from '../../../contract/campaigns.ts'
import { call } from '../../app/client.ts'
import { usePages } from '../../parts/use-pages.ts'
import { Button, IconButton } from '../../ui/button.tsx'
import { Card, Rows } from '../../ui/card.tsx'
import { Field } from '../../ui/field.tsx'
import { useFormat } from '../../ui/format.ts'
import { Input } from '../../ui/input.tsx'
import { EmptyState, ErrorState, SkeletonLines } from '../../ui/states.tsx'
import { showProblem, showToast } from '../../ui/toast.tsx'
import { InlineFact } from '../../parts/inline-fact.tsx'
import { dayOf } from './words.ts'

type SpendCardProps = { campaign: CampaignView; editable: boolean }

const pageLength = 12

/** What a campaign cost, day by day. What was entered by hand is changed in place; imports keep their own entries. */
export function SpendCard({ campaign, editable }: SpendCardProps) {
  const format = useFormat()
  const input = { params: { id: campaign.id } }
  const spend = usePages({
    endpoint: listSpend,
    query: input,
    load: (page, signal) => call(listSpend, { ...input, query: { ...page, limit: pageLength } }, signal),
  })
  const acts = useSpendActs(campaign.id)
  return (
    <Card
      title="Spend"
      aside={
        spend.total === null ? undefined : <span className="num">{format.number(spend.total)} entries</span>
      }
    >
      {editable && <NewSpend onAdd={acts.set} />}
      {spend.problem && <ErrorState problem={spend.problem} onRetry={spend.retry} />}
      {spend.table.loading && <SkeletonLines />}
      {!spend.table.loading && spend.rows.length === 0 && !spend.problem && (
        <EmptyState title="Nothing was entered yet">
          Marketing enters what a day cost here, or imports the spend of an ad account.
        </EmptyState>
      )}
      <Rows>
        {spend.rows.map((entry) => (
          <Entry key={entry.id} entry={entry} editable={editable} acts={acts} />
        ))}
      </Rows>
      {spend.table.hasMore && (
        <Button className="mt-3" busy={spend.table.loadingMore} onClick={spend.table.onEndReached}>
          Show earlier
        </Button>
      )}
    </Card>
  )
}

type SpendActs = ReturnType<typeof useSpendActs>

function useSpendActs(id: string) {
  const client = useQueryClient()
  const refresh = () => client.invalidateQueries()
  const set = async (day: string, amount: string) => {
    await call(setSpend, { params: { id, day }, body: { amount: amount.replace(',', '.') } })
    await refresh()
  }
  const remove = async ({ day, amount }: SpendView) => {
    await call(removeSpend, { params: { id, day } })
    showToast('The entry is removed', { undo: () => set(day, amount).catch(showProblem) })
    await refresh()
  }
  return { set, remove }
}

function Entry({ entry, editable, acts }: { entry: SpendView; editable: boolean; acts: SpendActs }) {
  const format = useFormat()
  const byHand = entry.entryKey === '' && entry.importId === null
  const amount = format.money(entry.amount)
  return (
    <li className="flex min-h-10 items-center gap-3 py-1 text-sm">
      <span className="num flex-1">
        {format.day(entry.day)}
        {entry.importId !== null && (
          <Link
            to={`/import/${entry.importId}`}
            className="ml-2 text-xs text-ink-3 underline-offset-4 hover:underline"
          >
            import {entry.importId}
          </Link>
        )}
      </span>
      <span className="num w-32 text-right">
        <InlineFact
          label={`Spend of ${format.day(entry.day)}`}
          value={entry.amount}
          text={amount}
          editable={editable && byHand}
          save={(next) => (next === null ? acts.remove(entry) : acts.set(entry.day, next))}
        />
      </span>
      {editable && byHand && (
        <IconButton
          icon={Trash2}
          label={`Remove the spend of ${format.day(entry.day)}`}
          size="sm"
          onClick={() => void acts.remove(entry).catch(showProblem)}
        />
      )}
    </li>
  )
}

function NewSpend({ onAdd }: { onAdd: (day: string, amount: string) => Promise<void> }) {
  const [values, setValues] = useState(() => ({ day: dayOf(Date.now()), amount: '' }))
  const add = useMutation({
    mutationFn: ({ day, amount }: typeof values) => onAdd(day, amount.trim()),
    // Whoever has typed the next amount meanwhile keeps it.
    onSuccess: (_, sent) =>
      setValues((present) => (present.amount === sent.amount ? { ...present, amount: '' } : present)),
    onError: showProblem,
  })
  return (
    <form
      className="mb-3 grid grid-cols-2 items-end gap-3 border-b border-line pb-4 sm:flex"
      onSubmit={(event) => {
        event.preventDefault()
        add.mutate(values)
      }}
    >
      <Field label="Day">
        <Input
          type="date"
          required
          value={values.day}
          onChange={(event) => setValues({ ...values, day: event.target.value })}
        />
      </Field>
      <Field label="Amount">
        <Input
          required
          inputMode="decimal"
          placeholder="120.00"
          value={values.amount}
          onChange={(event) => setValues({ ...values, amount: event.target.value })}
        />
      </Field>
      <Button type="submit" icon={Plus} busy={add.isPending} className="max-sm:col-span-full">
        Enter spend
      </Button>
    </form>
  )
}
