import type { SinceEvent, TouchCondition } from '../../../../contract/criteria.ts'
import type { Dossier, KnownTouch } from './dossier.ts'
import { dayMs, valueAt } from './facts.ts'
import { folded } from './fold.ts'

/** How many touches of a dossier a condition counts at an instant. */
export type TouchCount = (dossier: Dossier, at: number) => number

/**
 * Makes the count of a condition. The touches that fit are sorted once for each dossier, O(n log n); each count after
 * that is two binary searches, O(log n), and one step for every touch that occurred but was not known yet. It
 * remembers the last dossier only: ask all instants of one dossier before those of the next.
 */
export function touchCount(condition: TouchCondition): TouchCount {
  const fits = touchFilter(condition)
  const sinceOf =
    condition.since === undefined ? () => Number.NEGATIVE_INFINITY : sinceInstant(condition.since)
  const spanMs = condition.withinDays === undefined ? Number.POSITIVE_INFINITY : condition.withinDays * dayMs
  const timelineOf = remembered(({ touches }) => timelineWith(touches, fits))
  return (dossier, at) => timelineOf(dossier).count(at, at - spanMs, sinceOf(dossier, at))
}

/** The touches that a condition counts at an instant, the newest first. */
export function touchesCounted(condition: TouchCondition, dossier: Dossier, at: number): KnownTouch[] {
  const since =
    condition.since === undefined ? Number.NEGATIVE_INFINITY : sinceInstant(condition.since)(dossier, at)
  const after = at - (condition.withinDays ?? Number.POSITIVE_INFINITY) * dayMs
  return dossier.touches
    .filter(touchFilter(condition))
    .filter((touch) => touch.occurredAt <= at && touch.knownAt <= at)
    .filter((touch) => touch.occurredAt > after && touch.occurredAt >= since)
    .toSorted((one, other) => other.occurredAt - one.occurredAt || other.id - one.id)
}

function touchFilter({ kinds, channels, campaigns, assets }: TouchCondition): (touch: KnownTouch) => boolean {
  const kindSet = new Set<string>(kinds)
  const channelSet = new Set<number | null>(channels)
  const campaignSet = new Set<string | null>(campaigns.map((id) => id.toLowerCase()))
  const assetSet = new Set<string | undefined>(assets.map(folded))
  return (touch) =>
    !touch.machine &&
    (kindSet.size === 0 || kindSet.has(touch.kind)) &&
    (channelSet.size === 0 || channelSet.has(touch.channelId)) &&
    (campaignSet.size === 0 || campaignSet.has(touch.campaignId)) &&
    (assetSet.size === 0 || (touch.asset !== null && assetSet.has(folded(touch.asset))))
}

/** From when touches are counted; never, and so +∞, where the event has not happened. */
function sinceInstant(since: SinceEvent): TouchCount {
  switch (since.event) {
    case 'lead-entered':
      return enteredAt
    case 'stage-entered':
      return (dossier, at) => newestEntry(dossier, since.stage, at)
    default: {
      const fits = ({ kind, machine }: KnownTouch) => kind === since.touch && !machine
      const timelineOf = remembered(({ touches }) => timelineWith(touches, fits))
      return (dossier, at) => timelineOf(dossier).newest(at)
    }
  }
}

function enteredAt({ lead, enteredAt: entered }: Dossier, at: number): number {
  const told = lead === null ? null : valueAt(lead, 'enteredAt', at)
  if (typeof told === 'string') return Date.parse(told)
  return entered ?? Number.POSITIVE_INFINITY
}

function newestEntry({ stageEntries }: Dossier, stage: string, at: number): number {
  for (let index = stageEntries.length - 1; index >= 0; index--) {
    const entry = stageEntries[index]
    if (entry !== undefined && entry.stage === stage && entry.at <= at) return entry.at
  }
  return Number.POSITIVE_INFINITY
}

/** Makes something of a dossier once, as long as the same dossier is asked about. */
function remembered<Made>(make: (dossier: Dossier) => Made): (dossier: Dossier) => Made {
  let last: { readonly dossier: Dossier; readonly made: Made } | undefined
  return (dossier) => {
    if (last?.dossier !== dossier) last = { dossier, made: make(dossier) }
    return last.made
  }
}

/** Most people have no touch that a condition counts. */
function timelineWith(touches: readonly KnownTouch[], fits: (touch: KnownTouch) => boolean): Timeline {
  const fitting = touches.filter(fits)
  if (fitting.length === 0) return emptyTimeline
  // As a rule they became known in the order in which they occurred.
  const isSorted = fitting.every(
    (touch, index) => touch.occurredAt >= (fitting[index - 1]?.occurredAt ?? -Infinity),
  )
  return new Timeline(
    isSorted ? fitting : fitting.toSorted((one, other) => one.occurredAt - other.occurredAt),
  )
}

/** Touches in the order in which they occurred, and by when all up to each of them were known. */
class Timeline {
  readonly #occurred: number[] = []
  readonly #known: number[] = []
  readonly #allKnown: number[] = []

  constructor(touches: readonly KnownTouch[]) {
    let latest = Number.NEGATIVE_INFINITY
    for (const { occurredAt, knownAt } of touches) {
      latest = Math.max(latest, knownAt)
      this.#occurred.push(occurredAt)
      this.#known.push(knownAt)
      this.#allKnown.push(latest)
    }
  }

  /** How many occurred after one instant, not before another and not after `at`, and were known at `at`. */
  count(at: number, after: number, since: number): number {
    const end = this.#firstBeyond(at, true)
    const start = Math.max(this.#firstBeyond(after, true), this.#firstBeyond(since, false))
    if (start >= end) return 0
    let count = end - start
    for (let index = end - 1; index >= start && this.#at(this.#allKnown, index) > at; index--) {
      if (this.#at(this.#known, index) > at) count--
    }
    return count
  }

  /** When the newest occurred that was known at `at`; +∞ where there is none. */
  newest(at: number): number {
    for (let index = this.#firstBeyond(at, true) - 1; index >= 0; index--) {
      if (this.#at(this.#known, index) <= at) return this.#at(this.#occurred, index)
    }
    return Number.POSITIVE_INFINITY
  }

  /** The first index that lies after `instant`, or with `exclusive` false at it or after it. */
  #firstBeyond(instant: number, exclusive: boolean): number {
    let [low, high] = [0, this.#occurred.length]
    while (low < high) {
      const middle = (low + high) >>> 1
      const value = this.#at(this.#occurred, middle)
      if (exclusive ? value <= instant : value < instant) low = middle + 1
      else high = middle
    }
    return low
  }

  #at(values: readonly number[], index: number): number {
    return values[index] ?? Number.POSITIVE_INFINITY
  }
}

const emptyTimeline = new Timeline([])
