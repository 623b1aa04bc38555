import type {
  AttributeCondition,
  Condition,
  Criteria,
  CriteriaNode,
  ProfileCondition,
  TouchCondition,
} from '../../../../contract/criteria.ts'
import { conditionsOf, criteriaDaysMax } from '../../../../contract/criteria.ts'
import { testsOfType } from '../../../../contract/criteria-fields.ts'
import type { CriteriaFieldType } from '../../../../contract/criteria-fields.ts'
import type { Field, Fields } from './field.ts'
import { fieldId } from './field.ts'
import { equalFolded } from './fold.ts'

/** What criteria can speak of in a workspace. */
export type Catalogue = {
  readonly fields: Fields
  readonly channels: ReadonlyMap<number, string>
  readonly stages: ReadonlyMap<string, string>
  readonly campaigns: ReadonlyMap<string, string>
  readonly members: ReadonlyMap<string, string>
  readonly products: ReadonlyMap<string, string>
  /** Agreements on customer profiles, by id, with the criteria they now have. */
  readonly profiles: ReadonlyMap<string, { readonly name: string; readonly criteria: Criteria | null }>
  readonly currency: string
}

/** Why criteria cannot be used: where, and what to do. */
export type CriteriaFault = { readonly place: string; readonly message: string; readonly remedy: string }

export type CheckOptions = {
  /** The kinds of condition that make sense where the criteria will stand; all of them unless told. */
  readonly mayUse?: readonly Condition['kind'][]
  /** The profile whose criteria these are: they must not lead back to it. */
  readonly profile?: string
  /** Where the criteria stand in what was sent, such as `body.entry`. */
  readonly place?: string
}

/** Everything that is wrong with criteria in this workspace; the schema has judged their shape before. */
export function criteriaFaults(
  criteria: Criteria,
  catalogue: Catalogue,
  options: CheckOptions = {},
): CriteriaFault[] {
  return placed(criteria, options.place ?? '').flatMap(([condition, place]) => {
    const fault = forbiddenFault(condition, options) ?? conditionFault(condition, { catalogue, options })
    return fault === null ? [] : [{ ...fault, place: [place, fault.place].filter(Boolean).join('.') }]
  })
}

function placed(node: CriteriaNode, place: string): [Condition, string][] {
  if (node.kind !== 'group') return [[node, place]]
  return node.of.flatMap((part, index) => placed(part, `${place === '' ? '' : `${place}.`}of[${index}]`))
}

function forbiddenFault({ kind }: Condition, { mayUse }: CheckOptions): CriteriaFault | null {
  if (mayUse === undefined || mayUse.includes(kind)) return null
  const words = {
    attribute: 'an attribute',
    touch: 'touches',
    score: 'a score',
    committee: 'a role',
    profile: 'a profile',
  }
  return {
    place: 'kind',
    message: `A condition on ${words[kind]} cannot stand here.`,
    remedy: `Use conditions on ${mayUse.map((each) => words[each]).join(', ')}.`,
  }
}

type Check = { readonly catalogue: Catalogue; readonly options: CheckOptions }

function conditionFault(condition: Condition, check: Check): CriteriaFault | null {
  switch (condition.kind) {
    case 'attribute':
      return attributeFault(condition, check.catalogue)
    case 'touch':
      return touchFault(condition, check.catalogue)
    case 'profile':
      return profileFault(condition, check)
    default:
      return null
  }
}

function attributeFault(condition: AttributeCondition, catalogue: Catalogue): CriteriaFault | null {
  const { of, field: name, is } = condition
  const field = catalogue.fields.get(fieldId(of, name))
  if (field === undefined || field.retired) {
    return {
      place: 'field',
      message:
        field === undefined
          ? `There is no field ${name} of a ${of}.`
          : `The field ${field.label} is retired.`,
      remedy: 'Choose one of /api/v1/criteria/fields.',
    }
  }
  const tests = testsOfType[field.type]
  if (!tests.includes(is)) {
    return {
      place: 'is',
      message: `${field.label} cannot be tested with ${is}.`,
      remedy: `Use one of: ${tests.join(', ')}.`,
    }
  }
  return valueFault(condition, field, catalogue)
}

function valueFault(
  { is, value }: AttributeCondition,
  field: Field,
  catalogue: Catalogue,
): CriteriaFault | null {
  if (is === 'filled' || is === 'blank')
    return value === undefined ? null : atValue(`The test ${is} takes no value.`, 'Leave the value out.')
  const many = is === 'one-of' || is === 'none-of'
  if (value === undefined || Array.isArray(value) !== many)
    return atValue(
      `The test ${is} takes ${many ? 'a list of values' : 'one value'}.`,
      many ? 'Send a list.' : 'Send one.',
    )
  if (is === 'in-last-days') return daysFault(value)
  for (const one of [value].flat()) {
    const problem = unfit(one, field, catalogue)
    if (problem !== null) return atValue(`${field.label}: ${problem.message}`, problem.remedy)
  }
  return null
}

