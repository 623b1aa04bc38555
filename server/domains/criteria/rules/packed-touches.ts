import { touchKindOf } from '../../../../contract/touches.ts'
import type { KnownTouch } from './dossier.ts'
import { instantAt, noValue, uuidAt, wordsAt } from './packed-row.ts'

/** A touch is packed as id, two instants, kind and channel; behind them, where asked for, its campaign and asset. */
const touchBytes = 28
const uuidBytes = 16
export const machineBit = 16_384
export const noChannel = -1

export type PackedTouches = { readonly campaigns: boolean; readonly assets: boolean }

/** The touches of one person as they were packed, in the order in which they became known. */
export function unpackTouches(
  { bytes, from, to }: { readonly bytes: Buffer; readonly from: number; readonly to: number },
  contactId: string,
  { campaigns, assets }: PackedTouches,
): KnownTouch[] {
  const touches: KnownTouch[] = []
  for (let at = from; at < to;) {
    const code = bytes.readInt16BE(at + 24)
    const channel = bytes.readInt16BE(at + 26)
    let next = at + touchBytes
    const campaignId = campaigns && bytes[next] === 1 ? uuidAt(bytes, next + 1) : null
    if (campaigns) next += 1 + uuidBytes
    const length = assets ? bytes.readInt32BE(next) : noValue
    const asset = length === noValue ? null : bytes.toString('utf8', next + 4, next + 4 + length)
    if (assets) next += 4 + Math.max(0, length)
    touches.push({
      id: wordsAt(bytes, at),
      contactId,
      kind: touchKindOf(code & ~machineBit),
      channelId: channel === noChannel ? null : channel,
      campaignId,
      asset,
      machine: (code & machineBit) !== 0,
      occurredAt: instantAt(bytes, at + 8),
      knownAt: instantAt(bytes, at + 16),
    })
    at = next
  }
  return inOrder(touches)
}

/** Beyond this, each touch is compared with too many others. */
const fewTouches = 64

/** Most people have a handful of touches, and a replay asks for a million people. */
function inOrder(touches: KnownTouch[]): KnownTouch[] {
  if (touches.length > fewTouches) return touches.toSorted((one, other) => (isBefore(one, other) ? -1 : 1))
  for (const [index, touch] of touches.entries()) settle(touches, touch, index)
  return touches
}

/** Puts a touch among those before it, which are in order. */
function settle(touches: KnownTouch[], touch: KnownTouch, index: number): void {
  let at = index
  for (; at > 0; at--) {
    const before = touches[at - 1]
    if (before === undefined || !isBefore(touch, before)) break
    touches[at] = before
  }
  if (at !== index) touches[at] = touch
}

function isBefore(one: KnownTouch, other: KnownTouch): boolean {
  return one.knownAt < other.knownAt || (one.knownAt === other.knownAt && one.id < other.id)
}
