import { z } from 'zod'
import type { Scope } from '../../platform/scope.ts'
import { fieldsOf } from './fields.ts'
import type { Dossier, RecordHistory } from './rules/dossier.ts'
import type { Field, Fields } from './rules/field.ts'
import { fieldId } from './rules/field.ts'
import type { Needs } from './rules/needs.ts'
import type { PackedRow } from './rules/packed-row.ts'
import { PackedRows } from './rules/packed-rows.ts'
import { unpackTouches } from './rules/packed-touches.ts'
import { streamedHistory } from './rules/streamed-history.ts'
import { selectHistories } from './store/records.ts'
import {
  selectCompanyIds,
  selectUnusualCompanies,
  streamed,
  streamedFields,
  streamLeads,
} from './store/stream.ts'

/** Some leads of a stream: their dossiers, and those that have to be loaded whole. */
export type Streamed = { readonly dossiers: readonly Dossier[]; readonly unusual: readonly string[] }

/** So few that they are gone before the collector of garbage would move them to where things last. */
const dossiersAtOnce = 8
const companiesAtOnce = 5000
const beforeAll = '00000000-0000-0000-0000-000000000000'

/**
 * The dossiers of all leads that were known before an instant, in one pass over the tables and in no order, each with
 * nothing but the facts that are needed. Who was merged, whose company was, of whom there are deals or seats that
 * matter, or whose touches were told before they occurred, is named instead: `loadDossiers` knows them whole. The
 * connection of the scope is busy until the stream has ended; who leaves it before ends the connection with it.
 */
export async function* streamDossiers(scope: Scope, needs: Needs, to: Date): AsyncGenerator<Streamed> {
  const fields = neededFields(await fieldsOf(scope), needs)
  const ground: Ground = {
    ...fields,
    needs,
    now: scope.now.getTime(),
    companies: await companiesOf(scope, fields.companyFields),
    unusualCompanies: await selectUnusualCompanies(scope, needs),
  }
  const rows = new PackedRows(streamedFields)
  for await (const piece of streamLeads(scope, { needs, to, ...fields })) {
    rows.push(piece)
    for (let some = someOf(rows, ground); some !== undefined; some = someOf(rows, ground)) yield some
  }
}

/** The next leads that have arrived; undefined where none have. */
function someOf(rows: PackedRows, ground: Ground): Streamed | undefined {
  const dossiers: Dossier[] = []
  const unusual: string[] = []
  while (dossiers.length < dossiersAtOnce) {
    const row = rows.next()
    if (row === undefined) break
    const dossier = row.isTrue(streamed.unusual) ? null : dossierOf(row, ground)
    if (dossier === null) unusual.push(row.uuid(streamed.leadId))
    else dossiers.push(dossier)
  }
  return dossiers.length + unusual.length === 0 ? undefined : { dossiers, unusual }
}

type NeededFields = {
  readonly contactFields: readonly Field[]
  readonly leadFields: readonly Field[]
  readonly companyFields: Fields
}

function neededFields(fields: Fields, needs: Needs): NeededFields {
  const needed = [...fields.values()].filter(
    ({ of, field }) => needs.fields === null || needs.fields.has(fieldId(of, field)),
  )
  return {
    contactFields: needed.filter(({ of }) => of === 'contact'),
    leadFields: needed.filter(({ of }) => of === 'lead'),
    companyFields: new Map(
      needed.filter(({ of }) => of === 'account').map((field) => [fieldId(field.of, field.field), field]),
    ),
  }
}

/** Every company with its needed fields; none where none are needed. */
async function companiesOf(scope: Scope, fields: Fields): Promise<Map<string, RecordHistory>> {
  const all = new Map<string, RecordHistory>()
  if (fields.size === 0) return all
  for (let after = beforeAll; ;) {
    const ids = await selectCompanyIds(scope, after, companiesAtOnce)
    for (const [id, history] of await selectHistories(scope, { kind: 'account', ids, fields }))
      all.set(id, history)
    const last = ids.at(-1)
    if (last === undefined || ids.length < companiesAtOnce) return all
    after = last
  }
}

type Ground = NeededFields & {
  readonly needs: Needs
  readonly now: number
  readonly companies: ReadonlyMap<string, RecordHistory>
  readonly unusualCompanies: ReadonlySet<string>
}

/** The dossier of a row; null where it has to be loaded whole. */
function dossierOf(row: PackedRow, ground: Ground): Dossier | null {
  const contactId = row.uuid(streamed.contactId)
  const touches = unpackTouches({ bytes: row.bytes, ...row.range(streamed.touches) }, contactId, ground.needs)
  // Told before it occurred: it begins to count at a moment at which nothing becomes known.
  if (touches.some(({ occurredAt, knownAt }) => occurredAt > knownAt)) return null
  const { contact, lead } = recordsOf(row, contactId, ground)
  const companies = idsOf(contact, 'accountId')
  if (companies.some((id) => ground.unusualCompanies.has(id))) return null
  return {
    contactId,
    leadId: lead.id,
    enteredAt: enteredAt(lead),
    contact,
    lead,
    accounts: new Map(
      companies.flatMap((id) => {
        const company = ground.companies.get(id)
        return company === undefined ? [] : [[id, company] as const]
      }),
    ),
    deals: [],
    touches,
    stageEntries: entriesOf(row.text(streamed.stageEntries)),
    committee: [],
  }
}

function recordsOf(row: PackedRow, contactId: string, { contactFields, leadFields, now }: Ground) {
  const standing = parsed(row.text(streamed.standing))
  const contact = streamedHistory(
    {
      kind: 'contact',
      id: contactId,
      from: row.instant(streamed.contactFrom) ?? 0,
      until: row.instant(streamed.contactUntil),
      fields: contactFields,
      standing,
      ledger: parsed(row.text(streamed.contactLedger)),
    },
    now,
  )
  const lead = streamedHistory(
    {
      kind: 'lead',
      id: row.uuid(streamed.leadId),
      from: row.instant(streamed.leadFrom) ?? 0,
      until: row.instant(streamed.leadUntil),
      fields: leadFields,
      standing: standing.slice(contactFields.length),
      ledger: parsed(row.text(streamed.leadLedger)),
    },
    now,
  )
  return { contact, lead }
}

const nothing: readonly unknown[] = []

function parsed(text: string | null): readonly unknown[] {
  if (text === null) return nothing
  const value: unknown = JSON.parse(text)
  return Array.isArray(value) ? value : nothing
}

const stageEntry = z.tuple([z.string(), z.number()])

function entriesOf(text: string | null): Dossier['stageEntries'] {
  return parsed(text).map((entry) => {
    const [stage, at] = stageEntry.parse(entry)
    return { stage, at }
  })
}

function idsOf({ values }: RecordHistory, field: string): string[] {
  return (values.get(field) ?? []).flatMap(({ value }) => (typeof value === 'string' ? [value] : []))
}

function enteredAt({ values }: RecordHistory): number | null {
  const entered = values.get('enteredAt')?.at(-1)?.value
  return typeof entered === 'string' ? Date.parse(entered) : null
}
