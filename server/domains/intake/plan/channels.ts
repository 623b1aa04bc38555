import { nameKey } from '../../../../contract/names.ts'
import type { ChannelFound } from '../store/lookups/funnel.ts'
import type { Ground } from './context.ts'
import { cut } from './row.ts'

const nameLengthMax = 120
const salesWords = /call|phone|meeting|sales|outbound|visit in person|demo/i

/** Channels by key or name; an unknown one is made. Their ids are small numbers, counted up. */
export class Channels {
  readonly #ground: Ground
  readonly #byKey = new Map<string, number>()
  #newest = 0

  constructor(ground: Ground, found: readonly ChannelFound[]) {
    this.#ground = ground
    for (const channel of found) {
      this.#byKey.set(nameKey(channel.key), channel.id)
      if (!this.#byKey.has(nameKey(channel.name))) this.#byKey.set(nameKey(channel.name), channel.id)
      this.#newest = Math.max(this.#newest, channel.id)
    }
  }

  named(name: string | null): number | null {
    if (name === null) return null
    const key = nameKey(name)
    return this.#byKey.get(key) ?? this.#add(key, name)
  }

  #add(key: string, written: string): number {
    this.#newest += 1
    const name = cut(readable(written), nameLengthMax)
    const team = salesWords.test(name) ? 'sales' : 'marketing'
    this.#ground.batch.insert('channels', { id: this.#newest, key: cut(key, nameLengthMax), name, team })
    this.#byKey.set(key, this.#newest)
    return this.#newest
  }
}

/** `organic_search` reads as `Organic search`; a name that somebody wrote in words stays as it is. */
function readable(written: string): string {
  if (!/^[a-z0-9_-]+$/.test(written)) return written
  const words = written.replaceAll(/[_-]+/g, ' ').trim()
  return words.charAt(0).toUpperCase() + words.slice(1)
}
