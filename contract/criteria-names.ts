import type { CriteriaField } from './criteria-fields.ts'
import type { CriteriaNames } from './criteria-sentence.ts'

/** Where the names in a sentence come from: the fields of the catalogue, and lists that other screens have too. */
export type NameSources = {
  readonly fields: readonly Pick<CriteriaField, 'of' | 'field' | 'phrase' | 'type'>[]
  readonly channels: readonly { readonly id: number; readonly name: string }[]
  readonly stages: readonly { readonly key: string; readonly name: string }[]
  /** Campaigns, members, products and profiles, which have ids of one kind. */
  readonly named: readonly { readonly id: string; readonly name: string }[]
  readonly currency: string
}

const idTypes = new Set<CriteriaField['type']>(['member', 'campaign', 'product'])
const amounts = new Intl.NumberFormat('en', { maximumFractionDigits: 2 })

/** The names that `criteriaSentence` asks for. */
export function criteriaNames({ fields, channels, stages, named, currency }: NameSources): CriteriaNames {
  const known = new Map(fields.map((field) => [`${field.of} ${field.field}`, field]))
  const names = new Map(named.map(({ id, name }) => [id, name]))
  const ofChannels = new Map(channels.map(({ id, name }) => [id, name]))
  const ofStages = new Map(stages.map(({ key, name }) => [key, name]))
  return {
    field: (of, field) => known.get(`${of} ${field}`)?.phrase ?? null,
    value: (of, field, value) => {
      const type = known.get(`${of} ${field}`)?.type
      if (type === 'money' && typeof value === 'number') return `${amounts.format(value)} ${currency}`
      if (type === undefined || !idTypes.has(type)) return null
      return names.get(String(value)) ?? `a ${type} that is gone`
    },
    channel: (id) => ofChannels.get(id) ?? null,
    campaign: (id) => names.get(id) ?? null,
    profile: (id) => names.get(id) ?? null,
    stage: (key) => ofStages.get(key) ?? null,
  }
}
