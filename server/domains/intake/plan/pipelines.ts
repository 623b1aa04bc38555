import { nameKey } from '../../../../contract/names.ts'
import { outcomeOf } from '../rules/stages.ts'
import type { PipelineFound, PipelineStageFound } from '../store/lookups/pipeline.ts'
import type { Ground } from './context.ts'
import { cut } from './row.ts'

const nameLengthMax = 120
/** Closed stages made by an import stand behind whatever open ones follow. */
const closedPositionMin = 900

export type DealStage = {
  readonly id: string
  readonly pipelineId: string
  readonly name: string
  readonly position: number
  readonly outcome: 'open' | 'won' | 'lost'
}

export type StageNamed = { readonly name: string | null; readonly externalId?: string | null }
type Traits = { readonly outcome?: DealStage['outcome']; readonly position?: number | null }

/** Pipelines and their stages, by outside id and by name; an unknown stage is made in its pipeline. */
export class Pipelines {
  readonly #ground: Ground
  readonly #pipelines: { readonly id: string; readonly name: string; readonly externalId: string | null }[]
  readonly #stages: (DealStage & { readonly key: string; externalId: string | null })[]

  constructor(ground: Ground, found: readonly PipelineFound[], stages: readonly PipelineStageFound[]) {
    this.#ground = ground
    const own = (row: { external_source: string | null; external_id: string | null }) =>
      row.external_source === ground.source ? row.external_id : null
    this.#pipelines = found.map((row) => ({ id: row.id, name: row.name, externalId: own(row) }))
    this.#stages = stages.map((row) => ({
      id: row.id,
      pipelineId: row.pipeline_id,
      name: row.name,
      key: row.name_key,
      position: row.position,
      outcome: row.outcome,
      externalId: own(row),
    }))
  }

  /** The pipeline that a cell names by id or name, made where there is none; the default one for a blank. */
  pipeline(written: string | null): string {
    const first = this.#pipelines[0]
    if (written === null && first !== undefined) return first.id
    const key = written === null ? 'sales' : nameKey(written)
    const found = this.#pipelines.find((one) => one.externalId === written || nameKey(one.name) === key)
    return found?.id ?? this.#addPipeline(written ?? 'Sales')
  }

  /** The stage that a cell names, made where there is none. Without a pipeline a stage id may say which one. */
  stage(pipeline: string | null, named: StageNamed, traits: Traits = {}): DealStage {
    const within = pipeline === null ? null : this.pipeline(pipeline)
    const byId = this.#stages.find(
      (stage) => isNamed(stage.externalId, named) && (within ?? stage.pipelineId) === stage.pipelineId,
    )
    if (byId !== undefined) return byId
    const pipelineId = within ?? this.pipeline(null)
    return this.stageOf(pipelineId, named) ?? this.#addStage(pipelineId, named, traits)
  }

  /** A stage of one pipeline by its outside id or its name. */
  stageOf(pipelineId: string, named: StageNamed): DealStage | undefined {
    const key = nameKey(named.name ?? named.externalId ?? '?')
    const own = this.#stages.filter((stage) => stage.pipelineId === pipelineId)
    return own.find((stage) => isNamed(stage.externalId, named)) ?? own.find((stage) => stage.key === key)
  }

  addStageTo(pipelineId: string, named: StageNamed): DealStage {
    return this.#addStage(pipelineId, named, {})
  }

  /** The stage of an outcome, or the first stage for deals about which nothing is said. */
  stageFor(pipelineId: string, outcome: DealStage['outcome']): DealStage {
    const found = this.#stages.find((stage) => stage.pipelineId === pipelineId && stage.outcome === outcome)
    const names = { open: 'Open', won: 'Won', lost: 'Lost' } as const
    return found ?? this.#addStage(pipelineId, { name: names[outcome] }, { outcome })
  }

  stageById(id: string): DealStage | undefined {
    return this.#stages.find((stage) => stage.id === id)
  }

  /** The stage that a file of stages defines. One that stood by name alone takes on the id. Says whether it is new. */
  define(row: number, stage: StageNamed & Traits & { readonly pipeline: string | null }): boolean {
    const pipelineId = this.pipeline(stage.pipeline)
    const own = this.#stages.filter((one) => one.pipelineId === pipelineId)
    const externalId = stage.externalId ?? null
    if (externalId !== null && own.some((one) => one.externalId === externalId)) return false
    const namesake = own.find((one) => one.key === nameKey(stage.name ?? '?'))
    if (namesake !== undefined && (externalId === null || namesake.externalId === null)) {
      if (externalId !== null) this.#adopt(row, namesake, externalId)
      return false
    }
    const name = namesake === undefined ? stage.name : `${stage.name} (${externalId})`
    this.#addStage(pipelineId, { name, externalId }, stage)
    return true
  }

  #adopt(row: number, stage: { readonly id: string; externalId: string | null }, externalId: string): void {
    stage.externalId = externalId
    const values = { external_source: this.#ground.source, external_id: externalId }
    this.#ground.batch.change('pipelineStages', { row, id: stage.id, values })
  }

  #addPipeline(name: string): string {
    const id = this.#ground.newId()
    this.#ground.batch.insert('pipelines', {
      id,
      name: cut(name, nameLengthMax),
      position: this.#pipelines.length,
      external_source: this.#ground.source,
      external_id: name,
    })
    this.#pipelines.push({ id, name, externalId: name })
    return id
  }

  #addStage(pipelineId: string, named: StageNamed, traits: Traits): DealStage {
    const name = cut(named.name ?? named.externalId ?? '?', nameLengthMax)
    const outcome = traits.outcome ?? outcomeOf(name)
    const stage = {
      id: this.#ground.newId(),
      pipelineId,
      name,
      key: nameKey(name),
      outcome,
      position: traits.position ?? this.#nextPosition(pipelineId, outcome),
      externalId: named.externalId ?? null,
    }
    this.#ground.batch.insert('pipelineStages', {
      id: stage.id,
      pipeline_id: pipelineId,
      name,
      name_key: stage.key,
      position: stage.position,
      outcome,
      external_source: stage.externalId === null ? null : this.#ground.source,
      external_id: stage.externalId,
    })
    this.#stages.push(stage)
    return stage
  }

  #nextPosition(pipelineId: string, outcome: DealStage['outcome']): number {
    const alike = this.#stages.filter(
      (stage) => stage.pipelineId === pipelineId && (stage.outcome === 'open') === (outcome === 'open'),
    )
    const least = outcome === 'open' ? 0 : closedPositionMin
    return Math.max(least, ...alike.map(({ position }) => position)) + 1
  }
}

function isNamed(externalId: string | null, named: StageNamed): boolean {
  return externalId !== null && (externalId === named.externalId || externalId === named.name)
}