function atValue(message: string, remedy: string): CriteriaFault {
  return { place: 'value', message, remedy }
}

function daysFault(value: AttributeCondition['value']): CriteriaFault | null {
  if (typeof value === 'number' && Number.isInteger(value) && value >= 1 && value <= criteriaDaysMax)
    return null
  return {
    place: 'value',
    message: 'A number of days is wanted.',
    remedy: `Give a whole number from 1 to ${criteriaDaysMax}.`,
  }
}

type Problem = { readonly message: string; readonly remedy: string }
type Value = string | number | boolean

function unfit(value: Value, field: Field, catalogue: Catalogue): Problem | null {
  const wanted = wantedType(field.type)
  if (wanted === 'day') return dayProblem(value)
  if (typeof value !== wanted) {
    return { message: `${String(value)} is not a ${words[wanted]}.`, remedy: `Give a ${words[wanted]}.` }
  }
  const known = knownIds(field.type, catalogue)
  if (known !== null) {
    if (known.has(String(value))) return null
    return { message: `there is no ${field.type} ${String(value)}.`, remedy: `Choose one that exists.` }
  }
  if (field.type !== 'choice' || field.options.some((option) => equalFolded(option, String(value))))
    return null
  const shown = field.options.slice(0, optionsShownMax).join(', ')
  return { message: `${String(value)} is none of its options.`, remedy: `Choose one of: ${shown}.` }
}

const optionsShownMax = 10
const words = { string: 'text', number: 'number', boolean: 'yes or no, as true or false' } as const

function wantedType(type: CriteriaFieldType): keyof typeof words | 'day' {
  if (type === 'number' || type === 'money') return 'number'
  if (type === 'boolean') return 'boolean'
  return type === 'date' || type === 'instant' ? 'day' : 'string'
}

function knownIds(type: CriteriaFieldType, catalogue: Catalogue): ReadonlyMap<string, string> | null {
  if (type === 'member') return catalogue.members
  if (type === 'campaign') return catalogue.campaigns
  return type === 'product' ? catalogue.products : null
}

const dayText = /^\d{4}-\d{2}-\d{2}$/

function dayProblem(value: Value): Problem | null {
  const remedy = 'Give a day such as 2026-03-31.'
  if (typeof value !== 'string' || !dayText.test(value))
    return { message: `${String(value)} is not a day.`, remedy }
  const day = new Date(`${value}T00:00:00Z`)
  const exists = !Number.isNaN(day.getTime()) && day.toISOString().startsWith(value)
  return exists ? null : { message: `no calendar has the day ${value}.`, remedy }
}

function touchFault(condition: TouchCondition, catalogue: Catalogue): CriteriaFault | null {
  const { channels, campaigns, since } = condition
  const channel = channels.findIndex((id) => !catalogue.channels.has(id))
  if (channel >= 0) return unknown(`channels[${channel}]`, `channel ${channels[channel]}`, '/api/v1/channels')
  const campaign = campaigns.findIndex((id) => !catalogue.campaigns.has(id))
  if (campaign >= 0)
    return unknown(`campaigns[${campaign}]`, `campaign ${campaigns[campaign]}`, '/api/v1/campaigns')
  if (since?.event !== 'stage-entered' || catalogue.stages.has(since.stage)) return null
  return unknown('since.stage', `stage ${since.stage}`, '/api/v1/stages')
}

function unknown(place: string, what: string, list: string): CriteriaFault {
  return { place, message: `There is no ${what}.`, remedy: `Choose one of ${list}.` }
}

function profileFault({ profile }: ProfileCondition, { catalogue, options }: Check): CriteriaFault | null {
  if (profile === 'any') {
    if (options.profile === undefined) return null
    return {
      place: 'profile',
      message: 'A profile cannot ask for any profile, because it is one of them.',
      remedy: 'Name the profiles that you mean.',
    }
  }
  if (!catalogue.profiles.has(profile))
    return unknown('profile', `profile ${profile}`, 'the profiles in force')
  if (options.profile === undefined || !leadsTo(profile, options.profile, catalogue)) return null
  return {
    place: 'profile',
    message: `This leads back to the profile itself, by way of ${catalogue.profiles.get(profile)?.name ?? profile}.`,
    remedy: 'Take one of the two references out.',
  }
}

/** Whether the criteria of one profile ask, by whatever way, for another. */
function leadsTo(from: string, to: string, { profiles }: Catalogue): boolean {
  const reached = new Set([from])
  for (const id of reached) {
    if (id === to) return true
    const criteria = profiles.get(id)?.criteria
    for (const condition of criteria == null ? [] : conditionsOf(criteria)) {
      if (condition.kind === 'profile' && condition.profile !== 'any') reached.add(condition.profile)
    }
  }
  return false
}
