import { v7 as uuid } from 'uuid'
import type { buildTaggedLink, CampaignChanges, listCampaigns } from '../../../contract/campaigns.ts'
import type { EndpointAnswer, EndpointParsed } from '../../../contract/endpoint.ts'
import { nameKey } from '../../../contract/names.ts'
import { notFound, Refusal } from '../../platform/refusal.ts'
import type { Scope } from '../../platform/scope.ts'
import { record } from '../journal/index.ts'
import type { Handover } from '../workspace/index.ts'
import { mayRunCampaigns } from './policy.ts'
import { presentCampaignRow } from './present.ts'
import { resolveCampaign } from './rules/resolve.ts'
import type { Utm } from './rules/resolve.ts'
import { taggedLink, utmWord } from './rules/tagged-link.ts'
import * as store from './store.ts'
import type { CampaignColumns, CampaignRecord } from './store.ts'

/** A page of campaigns with what each has cost so far. */
export async function campaignPage(
  scope: Scope,
  query: EndpointParsed<typeof listCampaigns>['query'],
): Promise<EndpointAnswer<typeof listCampaigns>> {
  const { sort, cursor, limit, ...filters } = query
  const { rows, nextCursor } = await store.selectCampaignPage(scope, filters, {
    ...store.sortAsked(sort),
    cursor,
    limit,
  })
  const total = cursor === undefined ? await store.countCampaigns(scope, filters) : undefined
  const items = rows.map((row) => presentCampaignRow(row))
  return { items, nextCursor, total: total?.total ?? null, totalIsEstimate: total?.totalIsEstimate ?? false }
}

/** One campaign, in the trash or not. Refuses `not-found`. */
export async function campaign(scope: Scope, id: string): Promise<CampaignRecord> {
  const found = await store.selectCampaign(scope, id)
  if (found === undefined) throw notFound('campaign')
  return found
}

/** Adds a campaign. Refuses a name that another has. */
export async function addCampaign(
  scope: Scope,
  body: CampaignChanges & { name: string },
): Promise<CampaignRecord> {
  allow(scope)
  await refuseTaken(scope, body.name, null)
  const id = uuid()
  await store.insertCampaign(scope, id, { ...columnsOf(body), name: body.name, name_key: nameKey(body.name) })
  await record(scope, {
    kind: 'campaign.created',
    subjectKind: 'campaign',
    subjectId: id,
    payload: { name: body.name },
  })
  return campaign(scope, id)
}

/** Changes a campaign; the event says what stood before. */
export async function amendCampaign(
  scope: Scope,
  id: string,
  body: CampaignChanges,
): Promise<CampaignRecord> {
  allow(scope)
  const before = await heldCampaign(scope, id)
  if (body.name !== undefined) await refuseTaken(scope, body.name, id)
  const changed = columnsOf(body)
  await store.updateCampaign(scope, id, changed)
  await record(scope, {
    kind: 'campaign.changed',
    subjectKind: 'campaign',
    subjectId: id,
    payload: { changed: body, before: valuesBefore(before, changed) },
  })
  return campaign(scope, id)
}

/** Puts a campaign in the trash; touches and spend keep naming it. */
export async function trashCampaign(scope: Scope, id: string): Promise<void> {
  allow(scope)
  await heldCampaign(scope, id)
  await record(scope, { kind: 'campaign.trashed', subjectKind: 'campaign', subjectId: id })
  await store.updateCampaign(scope, id, { deleted_at: scope.now })
}

/** Takes a campaign out of the trash. Refuses where its name is taken by now. */
export async function restoreCampaign(scope: Scope, id: string): Promise<CampaignRecord> {
  allow(scope)
  const found = await campaign(scope, id)
  if (found.deleted_at === null) return found
  await refuseTaken(scope, found.name, id)
  await record(scope, { kind: 'campaign.restored', subjectKind: 'campaign', subjectId: id })
  await store.updateCampaign(scope, id, { deleted_at: null })
  return campaign(scope, id)
}

