import type { AgreementKind } from '../../../contract/agreement-bodies.ts'
import type { VersionState } from '../../../contract/agreement-views.ts'
import type { ChipTone } from '../../ui/chip.tsx'

/** What the kinds are called, in the order of the list. */
export const kindWords: Record<AgreementKind, { readonly one: string; readonly many: string }> = {
  stage: { one: 'Stage definition', many: 'Stage definitions' },
  scoring: { one: 'Scoring', many: 'Scoring' },
  profile: { one: 'Customer profile', many: 'Customer profiles' },
  term: { one: 'Glossary term', many: 'Glossary' },
  metric: { one: 'Metric', many: 'Metrics' },
  journey: { one: 'Funnel journey', many: 'Funnel journey' },
  role_charter: { one: 'Role charter', many: 'Role charters' },
  lead_plan: { one: 'Lead plan', many: 'Lead plans' },
  fitted_score: { one: 'Learned score', many: 'Learned scores' },
}

export const stateWords: Record<VersionState, { readonly word: string; readonly tone: ChipTone }> = {
  draft: { word: 'draft', tone: 'outline' },
  proposed: { word: 'proposed', tone: 'warn' },
  agreed: { word: 'agreed', tone: 'ok' },
  'in-force': { word: 'in force', tone: 'ok' },
  superseded: { word: 'superseded', tone: 'plain' },
  withdrawn: { word: 'withdrawn', tone: 'plain' },
}

/** So many of so many, as people say it. */
export function shareWords({ count, of }: { count: number; of: number }, what: string): string {
  return `${count} of ${of} ${what}`
}
