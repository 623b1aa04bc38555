import { QueryBuilder } from 'react-querybuilder'
import type {
  ActionProps,
  CombinatorSelectorProps,
  RuleGroupType,
  ValueEditorProps,
} from 'react-querybuilder'
import { FolderPlus, Plus, X } from 'lucide-react'
import { useMemo } from 'react'
import { criteriaDepthMax } from '../../../contract/criteria.ts'
import type { Condition, Criteria } from '../../../contract/criteria.ts'
import { Button, IconButton } from '../../ui/button.tsx'
import { Select } from '../../ui/input.tsx'
import { ConditionEditor } from './condition-editor.tsx'
import { conditionField, criteriaOf, newCondition, treeOf } from './tree.ts'

type BuilderProps = { criteria: Criteria; onChange: (criteria: Criteria) => void }

const joins = [
  { name: 'all', value: 'all', label: 'all of these' },
  { name: 'any', value: 'any', label: 'any of these' },
  { name: 'none', value: 'none', label: 'none of these' },
]
const fields = [{ name: conditionField, value: conditionField, label: 'Condition' }]

/** Criteria as groups of conditions that can be nested; each condition has an editor of its own. */
export function CriteriaBuilder({ criteria, onChange }: BuilderProps) {
  const tree = useMemo(() => treeOf(criteria), [criteria])
  return (
    <div className="criteria-builder" ref={withoutLandmark}>
      <QueryBuilder
        query={tree}
        onQueryChange={(next: RuleGroupType) => {
          const drawn = criteriaOf(next)
          if (JSON.stringify(drawn) !== JSON.stringify(criteria)) onChange(drawn)
        }}
        fields={fields}
        combinators={joins}
        maxLevels={criteriaDepthMax - 1}
        addRuleToNewGroups
        suppressStandardClassnames
        getDefaultValue={() => newCondition}
        controlElements={controls}
        controlClassnames={classes}
        translations={{ fields: { title: 'What it is about' } }}
      />
    </div>
  )
}

/** The library calls its tree a form, a landmark without a name: several on one page could not be told apart. */
function withoutLandmark(place: HTMLDivElement | null) {
  place?.querySelector('[role=form]')?.removeAttribute('role')
}

const controls = {
  fieldSelector: null,
  operatorSelector: null,
  combinatorSelector: JoinSelect,
  valueEditor: Value,
  addRuleAction: AddCondition,
  addGroupAction: AddGroup,
  removeRuleAction: Remove,
  removeGroupAction: Remove,
}

const classes = {
  ruleGroup: 'rounded-lg border border-line bg-surface p-3 space-y-3',
  header: 'flex flex-wrap items-center gap-2',
  body: 'space-y-2 border-l-2 border-line pl-3 empty:hidden',
  rule: 'flex items-start gap-2 rounded-md bg-sunken p-2',
}

function JoinSelect({ value, ...act }: CombinatorSelectorProps) {
  return (
    <Select
      aria-label="How the conditions of this group are joined"
      className="w-40"
      value={value}
      options={joins.map(({ name, label }) => ({ value: name, label }))}
      onChange={(event) => act.handleOnChange(event.target.value)}
    />
  )
}

function Value({ value, ...act }: ValueEditorProps) {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the builder hands back the value that it was given.
  const condition = value as Condition
  return <ConditionEditor condition={condition} onChange={(next) => act.handleOnChange(next)} />
}

function AddCondition(act: ActionProps) {
  return (
    <Button size="sm" icon={Plus} onClick={(event) => act.handleOnClick(event)}>
      Condition
    </Button>
  )
}

function AddGroup({ disabled, level, ...act }: ActionProps) {
  if (level >= criteriaDepthMax - 1) return null
  return (
    <Button size="sm" icon={FolderPlus} disabled={disabled} onClick={(event) => act.handleOnClick(event)}>
      Group
    </Button>
  )
}

function Remove({ ruleOrGroup, ...act }: ActionProps) {
  const isGroup = 'rules' in ruleOrGroup
  return (
    <IconButton
      icon={X}
      size="sm"
      label={isGroup ? 'Take this group away' : 'Take this condition away'}
      className="ml-auto"
      onClick={(event) => act.handleOnClick(event)}
    />
  )
}
