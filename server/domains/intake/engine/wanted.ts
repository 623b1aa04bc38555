import { nameKey } from '../../../../contract/names.ts'
import type { FileKind } from '../../../../contract/intake.ts'
import { memberKey } from '../plan/members.ts'
import { fullNameOf, personKeys } from '../plan/people.ts'
import { textOf } from '../plan/row.ts'
import type { JudgedRow } from '../plan/row.ts'
import { keyOfTouch } from '../plan/touch.ts'
import type { IdentityKey } from '../store/lookups/people.ts'

/** Everything that the rows of a chunk name, to be looked up in one query each. */
export type Wanted = {
  readonly identities: readonly IdentityKey[]
  readonly personNames: readonly string[]
  readonly memberNames: readonly string[]
  readonly memberIds: readonly string[]
  readonly accountKeys: readonly string[]
  readonly accountDomains: readonly string[]
  readonly accountIds: readonly string[]
  readonly campaignKeys: readonly string[]
  readonly campaignIds: readonly string[]
  readonly productKeys: readonly string[]
  readonly leadIds: readonly string[]
  readonly dealIds: readonly string[]
  readonly dealNames: readonly string[]
  readonly touchKeys: readonly string[]
}

const touchFiles: ReadonlySet<string> = new Set(['touch', 'formSubmission'])

/** Gathers what the rows of a chunk name. */
export function wantedBy(
  rows: readonly JudgedRow[],
  file: { readonly kind: FileKind; readonly into: string; readonly source: string },
): Wanted {
  const sets = new Sets()
  for (const row of rows) {
    if (row.refused) continue
    gatherReferences(sets, row)
    gatherOwn(sets, row, file.into)
    gatherPeople(sets, row, file)
    if (touchFiles.has(file.kind)) sets.add('touchKeys', keyOfTouch(row, file))
  }
  return sets.wanted()
}

function gatherReferences(sets: Sets, row: JudgedRow): void {
  for (const field of ['ownerName', 'sdrName']) sets.add('memberNames', lower(textOf(row, field)))
  sets.add('memberIds', textOf(row, 'ownerExternalId'))
  for (const field of ['accountName', 'parentName']) sets.add('accountKeys', keyed(textOf(row, field)))
  for (const field of ['accountExternalId', 'parentExternalId']) sets.add('accountIds', textOf(row, field))
  sets.add('accountDomains', textOf(row, 'accountDomain'))
  sets.add('campaignKeys', keyed(textOf(row, 'campaign')))
  sets.add('campaignKeys', keyed(channelName(row)))
  sets.add('campaignIds', textOf(row, 'campaignExternalId'))
  sets.add('productKeys', keyed(textOf(row, 'product')))
  sets.add('leadIds', textOf(row, 'leadExternalId'))
  sets.add('dealIds', textOf(row, 'dealExternalId'))
}

/** The name under which spend without a campaign is kept; see the planner of spend. */
function channelName(row: JudgedRow): string | null {
  const parts = [textOf(row, 'channel'), textOf(row, 'source'), textOf(row, 'medium')].filter(
    (part) => part !== null,
  )
  return parts.length === 0 ? null : parts.join(' / ')
}

function gatherOwn(sets: Sets, row: JudgedRow, into: string): void {
  own[into]?.(sets, row)
}

/** By what a row names its own record, by the kind that the file is written into. */
const own: Readonly<Record<string, (sets: Sets, row: JudgedRow) => void>> = {
  account: (sets, row) => {
    sets.add('accountIds', textOf(row, 'externalId'))
    sets.add('accountKeys', keyed(textOf(row, 'name')))
    sets.add('accountDomains', textOf(row, 'domain'))
  },
  member: (sets, row) => {
    sets.add('memberIds', textOf(row, 'externalId'))
    sets.add('memberNames', lower(fullNameOf(row)))
    sets.add('memberNames', lower(textOf(row, 'email')))
  },
  campaign: (sets, row) => {
    sets.add('campaignIds', textOf(row, 'externalId'))
    sets.add('campaignKeys', keyed(textOf(row, 'name')))
  },
  product: (sets, row) => sets.add('productKeys', keyed(textOf(row, 'name') ?? textOf(row, 'externalId'))),
  lead: (sets, row) => {
    sets.add('leadIds', textOf(row, 'externalId'))
    // A file of wins names the deal by the id of its lead.
    sets.add('dealIds', textOf(row, 'externalId'))
  },
  deal: (sets, row) => {
    const externalId = textOf(row, 'externalId')
    sets.add('dealIds', externalId)
    if (externalId === null) sets.add('dealNames', textOf(row, 'name'))
  },
}

const peopleFields: Readonly<Record<string, readonly { externalId: string; email: string }[]>> = {
  contact: [{ externalId: 'externalId', email: 'email' }],
  lead: [
    { externalId: 'contactExternalId', email: 'email' },
    { externalId: 'externalId', email: 'email' },
  ],
  deal: [{ externalId: 'contactExternalId', email: 'contactEmail' }],
  touch: [{ externalId: 'contactExternalId', email: 'email' }],
}

function gatherPeople(
  sets: Sets,
  row: JudgedRow,
  file: { readonly into: string; readonly source: string },
): void {
  for (const fields of peopleFields[file.into] ?? []) {
    const keys = personKeys(row, { ...fields, source: file.source }, null)
    for (const { kind, key } of keys.strong) sets.addIdentity(kind, key)
    for (const key of keys.phones) sets.addIdentity('phone', key)
    if (keys.strong.length + keys.phones.length === 0 && textOf(row, 'accountName') !== null)
      sets.add('personNames', fullNameOf(row))
  }
}

function keyed(name: string | null): string | null {
  return name === null ? null : nameKey(name)
}

function lower(name: string | null): string | null {
  return name === null ? null : memberKey(name)
}

type SetName = Exclude<keyof Wanted, 'identities'>

class Sets {
  readonly #sets = new Map<SetName, Set<string>>()
  readonly #identities = new Map<string, IdentityKey>()

  add(name: SetName, value: string | null): void {
    if (value === null) return
    const held = this.#sets.get(name)
    if (held) held.add(value)
    else this.#sets.set(name, new Set([value]))
  }

  addIdentity(kind: IdentityKey['kind'], key: string): void {
    this.#identities.set(`${kind} ${key}`, { kind, key })
  }

  wanted(): Wanted {
    const of = (name: SetName) => [...(this.#sets.get(name) ?? [])]
    return {
      identities: [...this.#identities.values()],
      personNames: of('personNames'),
      memberNames: of('memberNames'),
      memberIds: of('memberIds'),
      accountKeys: of('accountKeys'),
      accountDomains: of('accountDomains'),
      accountIds: of('accountIds'),
      campaignKeys: of('campaignKeys'),
      campaignIds: of('campaignIds'),
      productKeys: of('productKeys'),
      leadIds: of('leadIds'),
      dealIds: of('dealIds'),
      dealNames: of('dealNames'),
      touchKeys: of('touchKeys'),
    }
  }
}
