import type { Outcome } from '../../../../contract/pipeline.ts'

export const defaultPipelineName = 'Sales'

/** The stages the default pipeline begins with. */
export const defaultPipelineStages: readonly { readonly name: string; readonly outcome: Outcome }[] = [
  { name: 'Discovery', outcome: 'open' },
  { name: 'Evaluation', outcome: 'open' },
  { name: 'Proposal', outcome: 'open' },
  { name: 'Commit', outcome: 'open' },
  { name: 'Won', outcome: 'won' },
  { name: 'Lost', outcome: 'lost' },
]
