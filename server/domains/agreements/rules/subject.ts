import type { AgreementBody } from '../../../../contract/agreement-bodies.ts'
import { nameKey } from '../../../../contract/names.ts'

/**
 * What there can be one agreement of at a time: the stage, the metric, the word, the scoring. Null where several of a
 * kind stand side by side.
 */
export function subjectOf(body: AgreementBody, title: string): string | null {
  switch (body.kind) {
    case 'stage':
      return body.stage
    case 'metric':
      return body.metric
    case 'scoring':
      return 'scoring'
    case 'term':
      return nameKey(title)
    default:
      return null
  }
}
