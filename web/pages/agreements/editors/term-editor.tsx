import type { BodyOf } from '../../../../contract/agreement-bodies.ts'
import { Card } from '../../../ui/card.tsx'
import type { EditorProps } from './body-editor.tsx'
import { LinesField, ProseField } from './lines-field.tsx'

/** What a word means to both teams. */
export function TermEditor({ body, onChange }: EditorProps<BodyOf<'term'>>) {
  return (
    <Card title="The term">
      <div className="space-y-4">
        <ProseField
          label="What it means"
          rows={4}
          value={body.definition}
          onChange={(definition) => onChange({ ...body, definition })}
        />
        <LinesField
          label="Examples"
          lines={body.examples}
          onChange={(examples) => onChange({ ...body, examples })}
        />
        <LinesField
          label="What it is not"
          lines={body.isNot}
          onChange={(isNot) => onChange({ ...body, isNot })}
        />
        <LinesField
          label="Other words for it, better avoided"
          lines={body.aliases}
          onChange={(aliases) => onChange({ ...body, aliases })}
        />
      </div>
    </Card>
  )
}
