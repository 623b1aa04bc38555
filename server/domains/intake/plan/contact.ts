import type { PlanContext, Fate } from './context.ts'
import { flag, flagJudged } from './flags.ts'
import { fullNameOf, personKeys, personValues } from './people.ts'
import type { PersonKeys } from './people.ts'
import { customOf, cut, instantOf, textOf } from './row.ts'
import type { JudgedRow } from './row.ts'

/** A row of a file of contacts. */
export function planContact(row: JudgedRow, at: number, context: PlanContext): Fate {
  const named = {
    name: textOf(row, 'accountName'),
    externalId: textOf(row, 'accountExternalId'),
    domain: textOf(row, 'accountDomain'),
  }
  const fields = { externalId: 'externalId', email: 'email', source: context.source }
  const accountId = context.accounts.named(at, named)
  const ownerId = context.members.owner(at, {
    name: textOf(row, 'ownerName'),
    externalId: textOf(row, 'ownerExternalId'),
  })
  const values = {
    ...personValues(row, { accountId, ownerId }),
    origin: cut(textOf(row, 'origin'), 200),
    custom: customOf(row),
  }
  const createdAt = instantOf(row, 'createdAt') ?? context.at
  const person = context.people.resolve(at, personKeys(row, fields, accountId), {
    ...values,
    created_at: createdAt,
  })
  if (!person.isNew) context.batch.change('contacts', { row: at, id: person.id, values })
  if (person.clash !== null) flagClash(context, row, { id: person.id, key: person.clash.key })
  flagJudged(context, { kind: 'contact', id: person.id }, row)
  return person.isNew ? 'created' : 'standing'
}

/** A duplicate row changes nothing, but its own ids and mails lead to the same person from then on. */
export function planContactAgain(row: JudgedRow, at: number, context: PlanContext): void {
  const keys = personKeys(row, { externalId: 'externalId', email: 'email', source: context.source }, null)
  const known = context.people.find(keys)
  if (known !== undefined) context.people.resolve(at, keys, {})
}

export function contactSeenKeys(row: JudgedRow, file: Pick<PlanContext, 'source'>): string[] {
  return personSeenKeys(
    row,
    personKeys(row, { externalId: 'externalId', email: 'email', source: file.source }, null),
  )
}

/** Mails and ids each name one person, so any of them seen before makes a duplicate; a phone does only alone. */
export function personSeenKeys(row: JudgedRow, keys: PersonKeys): string[] {
  if (keys.strong.length > 0) return keys.strong.map(({ kind, key }) => `contact ${kind} ${key}`)
  const phone = keys.phones[0]
  if (phone !== undefined) return [`contact phone ${phone}`]
  return [`contact name ${fullNameOf(row) ?? ''} ${textOf(row, 'accountName') ?? ''}`]
}

export function flagClash(
  context: PlanContext,
  row: JudgedRow,
  clash: { readonly id: string; readonly key: string },
): void {
  flag(
    context,
    { kind: 'contact', id: clash.id },
    {
      severity: 'flagged',
      line: row.line,
      column: null,
      value: clash.key,
      code: 'keys-of-two-records',
      message: `${clash.key} belongs to another contact already; this row went to the one its first key names.`,
      remedy: 'Look at both contacts and merge them if they are one person.',
    },
  )
}
