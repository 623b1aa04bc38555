import type { BodyOf, Powers } from '../../../../contract/agreement-bodies.ts'
import { useMemberOptions } from '../../../parts/choices.ts'
import { Card } from '../../../ui/card.tsx'
import { MultiCombobox } from '../../../ui/combobox.tsx'
import { Field } from '../../../ui/field.tsx'
import { Checkbox, Input, Select } from '../../../ui/input.tsx'
import type { EditorProps } from './body-editor.tsx'
import { NumberOrNone } from './journey-editor.tsx'
import { LinesField, ProseField } from './lines-field.tsx'
import { TeamSelect } from './team-select.tsx'

/** What a role is for, what it answers for, and its powers and limits. */
export function CharterEditor({ body, onChange }: EditorProps<BodyOf<'role_charter'>>) {
  const members = useMemberOptions()
  return (
    <>
      <Card title="The role">
        <div className="space-y-4">
          <Field label="Role">
            <Input
              maxLength={300}
              value={body.role}
              onChange={(event) => onChange({ ...body, role: event.target.value })}
            />
          </Field>
          <TeamSelect label="Team" team={body.team} onChange={(team) => onChange({ ...body, team })} />
          <Field label="Who holds it" required={false}>
            <MultiCombobox
              options={members}
              values={body.holders}
              onChange={(holders) => onChange({ ...body, holders })}
            />
          </Field>
          <ProseField
            label="What it is for"
            value={body.purpose}
            onChange={(purpose) => onChange({ ...body, purpose })}
          />
          <LinesField
            label="What it answers for"
            lines={body.responsibilities}
            onChange={(responsibilities) => onChange({ ...body, responsibilities })}
          />
        </div>
      </Card>
      <Card
        title="Powers and limits"
        note="Rapport keeps to them: whoever holds roles may do what at least one of them grants."
      >
        <PowersEditor powers={body.powers} onChange={(powers) => onChange({ ...body, powers })} />
      </Card>
    </>
  )
}

const promises = [
  { value: 'nothing', label: 'nothing' },
  { value: 'standard', label: 'what is standard' },
  { value: 'anything', label: 'anything' },
] as const

function PowersEditor({ powers, onChange }: { powers: Powers; onChange: (powers: Powers) => void }) {
  const flag = (name: 'sign' | 'export' | 'seeRevenue' | 'seeContactData', label: string) => (
    <Checkbox
      label={label}
      checked={powers[name]}
      onChange={(event) => onChange({ ...powers, [name]: event.target.checked })}
    />
  )
  return (
    <div className="grid gap-4 sm:grid-cols-2">
      {flag('sign', 'Signs agreements for the team')}
      {flag('seeRevenue', 'Sees revenue')}
      {flag('seeContactData', 'Sees mail addresses and phone numbers')}
      {flag('export', 'Takes rows out as files')}
      <Field label="Rows in one file, at most" hint="Empty: without limit." required={false}>
        <NumberOrNone
          max={100_000_000}
          value={powers.exportRowsMax}
          onChange={(rows) =>
            onChange({ ...powers, exportRowsMax: rows === null ? null : Math.max(1, Math.trunc(rows)) })
          }
        />
      </Field>
      <Field label="Discount, % at most">
        <NumberOrNone
          max={100}
          value={powers.discountPercentMax}
          onChange={(percent) => onChange({ ...powers, discountPercentMax: percent ?? 0 })}
        />
      </Field>
      <Field label="Promises customers">
        <Select
          value={powers.promise}
          options={promises}
          onChange={(event) => {
            const next = promises.find(({ value }) => value === event.target.value)
            if (next) onChange({ ...powers, promise: next.value })
          }}
        />
      </Field>
    </div>
  )
}
