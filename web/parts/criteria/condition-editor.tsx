import { committeeRoles } from '../../../contract/criteria.ts'
import type {
  CommitteeCondition,
  Condition,
  ProfileCondition,
  ScoreCondition,
} from '../../../contract/criteria.ts'
import { Select } from '../../ui/input.tsx'
import { MultiCombobox } from '../../ui/combobox.tsx'
import { AttributeEditor } from './attribute-editor.tsx'
import { NumberInput } from './number-input.tsx'
import { TouchEditor } from './touch-editor.tsx'
import { useProfileOptions } from './use-choices.ts'

const kinds = [
  { value: 'attribute', label: 'An attribute' },
  { value: 'touch', label: 'What they did' },
  { value: 'score', label: 'A score' },
  { value: 'committee', label: 'Who decides' },
  { value: 'profile', label: 'A customer profile' },
] as const

const beginnings: Record<Condition['kind'], Condition> = {
  attribute: { kind: 'attribute', of: 'account', field: 'employees', is: 'at-least', value: 50 },
  touch: {
    kind: 'touch',
    kinds: ['form'],
    channels: [],
    campaigns: [],
    assets: [],
    is: 'at-least',
    times: 1,
  },
  score: { kind: 'score', score: 'engagement', is: 'at-least', points: 40 },
  committee: { kind: 'committee', who: 'company', roles: ['decision_maker'], people: 1 },
  profile: { kind: 'profile', profile: 'any', is: 'matched' },
}

type EditorProps<Kind extends Condition> = { condition: Kind; onChange: (next: Condition) => void }

/** One condition: what it is about, then the few controls that this needs, in one line where there is room. */
export function ConditionEditor({ condition, onChange }: EditorProps<Condition>) {
  return (
    <div className="flex min-w-0 flex-1 flex-wrap items-start gap-2">
      <Select
        aria-label="What the condition is about"
        className="w-full sm:w-44"
        value={condition.kind}
        options={kinds}
        onChange={(event) => {
          const kind = kinds.find(({ value }) => value === event.target.value)
          if (kind) onChange(beginnings[kind.value])
        }}
      />
      <Detail condition={condition} onChange={onChange} />
    </div>
  )
}

function Detail({ condition, onChange }: EditorProps<Condition>) {
  switch (condition.kind) {
    case 'attribute':
      return <AttributeEditor condition={condition} onChange={onChange} />
    case 'touch':
      return <TouchEditor condition={condition} onChange={onChange} />
    case 'score':
      return <ScoreEditor condition={condition} onChange={onChange} />
    case 'committee':
      return <CommitteeEditor condition={condition} onChange={onChange} />
    default:
      return <ProfileEditor condition={condition} onChange={onChange} />
  }
}

function ScoreEditor({ condition, onChange }: EditorProps<ScoreCondition>) {
  return (
    <>
      <Select
        aria-label="Which score"
        className="w-36"
        value={condition.score}
        options={[
          { value: 'fit', label: 'Fit' },
          { value: 'engagement', label: 'Engagement' },
        ]}
        onChange={(event) =>
          onChange({ ...condition, score: event.target.value === 'fit' ? 'fit' : 'engagement' })
        }
      />
      <Select
        aria-label="At least or below"
        className="w-32"
        value={condition.is}
        options={[
          { value: 'at-least', label: 'is at least' },
          { value: 'below', label: 'is below' },
        ]}
        onChange={(event) =>
          onChange({ ...condition, is: event.target.value === 'below' ? 'below' : 'at-least' })
        }
      />
      <NumberInput
        label="Points"
        value={condition.points}
        max={10_000}
        onChange={(points) => onChange({ ...condition, points })}
      />
    </>
  )
}

const roleOptions = committeeRoles.map((role) => ({ value: role, label: role.replaceAll('_', ' ') }))

function CommitteeEditor({ condition, onChange }: EditorProps<CommitteeCondition>) {
  const company = condition.who === 'company'
  return (
    <>
      <Select
        aria-label="Whose role"
        className="w-44"
        value={condition.who}
        options={[
          { value: 'person', label: 'the person is' },
          { value: 'company', label: 'their company has' },
        ]}
        onChange={(event) =>
          onChange({ ...condition, who: event.target.value === 'person' ? 'person' : 'company' })
        }
      />
      {company && (
        <NumberInput
          label="At least so many people"
          value={condition.people}
          max={100}
          onChange={(people) => onChange({ ...condition, people: Math.max(1, people) })}
        />
      )}
      <MultiCombobox
        label="Roles"
        className="w-full sm:w-72"
        options={roleOptions}
        values={condition.roles}
        onChange={(values) => {
          const roles = committeeRoles.filter((role) => values.includes(role))
          if (roles.length > 0) onChange({ ...condition, roles })
        }}
      />
    </>
  )
}

function ProfileEditor({ condition, onChange }: EditorProps<ProfileCondition>) {
  const profiles = useProfileOptions()
  return (
    <>
      <Select
        aria-label="Matches or not"
        className="w-40"
        value={condition.is}
        options={[
          { value: 'matched', label: 'matches' },
          { value: 'not-matched', label: 'does not match' },
        ]}
        onChange={(event) =>
          onChange({ ...condition, is: event.target.value === 'matched' ? 'matched' : 'not-matched' })
        }
      />
      <Select
        aria-label="Which profile"
        className="w-full sm:w-56"
        value={condition.profile}
        options={[{ value: 'any', label: 'any profile in force' }, ...profiles]}
        onChange={(event) => onChange({ ...condition, profile: event.target.value })}
      />
    </>
  )
}
