import { nameKey } from '../../../contract/names.ts'
import { touchKinds } from '../../../contract/touches.ts'
import type { ChannelView, TouchInput } from '../../../contract/touches.ts'
import type { Scope } from '../../platform/scope.ts'
import { resolveCampaigns } from '../campaigns/index.ts'
import type { CampaignFound } from '../campaigns/index.ts'
import type { Problem } from './reading.ts'
import { channelOf } from './rules/channel.ts'
import { selectChannels } from './store.ts'
import type { TouchRow } from './store.ts'
import { touchKey } from './touch-key.ts'

/** Where a touch belongs. */
export type Placed = { readonly channelId: number | null; readonly campaignId: string | null }

/** Finds campaign and channel of each touch, or says which one of them is not there. */
export async function placeTouches(
  scope: Scope,
  inputs: readonly TouchInput[],
): Promise<(Placed | Problem)[]> {
  if (inputs.length === 0) return []
  const channels = new Channels(await selectChannels(scope))
  const campaigns = await resolveCampaigns(
    scope,
    inputs.map(({ campaignId, campaign, utmSource, utmMedium, utmCampaign }) => ({
      id: campaignId,
      name: campaign,
      utm: { source: utmSource, medium: utmMedium, campaign: utmCampaign },
    })),
  )
  return inputs.map((input, at) => place(input, campaigns[at], channels))
}

/** Channels by key or by name, but for case, spaces and punctuation. */
class Channels {
  readonly #ids = new Map<string, number>()

  constructor(views: readonly ChannelView[]) {
    for (const { id, key, name } of views) {
      for (const word of [nameKey(key), nameKey(name)]) if (!this.#ids.has(word)) this.#ids.set(word, id)
    }
  }

  find(word: string | null): number | null {
    return word === null ? null : (this.#ids.get(nameKey(word)) ?? null)
  }
}

function place(input: TouchInput, campaign: CampaignFound | undefined, channels: Channels): Placed | Problem {
  if (campaign?.known === false) {
    return {
      place: input.campaignId === undefined ? 'campaign' : 'campaignId',
      message: 'There is no such campaign.',
      remedy: 'Add the campaign first, or leave it out.',
    }
  }
  if (input.channel !== undefined && channels.find(input.channel) === null) {
    return {
      place: 'channel',
      message: `There is no channel ${input.channel}.`,
      remedy: 'Use a key or name from /api/v1/channels, or utm values instead.',
    }
  }
  return { campaignId: campaign?.id ?? null, channelId: channelIdOf(input, campaign, channels) }
}

/** What is said outright, else what the link says, else where the campaign runs, else what the kind suggests. */
function channelIdOf(
  input: TouchInput,
  campaign: CampaignFound | undefined,
  channels: Channels,
): number | null {
  if (input.channel !== undefined) return channels.find(input.channel)
  const tagged = input.utmMedium !== undefined || input.utmSource !== undefined
  if (!tagged && campaign?.channelId != null) return campaign.channelId
  return channels.find(channelOf(input))
}

/** A touch of somebody, ready to be written. */
export function rowOf(input: TouchInput, { channelId, campaignId }: Placed, contactId: string): TouchRow {
  const occurredAt = new Date(input.occurredAt).toISOString()
  const detail = detailOf(input)
  // As it was said, not as it was understood: a campaign added later must not make the same touch another one.
  const said = [input.channel, input.campaignId, input.campaign].map((word) => word ?? null)
  const content = [contactId, occurredAt, input.kind, ...said, JSON.stringify(detail)]
  return {
    contactId,
    occurredAt,
    kind: touchKinds[input.kind].code,
    channelId,
    campaignId,
    key: touchKey({ ...input, content }),
    detail,
  }
}

/** What else is known, in one order of names, so that the same content is the same text. */
function detailOf(input: TouchInput): Record<string, string> | null {
  const { title, page, asset, value, utmSource, utmMedium, utmCampaign } = input
  const said = { title, page, asset, value, utmSource, utmMedium, utmCampaign }
  const filled = Object.entries(said).filter((pair): pair is [string, string] => pair[1] !== undefined)
  return filled.length === 0 ? null : Object.fromEntries(filled)
}
