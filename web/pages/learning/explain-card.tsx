import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { explainLead } from '../../../contract/learning.ts'
import type { LeadExplanation } from '../../../contract/learning-views.ts'
import { listLeads } from '../../../contract/leads.ts'
import { ask } from '../../app/client.ts'
import { Card } from '../../ui/card.tsx'
import { Combobox } from '../../ui/combobox.tsx'
import { cx } from '../../ui/cx.ts'
import { Field } from '../../ui/field.tsx'
import { useFormat } from '../../ui/format.ts'
import { ErrorState, SkeletonLines } from '../../ui/states.tsx'
import { useUrlState } from '../../ui/url-state.ts'

const foundMost = 20
const shownMost = 12

/** Ask one lead why: its chance, and what each attribute does to it. */
export function ExplainCard({ modelId }: { modelId: string }) {
  const [state, setState] = useUrlState()
  const leadId = state['lead']
  const asked = useQuery({
    ...ask(explainLead, { params: { id: modelId, leadId: leadId ?? '' } }),
    enabled: leadId !== undefined,
  })
  return (
    <Card
      title="Ask one lead why"
      note="What each attribute does to its chance, compared with the average lead."
    >
      <LeadChoice
        value={leadId ?? null}
        name={asked.data?.contactName}
        onChange={(lead) => setState({ lead: lead ?? undefined })}
      />
      {leadId !== undefined && asked.isError && <ErrorState problem={asked.error} />}
      {leadId !== undefined && asked.isPending && <SkeletonLines />}
      {asked.data && <Explanation explanation={asked.data} />}
    </Card>
  )
}

type LeadChoiceProps = {
  value: string | null
  name: string | undefined
  onChange: (id: string | null) => void
}

function LeadChoice({ value, name, onChange }: LeadChoiceProps) {
  const format = useFormat()
  const [typed, setTyped] = useState('')
  const query = { limit: foundMost, ...(typed === '' ? {} : { q: typed }) }
  const leads = useQuery({ ...ask(listLeads, { query }), placeholderData: keepPreviousData })
  const found = (leads.data?.items ?? []).map(({ id, contact, enteredAt }) => ({
    value: id,
    label: nameOf(contact.name),
    hint: format.day(enteredAt),
  }))
  // The address may name a lead that no search has found yet.
  const isFound = value === null || found.some((option) => option.value === value)
  const chosen = isFound || name === undefined ? undefined : { value, label: nameOf(name) }
  return (
    <Field label="Lead" className="max-w-md">
      <Combobox
        value={value}
        onChange={onChange}
        onSearch={setTyped}
        searching={leads.isFetching}
        placeholder="A person's name"
        options={chosen === undefined ? found : [chosen, ...found]}
      />
    </Field>
  )
}

function nameOf(name: string): string {
  return name === '' ? 'a lead without a name' : name
}

function Explanation({ explanation }: { explanation: LeadExplanation }) {
  const format = useFormat()
  const { contributions, chance, averageChance, asOf, contactName } = explanation
  const most = Math.max(...contributions.map(({ logOdds }) => Math.abs(logOdds)), 1e-9)
  const shown = contributions.slice(0, shownMost)
  return (
    <div className="mt-5">
      <p className="text-sm">
        <span className="num text-xl font-semibold">{format.percent(chance)}</span>{' '}
        <span className="text-ink-2">
          chance for {nameOf(contactName)}, as known {format.dayTime(asOf)}. An average lead has{' '}
          {format.percent(averageChance)}.
        </span>
      </p>
      <ol aria-label="What speaks for it and against it" className="mt-4 space-y-3">
        {shown.map((one) => (
          <li key={one.attribute} className="text-sm">
            <span className="block text-ink-2">{one.words}</span>
            <ContributionBar share={one.logOdds / most} />
          </li>
        ))}
      </ol>
      {contributions.length > shown.length && (
        <p className="mt-3 text-xs text-ink-3">
          {contributions.length - shown.length} more attributes do less than these.
        </p>
      )}
    </div>
  )
}

/** Right of the middle speaks for winning, left against it; the words above say the same. */
function ContributionBar({ share }: { share: number }) {
  const half = `${Math.abs(share) * 50}%`
  return (
    <span aria-hidden className="relative mt-1 block h-2 max-w-xl rounded-sm bg-sunken">
      <span className="absolute inset-y-0 left-1/2 w-px bg-line-strong" />
      <span
        className={cx('absolute inset-y-0 rounded-sm', share > 0 ? 'left-1/2 bg-ok' : 'right-1/2 bg-bad')}
        style={{ width: half }}
      />
    </span>
  )
}
