import { dayMs } from './points.ts'

/**
 * What criteria do to a lead over a stretch of time. The same walk judges today's leads and replays a year: at every
 * moment at which something became known, the lead enters the highest stage above it whose criteria are met, and
 * falls back from a stage that criteria gave it when these are met no more and the definition says so.
 */

/** A lead that a person took back from a stage rests this long before criteria may give it the stage again. */
export const restDays = 90

/** The definition of one stage, in the version in force from `from` until `until`. */
export type Definition = {
  readonly versionId: number
  readonly stageId: number
  readonly position: number
  readonly whenNoLongerMet: 'stay' | 'move-back'
  readonly from: number
  readonly until: number
}

/** Where a lead stands and how it came there. */
export type Standing = {
  readonly stageId: number
  readonly position: number
  readonly since: number
  /** The version whose criteria gave it the stage; null when a person or a file did. */
  readonly byVersionId: number | null
  readonly cameFrom: { readonly stageId: number; readonly position: number } | null
  /** Until when criteria leave it alone, because a person took it back. */
  readonly restsUntil: number
}

export type JudgedMove = {
  readonly at: number
  readonly kind: 'forward' | 'backward'
  readonly fromStageId: number
  readonly toStageId: number
  readonly versionId: number
}

export type Judges = {
  readonly definitions: readonly Definition[]
  readonly met: (definition: Definition, at: number) => boolean
}

/** The moves that criteria make at `moments` (ascending), each once. Moments before the lead's last move are passed over. */
export function movesAt(standing: Standing, moments: readonly number[], judges: Judges): JudgedMove[] {
  const moves: JudgedMove[] = []
  let stands = standing
  for (const at of moments) {
    if (at < stands.since) continue
    const move = forwardFrom(stands, at, judges) ?? backwardFrom(stands, at, judges)
    if (move === undefined) continue
    moves.push(move.made)
    stands = move.standing
  }
  return moves
}

type Move = { readonly made: JudgedMove; readonly standing: Standing }

function forwardFrom(standing: Standing, at: number, { definitions, met }: Judges): Move | undefined {
  if (at < standing.restsUntil) return undefined
  let highest: Definition | undefined
  for (const definition of definitions) {
    if (definition.position <= Math.max(standing.position, highest?.position ?? 0)) continue
    if (inForce(definition, at) && met(definition, at)) highest = definition
  }
  if (highest === undefined) return undefined
  const { stageId, position, versionId } = highest
  return {
    made: { at, kind: 'forward', fromStageId: standing.stageId, toStageId: stageId, versionId },
    standing: {
      stageId,
      position,
      since: at,
      byVersionId: versionId,
      cameFrom: { stageId: standing.stageId, position: standing.position },
      restsUntil: 0,
    },
  }
}

function backwardFrom(standing: Standing, at: number, { definitions, met }: Judges): Move | undefined {
  const back = standing.cameFrom
  if (standing.byVersionId === null || back === null) return undefined
  const now = definitions.find((each) => each.stageId === standing.stageId && inForce(each, at))
  if (now === undefined || now.whenNoLongerMet === 'stay' || met(now, at)) return undefined
  return {
    made: {
      at,
      kind: 'backward',
      fromStageId: standing.stageId,
      toStageId: back.stageId,
      versionId: now.versionId,
    },
    standing: { ...back, since: at, byVersionId: null, cameFrom: null, restsUntil: 0 },
  }
}

function inForce({ from, until }: Definition, at: number): boolean {
  return from <= at && at < until
}

/** Until when a lead rests after a person took it back at `at`. */
export function restAfter(at: number): number {
  return at + restDays * dayMs
}
