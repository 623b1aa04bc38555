import type { AgreementBody } from '../../../../contract/agreement-bodies.ts'
import { CharterEditor } from './charter-editor.tsx'
import { JourneyEditor } from './journey-editor.tsx'
import { MetricEditor } from './metric-editor.tsx'
import { PlanEditor } from './plan-editor.tsx'
import { ProfileEditor } from './profile-editor.tsx'
import { ScoringEditor } from './scoring-editor.tsx'
import { StageEditor } from './stage-editor.tsx'
import { TermEditor } from './term-editor.tsx'

/** What an editor of one kind of body is given. */
export type EditorProps<Body extends AgreementBody> = { body: Body; onChange: (body: Body) => void }

/** The editor of a body, by its kind. */
export function BodyEditor({ body, onChange }: EditorProps<AgreementBody>) {
  switch (body.kind) {
    case 'term':
      return <TermEditor body={body} onChange={onChange} />
    case 'stage':
      return <StageEditor body={body} onChange={onChange} />
    case 'profile':
      return <ProfileEditor body={body} onChange={onChange} />
    case 'scoring':
      return <ScoringEditor body={body} onChange={onChange} />
    case 'metric':
      return <MetricEditor body={body} onChange={onChange} />
    case 'journey':
      return <JourneyEditor body={body} onChange={onChange} />
    case 'role_charter':
      return <CharterEditor body={body} onChange={onChange} />
    case 'lead_plan':
      return <PlanEditor body={body} onChange={onChange} />
    default:
      return null
  }
}
