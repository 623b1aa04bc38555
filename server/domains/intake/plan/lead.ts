import type { StageFound } from '../store/lookups/funnel.ts'
import { reachedAtPrefix } from '../rules/targets.ts'
import type { Fate, PlanContext } from './context.ts'
import { flagClash, personSeenKeys } from './contact.ts'
import { flag, flagJudged } from './flags.ts'
import { addedHistory, newHistory } from './history.ts'
import type { Finding, History, Said } from './history.ts'
import type { LeadStanding } from './lead-index.ts'
import { personKeys, personValues } from './people.ts'
import type { PersonKeys } from './people.ts'
import { customOf, cut, instantOf, textOf } from './row.ts'
import type { JudgedRow } from './row.ts'
import { firstTouch } from './touch-write.ts'

const originLengthMax = 200

/** A row of a file of leads: a person, their pass through the funnel, and where they came from. */
export function planLead(row: JudgedRow, at: number, context: PlanContext): Fate {
  const externalId = textOf(row, 'externalId')
  const account = {
    name: textOf(row, 'accountName'),
    externalId: textOf(row, 'accountExternalId'),
    domain: textOf(row, 'accountDomain'),
  }
  const accountId = context.accounts.named(at, account)
  const ownerId = leadOwner(row, at, context)
  const campaignId = context.campaigns.named(at, { name: textOf(row, 'campaign') })
  const values = {
    origin: cut(textOf(row, 'origin'), originLengthMax),
    landing_page: textOf(row, 'landingPage'),
    campaign_id: campaignId,
    segment: textOf(row, 'segment'),
    owner_id: ownerId,
    custom: customOf(row),
  }
  const person = {
    keys: leadPersonKeys(row, context, accountId),
    values: personValues(row, { accountId, ownerId: null }),
  }
  const found = standingLead(row, context, { externalId, keys: person.keys })
  const write = { row, at, context, externalId, values, person }
  return found === undefined ? addLead(write) : completeLead(write, found)
}

type LeadWrite = {
  readonly row: JudgedRow
  readonly at: number
  readonly context: PlanContext
  readonly externalId: string | null
  readonly values: Record<string, string | Record<string, unknown> | null>
  readonly person: { readonly keys: PersonKeys; readonly values: ReturnType<typeof personValues> }
}

function addLead({ row, at, context, externalId, values, person }: LeadWrite): Fate {
  const history = newHistory(saidOf(row, context), context)
  const origin = values['origin'] ?? null
  const begins = { ...person.values, origin, created_at: history.enteredAt }
  const { id: contactId, isNew, clash } = context.people.resolve(at, person.keys, begins)
  if (!isNew) context.batch.change('contacts', { row: at, id: contactId, values: person.values })
  if (clash !== null) flagClash(context, row, { id: contactId, key: clash.key })
  const { enteredAt, stageId, stageSince } = history
  const lead = { id: context.newId(), contactId, enteredAt, stageId, stageSince, changes: [] }
  insertLead(context, lead, { values, externalId })
  writeSteps(context, lead, history)
  standForContact(context, lead)
  firstTouch(row, context, { lead, key: externalId ?? `${contactId} ${history.enteredAt}` })
  finish({ row, context, lead, findings: history.findings })
  return 'created'
}

function completeLead({ row, at, context, values, person }: LeadWrite, lead: LeadStanding): Fate {
  const history = addedHistory(saidOf(row, context), lead, context)
  context.people.resolve(
    at,
    person.keys.strong.length > 0 ? { ...person.keys, named: null } : person.keys,
    person.values,
  )
  const changed = history.enteredAt === lead.enteredAt ? {} : { entered_at: history.enteredAt }
  context.batch.change('leads', { row: at, id: lead.id, values: { ...values, ...changed } })
  context.batch.change('contacts', { row: at, id: lead.contactId, values: person.values })
  moveLead(at, context, { lead, history })
  finish({ row, context, lead, findings: history.findings })
  return 'standing'
}

/** Adds a lead that nobody knew, under the id that the source gives it. */
export function insertLead(
  context: PlanContext,
  lead: LeadStanding,
  { values, externalId }: Pick<LeadWrite, 'values' | 'externalId'>,
): void {
  context.batch.insert('leads', {
    ...values,
    id: lead.id,
    contact_id: lead.contactId,
    entered_at: lead.enteredAt,
    stage_id: lead.stageId,
    stage_since: lead.stageSince,
    external_source: externalId === null ? null : context.source,
    external_id: externalId,
    created_at: lead.enteredAt,
  })
  context.leads.add(lead, externalId)
}

/** Writes what a row adds to the history of a standing lead, and where it stands then. */
export function moveLead(
  at: number,
  context: PlanContext,
  { lead, history }: { lead: LeadStanding; history: History },
): void {
  if (history.steps.length === 0) return
  context.batch.wrote.add(at)
  writeSteps(context, lead, history)
  if (history.stageId === lead.stageId) return
  lead.stageId = history.stageId
  lead.stageSince = history.stageSince
  context.batch.leadMoves.set(lead.id, {
    id: lead.id,
    stage_id: history.stageId,
    stage_since: history.stageSince,
  })
  standForContact(context, lead)
}

