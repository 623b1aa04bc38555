import type { z } from 'zod'
import { Refusal } from '../platform/refusal.ts'
import { reply } from './messages.ts'
import type { RequestInput } from './messages.ts'
import type { Question } from './queries/query.ts'

/** Whoever passes a request on and brings the answer: the supervised process, or the engine itself in a test. */
export type AnalyticsLine = { ask(body: unknown, options?: { deadlineMs?: number }): Promise<unknown> }

const ASK_DEADLINE_MS = 30_000
const REBUILD_DEADLINE_MS = 30 * 60_000

type Questions = Readonly<Record<string, Question<unknown>>>
type Answers<Asked extends Questions> = {
  readonly [Name in keyof Asked]: Asked[Name] extends Question<infer Output> ? Output[] : never
}

/** The columnar copies, as the rest of the program sees them. */
export type Analytics = {
  /** Answers several questions from one state of the workspace's copy. Refuses `not-ready`. */
  ask<Asked extends Questions>(
    workspaceId: number,
    questions: Asked,
  ): Promise<{ asOf: Date; rows: Answers<Asked> }>
  /** Makes the workspace's copy anew. Refuses `not-ready`. */
  rebuild(workspaceId: number): Promise<{ seconds: number; rows: number; bytes: number }>
}

/** Speaks with the analytics process. Without one every question is refused as not ready. */
export function analyticsOver(line: AnalyticsLine | undefined): Analytics {
  return {
    ask: async (workspaceId, questions) => {
      const entries = Object.entries(questions)
      const asked = entries.map(([, { query, parameters }]) => ({ query, parameters }))
      const answer = await send(line, { kind: 'ask', workspaceId, questions: asked })
      if (answer.kind !== 'answered') throw new Error('The analytics process answered something else.')
      return { asOf: answer.asOf, rows: parsedRows(questions, answer.rows) }
    },
    rebuild: async (workspaceId) => {
      const answer = await send(line, { kind: 'rebuild', workspaceId })
      if (answer.kind !== 'rebuilt') throw new Error('The analytics process answered something else.')
      const { seconds, rows, bytes } = answer
      return { seconds, rows, bytes }
    },
  }
}

async function send(line: AnalyticsLine | undefined, asked: RequestInput) {
  if (line === undefined) throw notReady('Figures are not available: the analytics process does not run.')
  const deadlineMs = asked.kind === 'rebuild' ? REBUILD_DEADLINE_MS : ASK_DEADLINE_MS
  const answer = reply.parse(await line.ask(asked, { deadlineMs }).catch(cannotBeReached))
  if (answer.kind === 'not-ready') throw notReady(answer.message)
  if (answer.kind === 'failed') throw new Error(`The analytics process failed: ${answer.message}`)
  return answer
}

/** It died or took too long; it is started again by itself, so trying again shortly is good advice. */
function cannotBeReached(): never {
  throw notReady('The figures cannot be reached at the moment.')
}

function notReady(message: string): Refusal {
  return new Refusal('not-ready', { message, remedy: 'Try again in a moment.' })
}

// Each list is parsed by the schema of its own question, which is what the mapped type says.
function parsedRows<Asked extends Questions>(questions: Asked, rows: readonly unknown[][]): Answers<Asked> {
  const parsed = Object.entries(questions).map(([name, { row }], index) => [
    name,
    parseAll(row, rows[index] ?? []),
  ])
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- entries of an object cannot carry the type of each key.
  return Object.fromEntries(parsed) as Answers<Asked>
}

function parseAll(row: z.ZodType, rows: readonly unknown[]): unknown[] {
  return rows.map((each) => row.parse(each))
}
