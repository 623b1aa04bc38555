import type { StageFound } from '../store/lookups/funnel.ts'
import { sameInstant } from './lead-index.ts'
import type { LeadStanding } from './lead-index.ts'

/** What a row says about where a lead stood and when. */
export type Said = {
  readonly enteredAt: string | null
  /** Stages whose dates are known; won and lost among them. */
  readonly dated: readonly { readonly stage: StageFound; readonly at: string }[]
  /** The stage the lead stands at, without a date of its own. */
  readonly undated: StageFound | null
}

export type StageStep = {
  readonly from: number | null
  readonly to: number
  readonly at: string
  readonly kind: 'entry' | 'forward' | 'exit'
  readonly reason: string | null
  readonly assumed: boolean
}

export type Finding =
  | { readonly code: 'won-before-first-contact'; readonly value: string }
  | { readonly code: 'stages-out-of-order'; readonly value: string }
  | { readonly code: 'stage-backward'; readonly value: string }

export type History = {
  readonly enteredAt: string
  readonly steps: readonly StageStep[]
  readonly stageId: number
  readonly stageSince: string
  readonly findings: readonly Finding[]
}

type Dated = Said['dated'][number]

/**
 * The history of a lead that a file brings for the first time. Dated stages stand in the order of the funnel, not
 * of their dates: a win before the first contact stays a win and is a finding. What is not dated is known from the
 * entry and marked assumed.
 */
export function newHistory(said: Said, { stages, at }: HistoryGround): History {
  const dated = inFunnelOrder(said.dated)
  const earliest = dated.map((one) => one.at).toSorted()[0]
  const enteredAt = said.enteredAt ?? earliest ?? at
  const known = said.enteredAt !== null || earliest !== undefined
  const entry = entryOf(said, { dated, stages, enteredAt, known })
  const steps = followed(entry, dated)
  const last = stages.find((stage) => stage.id === steps.at(-1)?.to)
  if (said.undated !== null && isBeyond(said.undated, last)) {
    steps.push(
      stepTo({ stage: said.undated, at: latestOf(steps) }, { from: last?.id ?? null, assumed: true }),
    )
  }
  const current = steps.at(-1) ?? entry
  const findings = disorder(dated, enteredAt)
  return { enteredAt, steps, stageId: current.to, stageSince: current.at, findings }
}

/** The stages of the workspace, and the instant that undated facts count from. */
export type HistoryGround = { readonly stages: readonly StageFound[]; readonly at: string }

function followed(entry: StageStep, dated: readonly Dated[]): StageStep[] {
  const steps: StageStep[] = [entry]
  for (const one of dated) {
    if (one.stage.id !== entry.to) steps.push(stepTo(one, { from: steps.at(-1)?.to ?? null, assumed: false }))
  }
  return steps
}

type Entering = {
  readonly dated: readonly Dated[]
  readonly stages: readonly StageFound[]
  readonly enteredAt: string
  readonly known: boolean
}

function entryOf(said: Said, { dated, stages, enteredAt, known }: Entering): StageStep {
  const first = stages.find((stage) => stage.line === 'main')
  if (first === undefined) throw new Error('the workspace has no stages')
  const opening = dated[0]
  const base = { from: null, at: enteredAt, kind: 'entry', reason: null } as const
  if (
    opening !== undefined &&
    opening.stage.line === 'main' &&
    (said.enteredAt === null || sameInstant(opening.at, enteredAt))
  ) {
    return { ...base, to: opening.stage.id, at: opening.at, assumed: false }
  }
  const onlyUndated = said.undated !== null && said.undated.line === 'main' && dated.length === 0
  if (onlyUndated && said.undated !== null)
    return { ...base, to: said.undated.id, assumed: said.undated.id !== first.id || !known }
  return { ...base, to: first.id, assumed: !known }
}

function stepTo(dated: Dated, step: { readonly from: number | null; readonly assumed: boolean }): StageStep {
  const exit = dated.stage.line === 'exit'
  return {
    ...step,
    to: dated.stage.id,
    at: dated.at,
    kind: exit ? 'exit' : 'forward',
    reason: exit ? dated.stage.name : null,
  }
}