/** A link whose clicks count for the campaign. Refuses what is no web address. */
export async function linkFor(
  scope: Scope,
  id: string,
  query: EndpointParsed<typeof buildTaggedLink>['query'],
): Promise<EndpointAnswer<typeof buildTaggedLink>> {
  const found = await campaign(scope, id)
  const link = taggedLink(query.url, {
    source: query.source ?? found.utm_source,
    medium: query.medium ?? found.utm_medium,
    campaign: found.utm_campaign ?? utmWord(found.name),
    content: query.content,
    term: query.term,
  })
  if (link === null) throw new Refusal('invalid-input', { message: 'This is no web address.', place: 'url' })
  return { link }
}

/** How touches name a campaign: by its id, by its name, or by what stood in the link. */
export type CampaignNamed = {
  readonly id?: string | undefined
  readonly name?: string | undefined
  readonly utm?: Utm | undefined
}

/** What a name came to: an id, or none; `known` is false where a campaign is named that is not there. */
export type CampaignFound = {
  readonly id: string | null
  readonly channelId: number | null
  readonly known: boolean
}

/** The campaigns that touches name, in their order. */
export async function resolveCampaigns(
  scope: Scope,
  named: readonly CampaignNamed[],
): Promise<CampaignFound[]> {
  const utmWords = [...new Set(named.flatMap(({ utm }) => (utm?.campaign ? [utm.campaign] : [])))]
  const names = [...new Set(named.flatMap(({ name }) => (name === undefined ? [] : [nameKey(name)])))]
  const ids = [...new Set(named.flatMap(({ id }) => (id === undefined ? [] : [id])))]
  const tagged =
    utmWords.length === 0
      ? []
      : await store.selectTagged(scope, {
          keys: utmWords.map(nameKey),
          lower: utmWords.map((one) => one.toLowerCase()),
        })
  const known = names.length + ids.length === 0 ? [] : await store.selectNamed(scope, { keys: names, ids })
  const channels = new Map([...tagged, ...known].map((row) => [row.id, row.channelId]))
  const byName = new Map(known.map((row) => [row.nameKey, row.id]))
  return named.map(({ id, name, utm }) => {
    const found = id ?? (name === undefined ? resolveCampaign(tagged, utm ?? {}) : byName.get(nameKey(name)))
    const isKnown = found != null && channels.has(found)
    const isNamed = id !== undefined || name !== undefined
    return isKnown
      ? { id: found, channelId: channels.get(found) ?? null, known: true }
      : { id: null, channelId: null, known: !isNamed }
  })
}

/** The campaigns that a member runs, as they pass to another when the member leaves. */
export const campaignHandover: Handover = {
  kind: 'campaign',
  label: 'Campaigns',
  count: store.countOwned,
  pass: store.passOwned,
}

function allow(scope: Scope): void {
  if (!mayRunCampaigns(scope.actor)) throw new Refusal('not-allowed')
}

async function heldCampaign(scope: Scope, id: string): Promise<CampaignRecord> {
  const found = await campaign(scope, id)
  if (found.deleted_at !== null) throw notFound('campaign')
  return found
}

async function refuseTaken(scope: Scope, name: string, except: string | null): Promise<void> {
  if (!(await store.isNameTaken(scope, nameKey(name), except))) return
  throw new Refusal('already-exists', {
    message: `Another campaign is called ${name}.`,
    place: 'name',
    remedy: 'Give it another name; case, spaces and punctuation do not tell two apart.',
  })
}

/** What is undefined stays as it is. */
function columnsOf(body: CampaignChanges): CampaignColumns {
  return {
    name: body.name,
    name_key: body.name === undefined ? undefined : nameKey(body.name),
    type: body.type,
    works_on: body.worksOn,
    channel_id: body.channelId,
    utm_source: body.utmSource,
    utm_medium: body.utmMedium,
    utm_campaign: body.utmCampaign,
    segment: body.segment,
    budget: body.budget,
    starts_on: body.startsOn,
    ends_on: body.endsOn,
    talk_track: body.talkTrack,
    owner_id: body.ownerId,
  }
}

function valuesBefore(held: CampaignRecord, changed: CampaignColumns): Record<string, unknown> {
  const names = Object.entries(changed).flatMap(([name, value]) => (value === undefined ? [] : [name]))
  return Object.fromEntries(names.map((name): [string, unknown] => [name, Reflect.get(held, name)]))
}
