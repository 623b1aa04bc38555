import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { listImports } from '../../../contract/imports.ts'
import type { ImportRow, ImportState } from '../../../contract/imports.ts'
import { ask } from '../../app/client.ts'
import { Card, Rows } from '../../ui/card.tsx'
import { Chip } from '../../ui/chip.tsx'
import type { ChipTone } from '../../ui/chip.tsx'
import { useFormat } from '../../ui/format.ts'
import { EmptyState, ErrorState, SkeletonLines } from '../../ui/states.tsx'
import { kindWords } from './words.ts'

/** Every import, the newest first. */
export function ImportsTab() {
  const imports = useQuery(ask(listImports, { query: {} }))
  return (
    <Card flush title="Imports">
      {imports.isError && <ErrorState problem={imports.error} onRetry={() => void imports.refetch()} />}
      {imports.isPending && <SkeletonLines />}
      {imports.data?.items.length === 0 && (
        <EmptyState title="Nothing was imported yet">
          Start with people or leads; deals, campaigns and spend can follow in any order.
        </EmptyState>
      )}
      <Rows className="px-5">
        {imports.data?.items.map((one) => (
          <ImportLine key={one.id} row={one} />
        ))}
      </Rows>
    </Card>
  )
}

function ImportLine({ row }: { row: ImportRow }) {
  const format = useFormat()
  const { counts } = row
  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-1 py-2.5 text-sm">
      <span className="min-w-52 flex-1">
        <Link to={`/import/${row.id}`} className="font-medium underline-offset-4 hover:underline">
          {row.fileName}
        </Link>
        <span className="block text-xs text-ink-3">
          {[row.kind && kindWords[row.kind], row.createdBy?.name, format.dayTime(row.createdAt)]
            .filter(Boolean)
            .join(' · ')}
        </span>
      </span>
      <span className="num text-xs text-ink-2">
        {counts.rows > 0 &&
          `${format.number(counts.created)} new, ${format.number(counts.changed)} changed, ${format.number(counts.refused)} refused`}
      </span>
      <StateChip state={row.state} />
    </li>
  )
}

const stateTones: Readonly<Partial<Record<ImportState, ChipTone>>> = {
  finished: 'ok',
  failed: 'bad',
  cancelled: 'warn',
  undone: 'plain',
}

/** Where an import stands, as a chip. */
export function StateChip({ state }: { state: ImportState }) {
  return (
    <Chip tone={stateTones[state] ?? 'outline'} icon={stateTones[state] ? true : undefined}>
      {state}
    </Chip>
  )
}
