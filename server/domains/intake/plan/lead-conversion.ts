import type { FoundProblem } from './batch.ts'
import type { Fate, Place, PlanContext } from './context.ts'
import { flag, refuse } from './flags.ts'
import { addedHistory, newHistory } from './history.ts'
import type { Said } from './history.ts'
import { finish, insertLead, moveLead, standForContact, writeSteps } from './lead.ts'
import type { LeadStanding } from './lead-index.ts'
import { fullNameOf, personKeys, personValues } from './people.ts'
import { customOf, cut, instantOf, textOf } from './row.ts'
import type { JudgedRow } from './row.ts'

/**
 * A row of a file of won leads: the lead moves to its won stage on the day of the win, belongs to the SDR, and a
 * won deal stands for what was sold. What the seller declares about itself is kept on the deal as custom fields;
 * the deal has no amount, because the file names none.
 */
export function planLeadConversion(row: JudgedRow, at: number, context: PlanContext): Fate {
  const externalId = idOf(row)
  if (externalId === null) return refuse(context, row, withoutId)
  const wonAt = instantOf(row, 'wonAt') ?? context.at
  const owners = ownersOf(row, at, context)
  const won = context.stages.find((stage) => stage.won)
  const said: Said = {
    enteredAt: null,
    dated: won === undefined ? [] : [{ stage: won, at: wonAt }],
    undated: null,
  }
  const standing = context.leads.byId(externalId)
  const values = {
    segment: textOf(row, 'segment'),
    origin: cut(textOf(row, 'origin'), 200),
    owner_id: owners.lead,
  }
  const lead = standing ?? leadFromConversion({ row, at, context }, { externalId, said, values })
  if (standing !== undefined) {
    const history = addedHistory(said, standing, context)
    context.batch.change('leads', { row: at, id: standing.id, values })
    moveLead(at, context, { lead: standing, history })
    finish({ row, context, lead, findings: history.findings })
  }
  const isNew = sellDeal({ row, at, context }, { externalId, lead, wonAt, ownerId: owners.deal })
  if (standing !== undefined && isNew) context.batch.wrote.add(at)
  return standing === undefined ? 'created' : 'standing'
}

export function leadConversionSeenKeys(row: JudgedRow): string[] {
  return [`conversion ${idOf(row) ?? ''}`]
}

function idOf(row: JudgedRow): string | null {
  return textOf(row, 'externalId') ?? textOf(row, 'leadExternalId')
}

const withoutId = {
  code: 'missing-key',
  value: null,
  message: 'This row does not say which lead was won.',
  remedy: 'Map the column that holds the id of the lead.',
}

function ownersOf(
  row: JudgedRow,
  at: number,
  context: PlanContext,
): { lead: string | null; deal: string | null } {
  const deal = context.members.owner(at, {
    name: textOf(row, 'ownerName'),
    externalId: textOf(row, 'ownerExternalId'),
  })
  const sdr = context.members.owner(at, { name: textOf(row, 'sdrName') })
  return { lead: sdr ?? deal, deal }
}

type Conversion = {
  readonly externalId: string
  readonly said: Said
  readonly values: Record<string, string | null>
}

/** A win may come before the file of its leads: then the lead is made from the win, and the other file completes it. */
function leadFromConversion({ row, at, context }: Place, conversion: Conversion): LeadStanding {
  const { externalId, said, values } = conversion
  const fields = { externalId: 'externalId', email: 'email', source: context.source }
  const history = newHistory(said, context)
  const begins = { ...personValues(row, { accountId: null, ownerId: null }), created_at: history.enteredAt }
  const person = context.people.resolve(at, personKeys(row, fields, null), begins)
  const lead: LeadStanding = {
    id: context.newId(),
    contactId: person.id,
    enteredAt: history.enteredAt,
    stageId: history.stageId,
    stageSince: history.stageSince,
    changes: [],
  }
  insertLead(context, lead, { values, externalId })
  writeSteps(context, lead, history)
  standForContact(context, lead)
  finish({ row, context, lead, findings: history.findings })
  flag(context, { kind: 'lead', id: lead.id }, unknownLead(row, externalId))
  return lead
}

function unknownLead(row: JudgedRow, externalId: string): FoundProblem {
  return {
    severity: 'flagged',
    line: row.line,
    column: null,
    value: externalId,
    code: 'unknown-lead',
    message: 'No lead with this id stands yet; one was made from the win, which counts as its entry.',
    remedy: 'Import the file of leads too: it gives this lead its true entry and origin.',
  }
}

type Sale = {
  readonly externalId: string
  readonly lead: LeadStanding
  readonly wonAt: string
  readonly ownerId: string | null
}

function sellDeal({ row, at, context }: Place, sale: Sale): boolean {
  const accountId = context.accounts.named(at, {
    name: textOf(row, 'accountName'),
    externalId: textOf(row, 'accountExternalId'),
  })
  const links = { account_id: accountId, owner_id: sale.ownerId, custom: customOf(row) }
  const standing = context.deals.byId(sale.externalId)
  if (standing !== undefined) {
    context.batch.change('deals', { row: at, id: standing.id, values: links })
    return false
  }
  const stage = context.pipelines.stageFor(context.pipelines.pipeline(null), 'won')
  const id = context.newId()
  const name = fullNameOf(row) ?? textOf(row, 'accountName') ?? `Deal ${sale.externalId}`
  context.batch.insert('deals', {
    ...links,
    id,
    name: cut(name, 300),
    pipeline_id: stage.pipelineId,
    stage_id: stage.id,
    stage_since: sale.wonAt,
    outcome: 'won',
    contact_id: sale.lead.contactId,
    lead_id: sale.lead.id,
    currency: context.currency,
    closed_at: sale.wonAt,
    external_source: context.source,
    external_id: sale.externalId,
    created_at: sale.wonAt,
  })
  context.batch.insert('dealStageChanges', {
    deal_id: id,
    to_stage_id: stage.id,
    at: sale.wonAt,
    kind: 'close',
    assumed: instantOf(row, 'wonAt') === null,
  })
  return true
}
