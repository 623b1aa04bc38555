import { nameKey } from '../../../../contract/names.ts'
import type { PlanContext, Fate } from './context.ts'
import { flagJudged } from './flags.ts'
import { customOf, cut, instantOf, numberOf, textOf } from './row.ts'
import type { JudgedRow } from './row.ts'

/** A row of a file of accounts. It also completes accounts that deals or contacts made by name before. */
export function planAccount(row: JudgedRow, at: number, context: PlanContext): Fate {
  const named = {
    name: textOf(row, 'name'),
    domain: textOf(row, 'domain'),
    externalId: textOf(row, 'externalId'),
  }
  const values = {
    industry: textOf(row, 'industry'),
    segment: textOf(row, 'segment'),
    employees: wholeNumberOf(row, 'employees'),
    annual_revenue: textOf(row, 'annualRevenue'),
    city: textOf(row, 'city'),
    country: textOf(row, 'country'),
    parent_id: parentOf(row, at, context),
    owner_id: context.members.owner(at, {
      name: textOf(row, 'ownerName'),
      externalId: textOf(row, 'ownerExternalId'),
    }),
    custom: customOf(row),
  }
  const found = context.accounts.find(named)
  if (found === undefined) {
    const id = context.accounts.add(named, {
      ...values,
      created_at: instantOf(row, 'createdAt') ?? context.at,
    })
    flagJudged(context, { kind: 'account', id }, row)
    return 'created'
  }
  context.accounts.adopt(at, found, named)
  context.batch.change('accounts', { row: at, id: found.id, values: { ...values, ...renamed(named.name) } })
  flagJudged(context, { kind: 'account', id: found.id }, row)
  return found.made ? 'created' : 'standing'
}

export function accountSeenKeys(row: JudgedRow): string[] {
  const externalId = textOf(row, 'externalId')
  if (externalId !== null) return [`account id ${externalId}`]
  const domain = textOf(row, 'domain')
  return [domain === null ? `account name ${nameKey(textOf(row, 'name') ?? '')}` : `account domain ${domain}`]
}

function renamed(name: string | null): Record<string, string> {
  return name === null ? {} : { name: cut(name, 300), name_key: nameKey(cut(name, 300)) }
}

function parentOf(row: JudgedRow, at: number, context: PlanContext): string | null {
  const named = { name: textOf(row, 'parentName'), externalId: textOf(row, 'parentExternalId') }
  const isItself = named.name !== null && nameKey(named.name) === nameKey(textOf(row, 'name') ?? '')
  return isItself ? null : context.accounts.named(at, named)
}

function wholeNumberOf(row: JudgedRow, field: string): number | null {
  const number = numberOf(row, field)
  return number === null || number < 0 ? null : Math.round(number)
}
