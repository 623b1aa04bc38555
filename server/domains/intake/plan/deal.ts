import { nameKey } from '../../../../contract/names.ts'
import type { Fate, Place, PlanContext } from './context.ts'
import type { DealStanding } from './deal-index.ts'
import { flag, flagJudged, flagSpelling, refuse } from './flags.ts'
import type { DealStage } from './pipelines.ts'
import { personKeys } from './people.ts'
import { customOf, cut, instantOf, textOf } from './row.ts'
import type { JudgedRow } from './row.ts'

const nameLengthMax = 300

/** A row of a file of deals. Owners, products, companies and stages that nobody knows yet are made. */
export function planDeal(row: JudgedRow, at: number, context: PlanContext): Fate {
  const externalId = textOf(row, 'externalId')
  const links = linksOf(row, at, context)
  const found =
    externalId === null
      ? context.deals.byName(textOf(row, 'name') ?? '', links.account_id)
      : context.deals.byId(externalId)
  const stage = stageOf(row, context, found)
  const write = { row, at, context, externalId, links, stage }
  return found === undefined ? addDeal(write) : completeDeal(write, found)
}

type Links = ReturnType<typeof linksOf>
type DealWrite = {
  readonly row: JudgedRow
  readonly at: number
  readonly context: PlanContext
  readonly externalId: string | null
  readonly links: Links
  readonly stage: DealStage
}

function linksOf(row: JudgedRow, at: number, context: PlanContext) {
  const lead = leadOf(row, context)
  const product = productOf(row, context)
  return {
    account_id: context.accounts.named(at, {
      name: textOf(row, 'accountName'),
      externalId: textOf(row, 'accountExternalId'),
    }),
    contact_id: contactOf(row, at, context) ?? lead?.contactId ?? null,
    lead_id: lead?.id ?? null,
    campaign_id: context.campaigns.named(at, { name: textOf(row, 'campaign') }),
    product_id: product?.id ?? null,
    owner_id: context.members.owner(at, {
      name: textOf(row, 'ownerName'),
      externalId: textOf(row, 'ownerExternalId'),
    }),
    amount: textOf(row, 'amount'),
    opened_at: instantOf(row, 'openedAt'),
    closed_at: instantOf(row, 'closedAt'),
    lost_reason: cut(textOf(row, 'lostReason'), 300),
    custom: customOf(row),
  }
}

/** `GTXPro` is `GTX Pro`; the product says once that it goes by another spelling too. */
function productOf(
  row: JudgedRow,
  context: PlanContext,
): { readonly id: string; readonly name: string } | null {
  const written = textOf(row, 'product')
  const product = context.products.named(written)
  if (product === null || written === null) return null
  const respelt = row.problems.find(({ code, column }) => code === 'spelled-differently' && column !== null)
  const other = respelt?.value ?? written
  const spelling = { line: row.line, written: other, kept: product.name }
  if (other !== product.name && nameKey(other) === nameKey(product.name))
    flagSpelling(context, { kind: 'product', id: product.id }, spelling)
  return product
}

function leadOf(row: JudgedRow, context: PlanContext) {
  const externalId = textOf(row, 'leadExternalId')
  return externalId === null ? undefined : context.leads.byId(externalId)
}

/** The person a deal names by id or mail, made where nobody knows them yet; a bare name is not enough for that. */
export function contactOf(row: JudgedRow, at: number, context: PlanContext): string | null {
  const keys = personKeys(
    row,
    { externalId: 'contactExternalId', email: 'contactEmail', source: context.source },
    null,
  )
  if (keys.strong.length === 0) return null
  const name = textOf(row, 'contactName')
  return context.people.resolve(
    at,
    { ...keys, phones: [] },
    { full_name: name, email: textOf(row, 'contactEmail') },
  ).id
}

/** The stage a row names; without a name, the open one, or the won one for a file of sales. */
function stageOf(row: JudgedRow, context: PlanContext, found: DealStanding | undefined): DealStage {
  const pipeline = textOf(row, 'pipeline')
  const written = textOf(row, 'stage')
  if (written !== null) return context.pipelines.stage(pipeline, { name: written })
  const standing = found === undefined ? undefined : context.pipelines.stageById(found.stageId)
  if (standing !== undefined) return standing
  const outcome = context.kind === 'saleConversion' ? 'won' : 'open'
  return context.pipelines.stageFor(context.pipelines.pipeline(pipeline), outcome)
}

function addDeal({ row, context, externalId, links, stage }: DealWrite): Fate {
  const since = (stage.outcome === 'open' ? links.opened_at : links.closed_at) ?? null
  const createdAt = links.opened_at ?? links.closed_at ?? context.at
  const name = cut(nameOf(row) ?? `Deal ${externalId}`, nameLengthMax)
  const deal: DealStanding = {
    id: context.newId(),
    accountId: links.account_id,
    pipelineId: stage.pipelineId,
    stageId: stage.id,
    stageSince: since ?? createdAt,
    outcome: stage.outcome,
    changes: [],
  }
  context.batch.insert('deals', {
    ...links,
    id: deal.id,
    name,
    pipeline_id: stage.pipelineId,
    stage_id: stage.id,
    stage_since: deal.stageSince,
    outcome: stage.outcome,
    currency: textOf(row, 'currency') ?? context.currency,
    external_source: externalId === null ? null : context.source,
    external_id: externalId,
    created_at: createdAt,
  })
  context.deals.add(deal, { externalId, name })
  const kind = stage.outcome === 'open' ? 'entry' : 'close'
  recordMove(context, deal, { from: null, to: stage.id, at: deal.stageSince, kind, assumed: since === null })
  flagDeal(row, context, deal)
  return 'created'
}

