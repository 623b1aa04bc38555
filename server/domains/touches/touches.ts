import type { EndpointAnswer } from '../../../contract/endpoint.ts'
import type { ChannelView, recordTouchBatch, TouchInput, TouchResult } from '../../../contract/touches.ts'
import { Refusal } from '../../platform/refusal.ts'
import type { Scope } from '../../platform/scope.ts'
import { recognise } from '../contacts/index.ts'
import type { Recognised } from '../contacts/index.ts'
import { record } from '../journal/index.ts'
import { workspaceSettings } from '../workspace/index.ts'
import { mayRecord } from './policy.ts'
import { describeProblem, readItem, soughtOf } from './reading.ts'
import type { Problem } from './reading.ts'
import { placeTouches, rowOf } from './placing.ts'
import type { Placed } from './placing.ts'
import { insertDefaultChannels, insertTouches, selectChannels, selectTouchIds } from './store.ts'
import type { TouchRow, WrittenTouch } from './store.ts'

const rowsPerStatement = 5000
/** Whom a batch concerns is told in its event, up to a limit; a larger batch says how many there were. */
const contactsToldMax = 500

/** Lays the default channels into a new workspace. */
export async function founding(scope: Scope): Promise<void> {
  await insertDefaultChannels(scope)
}

/** The channels that touches come through. */
export async function channels(scope: Scope): Promise<ChannelView[]> {
  return selectChannels(scope)
}

/**
 * Writes touches that are resolved already, as imports and the sample do: each once, however often it comes, with the
 * activity of the people kept up to date. Answers those that were new. The caller journals its own act.
 */
export async function recordTouches(scope: Scope, rows: readonly TouchRow[]): Promise<WrittenTouch[]> {
  const written: WrittenTouch[] = []
  for (let at = 0; at < rows.length; at += rowsPerStatement) {
    written.push(...(await insertTouches(scope, rows.slice(at, at + rowsPerStatement))))
  }
  return written
}

type Item = { readonly index: number; readonly input: TouchInput }
type Answer = EndpointAnswer<typeof recordTouchBatch>

/**
 * Records a batch as it comes from outside, each touch judged by itself: what cannot be used is refused with its
 * place and a remedy, the rest is kept. The batch is one act with one event.
 */
export async function recordBatch(scope: Scope, given: readonly unknown[]): Promise<Answer> {
  if (!mayRecord(scope.actor)) throw new Refusal('not-allowed')
  const results: TouchResult[] = []
  const items = given.flatMap((one, index): Item[] => {
    const read = readItem(one, scope.now)
    if ('input' in read) return [{ index, input: read.input }]
    results.push(refused(index, read))
    return []
  })
  const placed = await placeTouches(
    scope,
    items.map((item) => item.input),
  )
  const ready = items.flatMap((item, at): (Item & { placed: Placed })[] => {
    const found = placed[at]
    if (found === undefined) return []
    if ('channelId' in found) return [{ ...item, placed: found }]
    results.push(refused(item.index, found))
    return []
  })
  const { country } = await workspaceSettings(scope)
  const people = await recognise(
    scope,
    ready.map((item) => soughtOf(item.input, country)),
  )
  results.push(...(await write(scope, ready, people)))
  return answer(results.toSorted((a, b) => a.index - b.index))
}

type Ready = Item & { readonly placed: Placed }

async function write(
  scope: Scope,
  ready: readonly Ready[],
  people: readonly Recognised[],
): Promise<TouchResult[]> {
  const results: TouchResult[] = []
  const rows: { index: number; row: TouchRow; created: boolean }[] = []
  for (const [at, { index, input, placed }] of ready.entries()) {
    const person = people[at]
    if (person === undefined || 'problem' in person) {
      results.push(refused(index, describeProblem(person?.problem ?? 'nobody-named')))
    } else {
      rows.push({ index, row: rowOf(input, placed, person.contactId), created: person.created })
    }
  }
  const written = await recordTouches(
    scope,
    rows.map(({ row }) => row),
  )
  const ids = await idsByKey(
    scope,
    rows.map(({ row }) => row.key),
    written,
  )
  const fresh = new Set(written.map(({ key }) => key))
  const newcomers = new Set<string>()
  for (const { index, row, created } of rows) {
    const contactCreated = created && !newcomers.has(row.contactId)
    if (contactCreated) newcomers.add(row.contactId)
    const outcome = fresh.delete(row.key) ? 'created' : 'repeated'
    results.push({ index, outcome, touchId: ids.get(row.key), contactId: row.contactId, contactCreated })
  }
  await tell(scope, { rows: rows.map(({ row }) => row), written, newcomers: newcomers.size })
  return results
}

async function idsByKey(
  scope: Scope,
  keys: readonly string[],
  written: readonly WrittenTouch[],
): Promise<Map<string, number>> {
  const ids = new Map(written.map(({ key, id }) => [key, id]))
  const known = await selectTouchIds(
    scope,
    keys.filter((key) => !ids.has(key)),
  )
  for (const { key, id } of known) ids.set(key, id)
  return ids
}

type Told = {
  readonly rows: readonly TouchRow[]
  readonly written: readonly WrittenTouch[]
  readonly newcomers: number
}

/** A late touch changes what is known of somebody's past: whoever judges leads hears of it by this event. */
async function tell(scope: Scope, { rows, written, newcomers }: Told): Promise<void> {
  if (written.length === 0 && newcomers === 0) return
  const fresh = new Set(written.map(({ key }) => key))
  const touched = new Set(rows.filter((row) => fresh.has(row.key)).map((row) => row.contactId))
  await record(scope, {
    kind: 'touches.recorded',
    subjectKind: 'touches',
    subjectId: written[0]?.id ?? 'none',
    payload: {
      created: written.length,
      contacts: touched.size,
      newContacts: newcomers,
      contactIds: [...touched].slice(0, contactsToldMax),
    },
  })
}

function refused(index: number, problem: Problem): TouchResult {
  return { index, outcome: 'refused', ...problem }
}

function answer(results: TouchResult[]): Answer {
  const count = (outcome: TouchResult['outcome']) => results.filter((one) => one.outcome === outcome).length
  return { created: count('created'), repeated: count('repeated'), refused: count('refused'), results }
}
