import { useState } from 'react'
import { Card } from '../ui/card.tsx'
import { Combobox, MultiCombobox } from '../ui/combobox.tsx'
import { Field } from '../ui/field.tsx'
import { Checkbox, Input, RadioCard, SearchInput, Select, Switch, Textarea } from '../ui/input.tsx'
import { TeamMark } from '../ui/team.tsx'

const owners = [
  { value: 'at', label: 'Aylin Tekin', hint: 'Marketing', mark: <TeamMark team="marketing" /> },
  { value: 'mk', label: 'Mara Kurt', hint: 'Sales', mark: <TeamMark team="sales" /> },
  { value: 'jp', label: 'Jonas Petersen', hint: 'Sales', mark: <TeamMark team="sales" /> },
]

export function Forms() {
  const [search, setSearch] = useState('Kestrel')
  const [owner, setOwner] = useState<string | null>('mk')
  const [readers, setReaders] = useState<string[]>(['at', 'jp'])
  return (
    <Card
      title="Forms"
      note="Every control takes its label, its hint and its error from the field around it."
    >
      <div className="grid gap-4 sm:grid-cols-2">
        <Field label="Name" hint="As it stands on the door.">
          <Input defaultValue="Kestrel Freight" />
        </Field>
        <Field label="Mail" error="This is not a mail address. Write it as name@company.com.">
          <Input defaultValue="otto.brandt@" />
        </Field>
        <Field label="Stage">
          <Select
            options={[
              { value: 'mql', label: 'MQL' },
              { value: 'sql', label: 'SQL' },
            ]}
            placeholder="Any stage"
          />
        </Field>
        <Field label="Owner">
          <Combobox options={owners} value={owner} onChange={setOwner} clearable />
        </Field>
        <Field label="Readers" required={false} className="sm:col-span-2">
          <MultiCombobox
            options={owners}
            values={readers}
            onChange={setReaders}
            placeholder="Choose members"
          />
        </Field>
        <Field label="What did you learn?" className="sm:col-span-2">
          <Textarea placeholder="One sentence marketing can use" />
        </Field>
        <SearchInput label="Search people" value={search} onChange={setSearch} />
        <Switch label="Mail me the digest" hint="Every working day at 08:00." defaultChecked />
        <Choices />
      </div>
    </Card>
  )
}

function Choices() {
  return (
    <>
      <div className="space-y-2">
        <Checkbox label="Show it to both teams" defaultChecked />
        <Checkbox label="Also those who left" hint="Their records stay." />
      </div>
      <fieldset className="space-y-2">
        <legend className="mb-1.5 text-sm font-medium">Order of dates</legend>
        <RadioCard name="order" label="Day first" hint="31.12.2026" defaultChecked />
        <RadioCard name="order" label="Month first" hint="12/31/2026" />
      </fieldset>
    </>
  )
}