function completeDeal({ row, at, context, links, stage }: DealWrite, deal: DealStanding): Fate {
  const currency = textOf(row, 'amount') === null ? null : textOf(row, 'currency')
  const name = textOf(row, 'name')
  context.batch.change('deals', {
    row: at,
    id: deal.id,
    values: { ...links, currency, name: cut(name, nameLengthMax) },
  })
  advanceDeal({ row, at, context }, { deal, stage, since: stage.outcome === 'open' ? null : links.closed_at })
  flagDeal(row, context, deal)
  return 'standing'
}

type Advance = { readonly deal: DealStanding; readonly stage: DealStage; readonly since: string | null }

/** Moves a standing deal forward to where the file has it; an earlier stage is remarked on and the later one kept. */
function advanceDeal({ row, at, context }: Place, { deal, stage, since }: Advance): void {
  if (stage.id === deal.stageId) return
  const current = context.pipelines.stageById(deal.stageId)
  if (current !== undefined && !isForward(current, stage)) {
    flag(
      context,
      { kind: 'deal', id: deal.id },
      {
        severity: 'flagged',
        line: row.line,
        column: null,
        value: stage.name,
        code: 'stage-backward',
        message: `The file has this deal at ${stage.name}, but it stands at ${current.name} already. It stays there.`,
        remedy: 'Move the deal by hand if the file is right.',
      },
    )
    return
  }
  const kind = stage.outcome === 'open' ? 'forward' : 'close'
  const moved = since ?? context.at
  recordMove(context, deal, { from: deal.stageId, to: stage.id, at: moved, kind, assumed: since === null })
  context.batch.wrote.add(at)
  context.batch.dealMoves.set(deal.id, {
    id: deal.id,
    stage_id: stage.id,
    stage_since: moved,
    outcome: stage.outcome,
  })
  deal.stageId = stage.id
  deal.stageSince = moved
  deal.outcome = stage.outcome
}

export function isForward(current: DealStage, next: DealStage): boolean {
  if (current.outcome === 'won') return false
  if (current.outcome === 'lost') return next.outcome === 'won'
  if (next.outcome !== 'open' || current.pipelineId !== next.pipelineId) return true
  return next.position > current.position
}

type Move = {
  readonly from: string | null
  readonly to: string
  readonly at: string
  readonly kind: string
  readonly assumed: boolean
}

export function recordMove(context: PlanContext, deal: DealStanding, move: Move): void {
  context.batch.insert('dealStageChanges', {
    deal_id: deal.id,
    from_stage_id: move.from,
    to_stage_id: move.to,
    at: move.at,
    kind: move.kind,
    assumed: move.assumed,
  })
  deal.changes.push({ to: move.to, at: move.at, kind: move.kind })
}

/** A deal of a file without names is called by what is sold to whom. */
function nameOf(row: JudgedRow): string | null {
  const written = textOf(row, 'name')
  if (written !== null) return written
  const parts = [textOf(row, 'product'), textOf(row, 'accountName')].filter((part) => part !== null)
  return parts.length === 0 ? null : parts.join(' · ')
}

function flagDeal(row: JudgedRow, context: PlanContext, deal: DealStanding): void {
  flagJudged(context, { kind: 'deal', id: deal.id }, row)
  const leadId = textOf(row, 'leadExternalId')
  if (leadId === null || context.leads.byId(leadId) !== undefined) return
  flag(
    context,
    { kind: 'deal', id: deal.id },
    {
      severity: 'flagged',
      line: row.line,
      column: null,
      value: leadId,
      code: 'unknown-lead',
      message: 'No lead with this id stands; the deal was imported without it.',
      remedy: 'Import the file of leads, then import this file again: the deal takes the lead on.',
    },
  )
}

/** Deals are told apart by their id, else by name and company. */
export function dealSeenKeys(row: JudgedRow): string[] {
  const externalId = textOf(row, 'externalId')
  if (externalId !== null) return [`deal ${externalId}`]
  return [
    `deal ${textOf(row, 'name')} ${textOf(row, 'accountName') ?? textOf(row, 'accountExternalId') ?? ''}`,
  ]
}

export function dealLinkSeenKeys(row: JudgedRow): string[] {
  const ends = ['externalId', 'contactExternalId', 'contactEmail', 'accountExternalId', 'accountName']
  return [`link ${ends.map((field) => textOf(row, field) ?? '').join(' ')}`]
}

/** A row of a file that only links deals to people or companies. */
export function planDealLink(row: JudgedRow, at: number, context: PlanContext): Fate {
  const externalId = textOf(row, 'externalId') ?? ''
  const deal = context.deals.byId(externalId)
  if (deal === undefined) return refuse(context, row, unknownDeal(externalId))
  const values = {
    account_id: context.accounts.named(at, {
      externalId: textOf(row, 'accountExternalId'),
      name: textOf(row, 'accountName'),
    }),
    contact_id: contactOf(row, at, context),
  }
  context.batch.change('deals', { row: at, id: deal.id, values })
  flagJudged(context, { kind: 'deal', id: deal.id }, row)
  return 'standing'
}

export function unknownDeal(externalId: string) {
  return {
    code: 'unknown-deal',
    value: externalId,
    message: `No deal with the id ${externalId} stands in this workspace.`,
    remedy: 'Import the file of deals first, then import this file again.',
  }
}
