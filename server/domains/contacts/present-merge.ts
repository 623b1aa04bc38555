import type { MergePreview } from '../../../contract/merges.ts'
import type { Proposed } from './rules/merge-proposal.ts'

type Wording = { readonly labels: ReadonlyMap<string, string>; readonly names: ReadonlyMap<string, string> }

export function presentProposed(
  proposed: Proposed,
  { labels, names }: Wording,
): MergePreview['fields'][number] {
  const [winner, loser] = [valueOf(proposed.winner), valueOf(proposed.loser)]
  const [winnerName, loserName] = [names.get(String(winner)), names.get(String(loser))]
  return {
    field: proposed.field,
    label: labels.get(proposed.field) ?? proposed.field,
    winner,
    loser,
    ...(winnerName === undefined ? {} : { winnerName }),
    ...(loserName === undefined ? {} : { loserName }),
    proposal: proposed.proposal,
    because: proposed.because,
  }
}

function valueOf(value: unknown): string | number | boolean | null {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? value : null
}
