import { run } from '../../../../platform/database.ts'
import type { Scope } from '../../../../platform/database.ts'

export type PipelineFound = {
  readonly id: string
  readonly name: string
  readonly position: number
  readonly external_source: string | null
  readonly external_id: string | null
}

/** Pipelines in order; the first is the default one. */
export async function findPipelines(scope: Scope): Promise<PipelineFound[]> {
  return run<PipelineFound>(
    scope.tx,
    `select id, name, position, external_source, external_id from pipelines
     where workspace_id = $1 order by position, created_at, id`,
    [scope.workspaceId],
  )
}

export type PipelineStageFound = {
  readonly id: string
  readonly pipeline_id: string
  readonly name: string
  readonly name_key: string
  readonly position: number
  readonly outcome: 'open' | 'won' | 'lost'
  readonly external_source: string | null
  readonly external_id: string | null
}

export async function findPipelineStages(scope: Scope): Promise<PipelineStageFound[]> {
  return run<PipelineStageFound>(
    scope.tx,
    `select id, pipeline_id, name, name_key, position, outcome, external_source, external_id
     from pipeline_stages where workspace_id = $1 order by position, id`,
    [scope.workspaceId],
  )
}

export type ProductFound = { readonly id: string; readonly name: string; readonly name_key: string }

export async function findProducts(scope: Scope, nameKeys: readonly string[]): Promise<ProductFound[]> {
  if (nameKeys.length === 0) return []
  return run<ProductFound>(
    scope.tx,
    'select id, name, name_key from products where workspace_id = $1 and name_key = any($2::text[])',
    [scope.workspaceId, nameKeys],
  )
}

export type DealFound = {
  readonly id: string
  readonly name: string
  readonly external_id: string | null
  readonly account_id: string | null
  readonly pipeline_id: string
  readonly stage_id: string
  readonly stage_since: Date
  readonly outcome: 'open' | 'won' | 'lost'
  readonly changes: readonly { readonly to: string; readonly at: string; readonly kind: string }[]
}

/** Deals by the id that the source gives them, or by name for deals that have none. */
export async function findDeals(
  scope: Scope,
  wanted: { readonly source: string; readonly ids: readonly string[]; readonly names: readonly string[] },
): Promise<DealFound[]> {
  if (wanted.ids.length + wanted.names.length === 0) return []
  return run<DealFound>(
    scope.tx,
    `select d.id, d.name, d.account_id, d.pipeline_id, d.stage_id, d.stage_since, d.outcome,
       case when d.external_source = $2 then d.external_id end as external_id,
       coalesce((select jsonb_agg(jsonb_build_object('to', s.to_stage_id, 'at', s.at, 'kind', s.kind) order by s.at, s.id)
         from deal_stage_changes s where s.workspace_id = $1 and s.deal_id = d.id), '[]') as changes
     from (
       select x.id from deals x where x.workspace_id = $1 and x.external_source = $2 and x.external_id = any($3::text[])
       union
       select x.id from deals x
       where x.workspace_id = $1 and x.external_id is null and x.deleted_at is null and x.name = any($4::text[])
     ) found
     join deals d on d.workspace_id = $1 and d.id = found.id
     order by d.recorded_at, d.id`,
    [scope.workspaceId, wanted.source, wanted.ids, wanted.names],
  )
}
