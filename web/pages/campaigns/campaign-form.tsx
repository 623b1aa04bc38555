import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { campaignAims, campaignTypes, changeCampaign, createCampaign } from '../../../contract/campaigns.ts'
import type { CampaignView } from '../../../contract/campaigns.ts'
import { oneOf } from '../../../contract/records.ts'
import { call, errorAt } from '../../app/client.ts'
import { useChannelOptions, useMemberOptions } from '../../parts/choices.ts'
import { FormDialog } from '../../parts/form-dialog.tsx'
import { Field } from '../../ui/field.tsx'
import { Input, Select } from '../../ui/input.tsx'
import type { Option } from '../../ui/input.tsx'
import { aimWords, typeWords } from './words.ts'

type CampaignFormProps = { campaign?: CampaignView; onClose: () => void }

/** Adds a campaign, or changes one: everything but its spend and its talk track, which are written on its page. */
export function CampaignForm({ campaign, onClose }: CampaignFormProps) {
  const [values, setValues] = useState(() => valuesOf(campaign))
  const save = useSave(campaign, onClose)
  const field = fieldsFor({
    values,
    problem: save.error,
    onChange: (change) => setValues({ ...values, ...change }),
  })
  const members = useMemberOptions()
  const channels = useChannelOptions()
  return (
    <FormDialog
      open
      onOpenChange={onClose}
      title={campaign ? `Change ${campaign.name}` : 'New campaign'}
      width="lg"
      send={campaign ? 'Save' : 'Add campaign'}
      onSend={() => save.mutate(values)}
      busy={save.isPending}
      problem={save.error}
      paired
    >
      <div className="sm:col-span-2">{field.text('name', 'Name', { required: true })}</div>
      {field.choice('type', 'Type', { options: optionsOf(campaignTypes, typeWords) })}
      {field.choice('worksOn', 'Works on', { options: optionsOf(campaignAims, aimWords) })}
      {field.choice('channelId', 'Channel', { options: channels, placeholder: 'None' })}
      {field.choice('ownerId', 'Owner', { options: members, placeholder: 'Nobody' })}
      {field.text('startsOn', 'Begins', { type: 'date' })}
      {field.text('endsOn', 'Ends', { type: 'date' })}
      {field.text('budget', 'Budget', { inputMode: 'decimal', placeholder: '12500.00' })}
      {field.text('segment', 'Segment')}
      {field.text('utmSource', 'utm_source')}
      {field.text('utmMedium', 'utm_medium')}
      {field.text('utmCampaign', 'utm_campaign')}
    </FormDialog>
  )
}

type Choices = { readonly options: readonly Option[]; readonly placeholder?: string }
type Values = ReturnType<typeof valuesOf>
type Key = keyof Values

function valuesOf(campaign: CampaignView | undefined) {
  const type: string = campaign?.type ?? 'lead_generation'
  const worksOn: string = campaign?.worksOn ?? 'promotion'
  return {
    name: orEmpty(campaign?.name),
    type,
    worksOn,
    channelId: campaign?.channel ? String(campaign.channel.id) : '',
    ownerId: orEmpty(campaign?.owner?.id),
    startsOn: orEmpty(campaign?.startsOn),
    endsOn: orEmpty(campaign?.endsOn),
    budget: orEmpty(campaign?.budget),
    segment: orEmpty(campaign?.segment),
    ...tagsOf(campaign),
  }
}

function orEmpty(value: string | null | undefined): string {
  return value ?? ''
}

function tagsOf(campaign: CampaignView | undefined) {
  const { utmSource, utmMedium, utmCampaign } = campaign ?? {}
  return { utmSource: utmSource ?? '', utmMedium: utmMedium ?? '', utmCampaign: utmCampaign ?? '' }
}

function given(text: string): string | null {
  return text.trim() === '' ? null : text.trim()
}

function bodyOf(values: Values) {
  return {
    name: values.name,
    type: oneOf(campaignTypes, values.type),
    worksOn: oneOf(campaignAims, values.worksOn),
    channelId: values.channelId === '' ? null : Number(values.channelId),
    ownerId: given(values.ownerId),
    startsOn: given(values.startsOn),
    endsOn: given(values.endsOn),
    budget: given(values.budget)?.replace(',', '.') ?? null,
    segment: given(values.segment),
    utmSource: given(values.utmSource),
    utmMedium: given(values.utmMedium),
    utmCampaign: given(values.utmCampaign),
  }
}

function useSave(campaign: CampaignView | undefined, onClose: () => void) {
  const client = useQueryClient()
  const navigate = useNavigate()
  return useMutation({
    mutationFn: (values: Values) => {
      const body = bodyOf(values)
      return campaign
        ? call(changeCampaign, { params: { id: campaign.id }, body })
        : call(createCampaign, { body })
    },
    onSuccess: async (saved) => {
      await client.invalidateQueries()
      onClose()
      if (!campaign) void navigate({ to: `/campaigns/${saved.id}` })
    },
  })
}

function optionsOf<Value extends string>(
  values: readonly Value[],
  words: Readonly<Record<Value, string>>,
): Option[] {
  return values.map((value) => ({ value, label: words[value] }))
}

type FieldsInput = {
  values: Values
  problem: unknown
  onChange: (change: Partial<Values>) => void
}

/** Fields by their place in what is sent, so that a refusal stands at the field it is about. */
function fieldsFor({ values, problem, onChange }: FieldsInput) {
  return {
    text: (key: Key, label: string, more: React.ComponentProps<'input'> = {}) => (
      <Field label={label} required={more.required} error={errorAt(problem, key)}>
        <Input
          maxLength={200}
          autoComplete="off"
          value={values[key]}
          onChange={(event) => onChange({ [key]: event.target.value })}
          {...more}
        />
      </Field>
    ),
    choice: (key: Key, label: string, { options, placeholder }: Choices) => (
      <Field label={label} error={errorAt(problem, key)}>
        <Select
          value={values[key]}
          options={options}
          placeholder={placeholder}
          onChange={(event) => onChange({ [key]: event.target.value })}
        />
      </Field>
    ),
  }
}