/** What a row adds to a lead that stands already. It never moves it backward: that becomes a finding. */
export function addedHistory(said: Said, lead: LeadStanding, { stages, at }: HistoryGround): History {
  const current = stages.find((stage) => stage.id === lead.stageId)
  const walk: Walk = { current, since: lead.stageSince, steps: [], findings: [] }
  const isFirstEntry = startsEarlier(lead, stages)
  for (const one of inFunnelOrder(said.dated)) {
    if (!lead.changes.some((change) => change.to === one.stage.id)) walkTo(walk, one, isFirstEntry)
  }
  if (said.undated !== null) standAt(walk, said.undated, at)
  const { steps, since: stageSince } = walk
  const findings = [...walk.findings, ...lateEntry(said, lead, stages)]
  return {
    enteredAt: entryMended(said, lead, stages),
    steps,
    stageId: walk.current?.id ?? lead.stageId,
    stageSince,
    findings,
  }
}

/** Where a lead stands while what a row says is gone through. */
type Walk = {
  current: StageFound | undefined
  since: string
  readonly steps: StageStep[]
  readonly findings: Finding[]
}

/** Beyond where the lead stands it moves; what lies behind and before completes its history; anything else is odd. */
function walkTo(walk: Walk, one: Dated, isFirstEntry: boolean): void {
  if (isBeyond(one.stage, walk.current)) {
    walk.steps.push(stepTo(one, { from: walk.current?.id ?? null, assumed: false }))
    walk.current = one.stage
    walk.since = one.at
  } else if (one.stage.line === 'main' && one.at <= walk.since) {
    const step = stepTo(one, { from: null, assumed: false })
    walk.steps.push({ ...step, kind: isFirstEntry ? 'entry' : 'forward' })
  } else walk.findings.push({ code: 'stage-backward', value: one.stage.name })
}

function standAt(walk: Walk, stage: StageFound, at: string): void {
  if (stage.id === walk.current?.id) return
  if (!isBeyond(stage, walk.current)) {
    walk.findings.push({ code: 'stage-backward', value: stage.name })
    return
  }
  walk.steps.push(stepTo({ stage, at }, { from: walk.current?.id ?? null, assumed: true }))
  walk.current = stage
  walk.since = at
}

/** A lead that was first met by its win has no true entry yet; the file that knows it may set it. */
function startsEarlier(lead: LeadStanding, stages: readonly StageFound[]): boolean {
  const entry = lead.changes.find((change) => change.kind === 'entry')
  return (
    entry !== undefined &&
    stages.some((stage) => stage.id === entry.to && stage.won) &&
    lead.changes.length === 1
  )
}

function entryMended(said: Said, lead: LeadStanding, stages: readonly StageFound[]): string {
  return said.enteredAt !== null && startsEarlier(lead, stages) ? said.enteredAt : lead.enteredAt
}

function lateEntry(said: Said, lead: LeadStanding, stages: readonly StageFound[]): Finding[] {
  const won = said.dated.find(({ stage }) => stage.won)?.at ?? wonAtOf(lead, stages)
  const enteredAt = entryMended(said, lead, stages)
  if (won === undefined || won >= enteredAt) return []
  return [{ code: 'won-before-first-contact', value: won }]
}

function wonAtOf(lead: LeadStanding, stages: readonly StageFound[]): string | undefined {
  return lead.changes.find((change) => stages.some((stage) => stage.id === change.to && stage.won))?.at
}

/** Whether a move from `current` to `stage` goes on along the funnel, or leaves it. A win is never left by a file. */
function isBeyond(stage: StageFound, current: StageFound | undefined): boolean {
  if (current === undefined) return true
  if (current.won || stage.id === current.id) return false
  if (stage.line === 'exit') return current.line === 'main'
  return current.line === 'exit' ? stage.won : stage.position > current.position
}

function inFunnelOrder(dated: readonly Dated[]): Dated[] {
  return dated.toSorted((one, other) => rankOf(one.stage) - rankOf(other.stage))
}

const exitRank = 10_000

function rankOf(stage: StageFound): number {
  return stage.line === 'exit' ? exitRank + stage.position : stage.position
}

function latestOf(steps: readonly StageStep[]): string {
  return (
    steps
      .map((step) => step.at)
      .toSorted()
      .at(-1) ?? ''
  )
}

function disorder(dated: readonly Dated[], enteredAt: string): Finding[] {
  const won = dated.find(({ stage }) => stage.won)
  if (won !== undefined && won.at < enteredAt) return [{ code: 'won-before-first-contact', value: won.at }]
  const late = dated.find((one, at) => at > 0 && one.at < (dated[at - 1]?.at ?? ''))
  return late === undefined ? [] : [{ code: 'stages-out-of-order', value: late.stage.name }]
}
