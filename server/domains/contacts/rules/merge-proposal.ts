export type Values = Readonly<Record<string, unknown>>
export type Side = 'winner' | 'loser'
export type Proposed = {
  readonly field: string
  readonly winner: unknown
  readonly loser: unknown
  readonly proposal: Side
  readonly because: string
}

/** An outside id names one row for ever, and a company's own id cannot be its parent. */
const neverCopied = new Set(['externalSource', 'externalId'])

/**
 * Field by field, which of two values a merge should keep: what the record that stays already says, else what the
 * other one knows. Fields that neither has are left out.
 */
export function proposeMerge(
  winner: { id: string; values: Values },
  loser: { id: string; values: Values },
): Proposed[] {
  const fields = Object.keys({ ...winner.values, ...loser.values }).filter((field) => !neverCopied.has(field))
  return fields.flatMap((field) => {
    const [mine, other] = [valueOf(winner.values, field), valueOf(loser.values, field)]
    if (mine === null && (other === null || other === winner.id)) return []
    return [{ field, winner: mine, loser: other, ...judge(mine, other) }]
  })
}

function judge(mine: unknown, other: unknown): Pick<Proposed, 'proposal' | 'because'> {
  if (mine === null) return { proposal: 'loser', because: 'Only this one says it.' }
  if (other === null) return { proposal: 'winner', because: 'Only this one says it.' }
  if (mine === other) return { proposal: 'winner', because: 'Both say the same.' }
  return { proposal: 'winner', because: 'The record that stays says so.' }
}

/** The values that the winner takes over, after choices; what it has already is not written again. */
export function takenOver(proposed: readonly Proposed[], choices: Readonly<Record<string, Side>>): Values {
  const taken = proposed.filter(
    ({ field, winner, loser, proposal }) => (choices[field] ?? proposal) === 'loser' && winner !== loser,
  )
  return Object.fromEntries(taken.map(({ field, loser }) => [field, loser]))
}

function valueOf(values: Values, field: string): unknown {
  const value = values[field] ?? null
  return value === '' ? null : value
}
