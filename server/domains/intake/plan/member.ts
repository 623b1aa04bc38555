import type { Fate, PlanContext } from './context.ts'
import { flagJudged } from './flags.ts'
import { memberKey } from './members.ts'
import { cut, instantOf, textOf } from './row.ts'
import type { JudgedRow } from './row.ts'

const teamWords: readonly (readonly [RegExp, string])[] = [
  [/market|brand|content|growth/i, 'marketing'],
  [/lead(er)?ship|executive|board|management/i, 'leadership'],
  [/joint|revops|operations/i, 'joint'],
]

/** A row of a file of owners or sales teams. It gives region and manager to owners known by name only. */
export function planMember(row: JudgedRow, at: number, context: PlanContext): Fate {
  const named = {
    name: nameOf(row),
    email: textOf(row, 'email')?.toLowerCase() ?? null,
    externalId: textOf(row, 'externalId'),
  }
  const details = { region: cut(textOf(row, 'region'), 120), manager_name: cut(textOf(row, 'manager'), 200) }
  const found = context.members.find(named)
  if (found === undefined) {
    const more = { ...details, created_at: instantOf(row, 'createdAt') ?? context.at }
    const id = context.members.add({ ...named, team: teamOf(textOf(row, 'team')), more })
    flagJudged(context, { kind: 'member', id }, row)
    return 'created'
  }
  context.members.owner(at, { name: named.name, externalId: named.externalId })
  context.batch.change('members', { row: at, id: found, values: details })
  flagJudged(context, { kind: 'member', id: found }, row)
  return 'standing'
}

export function memberSeenKeys(row: JudgedRow): string[] {
  return [`member ${textOf(row, 'externalId') ?? textOf(row, 'email') ?? memberKey(nameOf(row) ?? '')}`]
}

function nameOf(row: JudgedRow): string | null {
  const whole = textOf(row, 'name')
  if (whole !== null) return whole
  const parts = [textOf(row, 'firstName'), textOf(row, 'lastName')].filter((part) => part !== null)
  return parts.length === 0 ? null : parts.join(' ')
}

function teamOf(written: string | null): string {
  return teamWords.find(([words]) => words.test(written ?? ''))?.[1] ?? 'sales'
}
