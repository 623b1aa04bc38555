import { v7 as uuid } from 'uuid'
import { nameKey } from '../../../contract/names.ts'
import type { PipelineStageView, PipelineView } from '../../../contract/pipeline.ts'
import type { Scope } from '../../platform/database.ts'
import { Refusal } from '../../platform/refusal.ts'
import * as store from './pipelines.store.ts'
import { presentPipeline } from './present.ts'
import { defaultPipelineName, defaultPipelineStages } from './rules/default-pipeline.ts'

/** Lays the default pipeline of a new workspace. */
export async function layPipeline(scope: Scope): Promise<void> {
  const pipeline = { id: uuid(), name: defaultPipelineName }
  await store.insertPipeline(scope, pipeline)
  await store.insertPipelineStages(
    scope,
    defaultPipelineStages.map((stage, index) => ({
      id: uuid(),
      pipelineId: pipeline.id,
      name: stage.name,
      nameKey: nameKey(stage.name),
      position: index + 1,
      outcome: stage.outcome,
    })),
  )
}

/** All pipelines with their stages in order; the first is the default one. */
export async function pipelines(scope: Scope): Promise<PipelineView[]> {
  const [records, stages] = [await store.selectPipelines(scope), await store.selectPipelineStages(scope)]
  return records.map((record) => presentPipeline(record, stages))
}

/** The pipeline named, or the default one. Refuses with `not-found`. */
export async function pipelineNamed(scope: Scope, id: string | undefined): Promise<PipelineView> {
  const all = await pipelines(scope)
  const found = id === undefined ? all[0] : all.find((pipeline) => pipeline.id === id)
  if (found === undefined) throw new Refusal('not-found', { message: 'There is no such pipeline.' })
  return found
}

/** The stage named, or the first open one of the pipeline. Refuses with `not-found`. */
export function stageIn(pipeline: PipelineView, id: string | undefined): PipelineStageView {
  const found = pipeline.stages.find((stage) =>
    id === undefined ? stage.outcome === 'open' : stage.id === id,
  )
  if (found !== undefined) return found
  const message = `The pipeline ${pipeline.name} has no such stage.`
  throw new Refusal('not-found', { message, place: 'stageId' })
}
