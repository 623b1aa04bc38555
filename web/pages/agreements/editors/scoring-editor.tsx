import { Plus, Trash2 } from 'lucide-react'
import { clauseListMax } from '../../../../contract/agreement-bodies.ts'
import type { EngagementRule, ScoringBody } from '../../../../contract/agreement-bodies.ts'
import { noCriteria } from '../../../../contract/criteria.ts'
import { touchKindNames } from '../../../../contract/touches.ts'
import { CriteriaField } from '../../../parts/criteria/criteria-field.tsx'
import { Button, IconButton } from '../../../ui/button.tsx'
import { Card } from '../../../ui/card.tsx'
import { MultiCombobox } from '../../../ui/combobox.tsx'
import { Field } from '../../../ui/field.tsx'
import { Input } from '../../../ui/input.tsx'
import type { EditorProps } from './body-editor.tsx'
import { NumberOrNone } from './journey-editor.tsx'
import { replaced } from './replaced.ts'

/** How points are earned: rules of fit, and groups of engagement that decay. */
export function ScoringEditor({ body, onChange }: EditorProps<ScoringBody>) {
  return (
    <>
      <Fit body={body} onChange={onChange} />
      <Card
        title="Engagement"
        note="Points for what people do. They halve with time, and no group exceeds its cap."
      >
        <Field label="Halves every, days" className="max-w-40">
          <NumberOrNone
            max={3650}
            value={body.halfLifeDays}
            onChange={(days) => onChange({ ...body, halfLifeDays: Math.max(1, Math.trunc(days ?? 1)) })}
          />
        </Field>
      </Card>
      {body.groups.map((group, index) => (
        <GroupEditor
          key={group.key}
          group={group}
          onChange={(next) =>
            onChange({
              ...body,
              groups: replaced(body.groups, index, next),
            })
          }
        />
      ))}
      <Button
        icon={Plus}
        onClick={() => {
          const key = freeKey(body.groups, 'group')
          onChange({
            ...body,
            groups: [...body.groups, { key, name: 'New group', cap: 50, rules: [newRule(body)] }],
          })
        }}
      >
        Add a group
      </Button>
    </>
  )
}

type Keyed = { readonly key: string }

/** Keys never change while a rule lives, because ledgers name them: a new rule gets one that nobody had. */
function freeKey(taken: readonly Keyed[], stem: string): string {
  const keys = new Set(taken.map(({ key }) => key))
  for (let number = taken.length + 1; ; number++)
    if (!keys.has(`${stem}_${number}`)) return `${stem}_${number}`
}

function newRule(body: ScoringBody): EngagementRule {
  const key = freeKey(
    body.groups.flatMap(({ rules }) => rules),
    'rule',
  )
  return { key, name: 'New rule', kinds: ['view'], channels: [], campaigns: [], points: 1, perDayMax: 20 }
}

function Fit({ body, onChange }: EditorProps<ScoringBody>) {
  const change = (index: number, rule: ScoringBody['fit'][number] | null) =>
    onChange({ ...body, fit: replaced(body.fit, index, rule) })
  return (
    <Card title="Fit" note="Points for who they are, between 0 and 100. They stay while the rule is met.">
      <div className="space-y-6">
        {body.fit.map((rule, index) => (
          <div key={rule.key} className="space-y-3 border-b border-line pb-6 last:border-0 last:pb-0">
            <RuleHead
              rule={rule}
              onChange={(next) => change(index, next)}
              onRemove={() => change(index, null)}
            />
            <CriteriaField
              label={`${rule.name} is met when`}
              criteria={rule.criteria}
              onChange={(criteria) => change(index, { ...rule, criteria })}
            />
          </div>
        ))}
        {body.fit.length < clauseListMax && (
          <Button
            icon={Plus}
            onClick={() => {
              const key = freeKey(body.fit, 'fit')
              onChange({
                ...body,
                fit: [...body.fit, { key, name: 'New rule', criteria: noCriteria, points: 10 }],
              })
            }}
          >
            Add a rule of fit
          </Button>
        )}
      </div>
    </Card>
  )
}

type HeadProps<Rule> = { rule: Rule; onChange: (rule: Rule) => void; onRemove: () => void }

function RuleHead<Rule extends { name: string; points: number }>({
  rule,
  onChange,
  onRemove,
}: HeadProps<Rule>) {
  return (
    <div className="flex flex-wrap items-end gap-3">
      <Field label="Rule" className="min-w-48 flex-1">
        <Input
          maxLength={300}
          value={rule.name}
          onChange={(event) => onChange({ ...rule, name: event.target.value })}
        />
      </Field>
      <Field label="Points" className="w-24">
        <Input
          type="number"
          className="num"
          min={-1000}
          max={1000}
          value={String(rule.points)}
          onChange={(event) => {
            const points = event.target.valueAsNumber
            if (Number.isInteger(points)) onChange({ ...rule, points })
          }}
        />
      </Field>
      <IconButton icon={Trash2} label={`Take ${rule.name} away`} onClick={onRemove} />
    </div>
  )
}

type Group = ScoringBody['groups'][number]
const kindOptions = touchKindNames.map((kind) => ({ value: kind, label: kind.replaceAll('_', ' ') }))

function GroupEditor({ group, onChange }: { group: Group; onChange: (group: Group | null) => void }) {
  const change = (index: number, rule: EngagementRule | null) => {
    const rules = replaced(group.rules, index, rule)
    onChange(rules.length === 0 ? null : { ...group, rules })
  }
  return (
    <Card title={group.name}>
      <div className="space-y-5">
        <div className="flex flex-wrap gap-3">
          <Field label="Group" className="min-w-48 flex-1">
            <Input
              maxLength={300}
              value={group.name}
              onChange={(event) => onChange({ ...group, name: event.target.value })}
            />
          </Field>
          <Field label="Cap" className="w-28">
            <NumberOrNone
              max={10_000}
              value={group.cap}
              onChange={(cap) => onChange({ ...group, cap: Math.max(1, Math.trunc(cap ?? 1)) })}
            />
          </Field>
        </div>
        {group.rules.map((rule, index) => (
          <div key={rule.key} className="grid gap-3 border-t border-line pt-4 lg:grid-cols-[1fr_320px_140px]">
            <RuleHead
              rule={rule}
              onChange={(next) => change(index, next)}
              onRemove={() => change(index, null)}
            />
            <Field label="For which touches">
              <MultiCombobox
                options={kindOptions}
                values={rule.kinds}
                onChange={(values) => {
                  const kinds = touchKindNames.filter((kind) => values.includes(kind))
                  if (kinds.length > 0) change(index, { ...rule, kinds })
                }}
              />
            </Field>
            <Field label="A day, at most" required={false}>
              <NumberOrNone
                max={1000}
                value={rule.perDayMax}
                onChange={(most) =>
                  change(index, { ...rule, perDayMax: most === null ? null : Math.max(1, Math.trunc(most)) })
                }
              />
            </Field>
          </div>
        ))}
      </div>
    </Card>
  )
}
