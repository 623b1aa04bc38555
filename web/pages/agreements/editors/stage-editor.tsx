import type { StageBody } from '../../../../contract/agreement-bodies.ts'
import { noCriteria } from '../../../../contract/criteria.ts'
import { CriteriaField } from '../../../parts/criteria/criteria-field.tsx'
import { Card } from '../../../ui/card.tsx'
import { RadioCard } from '../../../ui/input.tsx'
import type { EditorProps } from './body-editor.tsx'
import { ProseField } from './lines-field.tsx'

/** When a lead stands at a stage, and who says so. */
export function StageEditor({ body, onChange }: EditorProps<StageBody>) {
  return (
    <Card title="The stage">
      <div className="space-y-6">
        <ProseField
          label="What it means"
          value={body.meaning}
          onChange={(meaning) => onChange({ ...body, meaning })}
        />
        <fieldset className="grid gap-2 sm:grid-cols-2">
          <legend className="mb-1.5 text-sm font-medium">Who moves a lead here</legend>
          <RadioCard
            name="movedBy"
            label="The criteria"
            hint="As soon as a lead meets them, with the evidence."
            checked={body.movedBy === 'criteria'}
            onChange={() => onChange({ ...body, movedBy: 'criteria', entry: body.entry ?? noCriteria })}
          />
          <RadioCard
            name="movedBy"
            label="A person"
            hint="Somebody decides, and may say why."
            checked={body.movedBy === 'person'}
            onChange={() => onChange({ ...body, movedBy: 'person' })}
          />
        </fieldset>
        {body.movedBy === 'criteria' && (
          <>
            <CriteriaField
              label="A lead enters this stage when"
              criteria={body.entry ?? noCriteria}
              onChange={(entry) => onChange({ ...body, entry })}
            />
            <Afterwards body={body} onChange={onChange} />
          </>
        )}
      </div>
    </Card>
  )
}

function Afterwards({ body, onChange }: EditorProps<StageBody>) {
  return (
    <fieldset className="grid gap-2 sm:grid-cols-2">
      <legend className="mb-1.5 text-sm font-medium">A lead that does not meet them any more</legend>
      <RadioCard
        name="afterwards"
        label="stays where it is"
        checked={body.whenNoLongerMet === 'stay'}
        onChange={() => onChange({ ...body, whenNoLongerMet: 'stay' })}
      />
      <RadioCard
        name="afterwards"
        label="goes back to where it came from"
        hint="As a move of its own, with its reason."
        checked={body.whenNoLongerMet === 'move-back'}
        onChange={() => onChange({ ...body, whenNoLongerMet: 'move-back' })}
      />
    </fieldset>
  )
}
