import { Link } from '@tanstack/react-router'
import { listModels } from '../../../contract/learning.ts'
import { call } from '../../app/client.ts'
import { usePages } from '../../parts/use-pages.ts'
import { Button } from '../../ui/button.tsx'
import { Card, Rows } from '../../ui/card.tsx'
import { Chip } from '../../ui/chip.tsx'
import { useFormat } from '../../ui/format.ts'
import { EmptyState, ErrorState } from '../../ui/states.tsx'

const pageLength = 10

/** The models there are, the newest first. */
export function ModelsCard() {
  const format = useFormat()
  const models = usePages({
    endpoint: listModels,
    query: {},
    load: (page, signal) => call(listModels, { query: { ...page, limit: pageLength } }, signal),
  })
  return (
    <Card
      title="Models"
      aside={models.total === null ? undefined : <span className="num">{models.total}</span>}
    >
      {models.problem && <ErrorState problem={models.problem} onRetry={models.retry} />}
      {models.rows.length === 0 && !models.table.loading && !models.problem && (
        <EmptyState title="No model yet" className="py-6">
          A model is trained when somebody asks, never by itself.
        </EmptyState>
      )}
      <Rows>
        {models.rows.map((model) => (
          <li key={model.id} className="py-2.5 text-sm">
            <Link
              to="/learning/$id"
              params={{ id: model.id }}
              className="font-medium underline-offset-4 hover:underline"
            >
              {model.name}
            </Link>
            <span className="mt-0.5 flex flex-wrap items-center gap-2 text-xs text-ink-3">
              <span className="num">AUC {model.auc === null ? 'no data' : model.auc.toFixed(3)}</span>
              <span>{format.day(model.trainedAt)}</span>
              {!model.timeOrdered && <Chip tone="warn">not ordered by time</Chip>}
            </span>
          </li>
        ))}
      </Rows>
      {models.table.hasMore && (
        <Button className="mt-3" busy={models.table.loadingMore} onClick={models.table.onEndReached}>
          Show earlier
        </Button>
      )}
    </Card>
  )
}
