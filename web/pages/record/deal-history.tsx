import { Link } from '@tanstack/react-router'
import type { DealView, PipelineView } from '../../../contract/pipeline.ts'
import { Card, Rows } from '../../ui/card.tsx'
import { useFormat } from '../../ui/format.ts'

/** Through which stages a deal went, newest first, by whom and why. */
export function DealHistory({ deal, pipeline }: { deal: DealView; pipeline: PipelineView }) {
  const format = useFormat()
  const name = (id: string | null) =>
    pipeline.stages.find((stage) => stage.id === id)?.name ?? 'another stage'
  return (
    <Card title="Stage history">
      <Rows>
        {deal.stageChanges.toReversed().map((change) => (
          <li key={change.id} className="py-2 text-sm">
            <span className="flex items-baseline justify-between gap-3">
              <span className="min-w-0 font-medium">
                {change.fromStageId === null
                  ? `Opened at ${name(change.toStageId)}`
                  : `${name(change.fromStageId)} → ${name(change.toStageId)}`}
              </span>
              <time
                dateTime={change.at}
                title={format.dayTime(change.at)}
                className="num shrink-0 text-xs text-ink-3"
              >
                {format.day(change.at)}
              </time>
            </span>
            {[change.actor, change.reason, change.importId].some((one) => one !== null) && (
              <span className="block text-xs text-ink-3">
                {[change.actor?.name, change.reason].filter(Boolean).join(' · ')}
                {change.importId !== null && (
                  <Link to={`/import/${change.importId}`} className="underline-offset-4 hover:underline">
                    import {change.importId}
                  </Link>
                )}
              </span>
            )}
          </li>
        ))}
      </Rows>
    </Card>
  )
}
