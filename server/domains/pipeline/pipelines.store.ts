import type { Scope } from '../../platform/database.ts'

export type NewPipelineStage = {
  readonly id: string
  readonly pipelineId: string
  readonly name: string
  readonly nameKey: string
  readonly position: number
  readonly outcome: string
}

export async function insertPipeline(scope: Scope, pipeline: { id: string; name: string }): Promise<void> {
  await scope.tx
    .insertInto('pipelines')
    .values({ workspace_id: scope.workspaceId, ...pipeline, created_at: scope.now })
    .execute()
}

export async function insertPipelineStages(scope: Scope, stages: readonly NewPipelineStage[]): Promise<void> {
  const rows = stages.map((stage) => ({
    workspace_id: scope.workspaceId,
    id: stage.id,
    pipeline_id: stage.pipelineId,
    name: stage.name,
    name_key: stage.nameKey,
    position: stage.position,
    outcome: stage.outcome,
  }))
  await scope.tx.insertInto('pipeline_stages').values(rows).execute()
}

export async function selectPipelines(scope: Scope) {
  return scope.tx
    .selectFrom('pipelines')
    .select(['id', 'name'])
    .where('workspace_id', '=', scope.workspaceId)
    .orderBy('position')
    .orderBy('created_at')
    .orderBy('id')
    .execute()
}

export async function selectPipelineStages(scope: Scope) {
  return scope.tx
    .selectFrom('pipeline_stages')
    .select(['id', 'pipeline_id', 'name', 'position', 'outcome'])
    .where('workspace_id', '=', scope.workspaceId)
    .orderBy('pipeline_id')
    .orderBy('position')
    .orderBy('id')
    .execute()
}