export function writeSteps(context: PlanContext, lead: LeadStanding, history: History): void {
  for (const step of history.steps) {
    context.batch.insert('stageChanges', {
      lead_id: lead.id,
      from_stage_id: step.from,
      to_stage_id: step.to,
      at: step.at,
      kind: step.kind,
      reason: step.reason,
      assumed: step.assumed,
    })
    lead.changes.push(step)
  }
}

/** A contact made by this chunk carries its standing at once; others are refreshed when the chunk is written. */
export function standForContact(context: PlanContext, lead: LeadStanding): void {
  const made = context.people.made(lead.contactId)
  if (made === undefined || (made['lead_id'] !== undefined && made['lead_id'] !== lead.id)) {
    context.batch.standing.add(lead.contactId)
    return
  }
  made['lead_id'] = lead.id
  made['stage_id'] = lead.stageId
  made['stage_since'] = lead.stageSince
}

type Finished = {
  readonly row: JudgedRow
  readonly context: PlanContext
  readonly lead: LeadStanding
  readonly findings: readonly Finding[]
}

export function finish({ row, context, lead, findings }: Finished): void {
  const record = { kind: 'lead', id: lead.id } as const
  flagJudged(context, record, row)
  for (const finding of findings) {
    if (row.problems.some(({ code }) => code === finding.code)) continue
    const said = findingTexts[finding.code]
    flag(context, record, {
      severity: 'flagged',
      line: row.line,
      column: null,
      value: finding.value,
      code: finding.code,
      ...said,
    })
  }
}

const findingTexts: Record<Finding['code'], { readonly message: string; readonly remedy: string }> = {
  'won-before-first-contact': {
    message: 'This lead was won before its first contact. Both dates are kept.',
    remedy: 'Find out which date is wrong and correct it on the lead.',
  },
  'stages-out-of-order': {
    message: 'The dates of the stages do not follow the order of the funnel. All are kept.',
    remedy: 'Look at the stage history of this lead.',
  },
  'stage-backward': {
    message: 'The file names an earlier stage than the lead has reached. The lead stays where it is.',
    remedy: 'Move the lead back by hand, with a reason, if the file is right.',
  },
}

/** Leads are told apart by their id, else by person and the instant at which they entered. */
export function leadSeenKeys(row: JudgedRow, file: Pick<PlanContext, 'source'>): string[] {
  const externalId = textOf(row, 'externalId')
  if (externalId !== null) return [`lead ${externalId}`]
  const keys = leadPersonKeys(row, file, null)
  return [`lead ${personSeenKeys(row, keys)[0]} ${textOf(row, 'enteredAt') ?? ''}`]
}

/** Only a row that names nobody else lends the lead's own id to its person. */
function leadPersonKeys(
  row: JudgedRow,
  context: Pick<PlanContext, 'source'>,
  accountId: string | null,
): PersonKeys {
  const keys = personKeys(
    row,
    { externalId: 'contactExternalId', email: 'email', source: context.source },
    accountId,
  )
  if (keys.strong.length + keys.phones.length > 0 || keys.named !== null) return keys
  return personKeys(row, { externalId: 'externalId', email: 'email', source: context.source }, accountId)
}

function standingLead(
  row: JudgedRow,
  context: PlanContext,
  { externalId, keys }: { externalId: string | null; keys: PersonKeys },
): LeadStanding | undefined {
  if (externalId !== null) return context.leads.byId(externalId)
  const contactId = context.people.find(keys)
  return contactId === undefined ? undefined : context.leads.ofContact(contactId, instantOf(row, 'enteredAt'))
}

function leadOwner(row: JudgedRow, at: number, context: PlanContext): string | null {
  const owner = context.members.owner(at, {
    name: textOf(row, 'ownerName'),
    externalId: textOf(row, 'ownerExternalId'),
  })
  return context.members.owner(at, { name: textOf(row, 'sdrName') }) ?? owner
}

/** What a row says about stages: dates of stages, wins and losses; and the stage it stands at. */
export function saidOf(row: JudgedRow, context: PlanContext): Said {
  const enteredAt = instantOf(row, 'enteredAt')
  const dated = new Map<number, Said['dated'][number]>()
  const say = (stage: StageFound | undefined, at: string | null) => {
    if (stage !== undefined && at !== null && !dated.has(stage.id)) dated.set(stage.id, { stage, at })
  }
  for (const stage of context.stages) say(stage, instantOf(row, `${reachedAtPrefix}${stage.key}`))
  say(
    context.stages.find((stage) => stage.won),
    instantOf(row, 'wonAt'),
  )
  say(
    context.stages.find((stage) => stage.key === 'lost'),
    instantOf(row, 'lostAt'),
  )
  const named = stageNamed(row, context)
  const isDated = context.constantStage && enteredAt !== null
  if (isDated) say(named, enteredAt)
  return { enteredAt, dated: [...dated.values()], undated: isDated ? null : (named ?? null) }
}

function stageNamed(row: JudgedRow, context: PlanContext): StageFound | undefined {
  const key = textOf(row, 'stage')
  return key === null ? undefined : context.stages.find((stage) => stage.key === key || stage.name === key)
}
