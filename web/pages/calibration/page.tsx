import { Link } from '@tanstack/react-router'
import { Scale } from 'lucide-react'
import { listCalibrations } from '../../../contract/calibration.ts'
import type { CalibrationRow } from '../../../contract/calibration-views.ts'
import { call } from '../../app/client.ts'
import { MemberName } from '../../parts/marks.tsx'
import { usePages } from '../../parts/use-pages.ts'
import { Button } from '../../ui/button.tsx'
import { Card, Rows } from '../../ui/card.tsx'
import { Chip } from '../../ui/chip.tsx'
import { useFormat } from '../../ui/format.ts'
import { Page, PageHeader } from '../../ui/page.tsx'
import { EmptyState, ErrorState, SkeletonLines } from '../../ui/states.tsx'
import { StartCalibration } from './start-dialog.tsx'
import { TeamProgress } from './team-progress.tsx'
import { intervalWords, kappaWords } from './words.ts'

/** Calibrations: whether both teams mean the same leads by the same word. */
export function CalibrationsPage() {
  const { rows, table, problem, retry } = usePages({
    endpoint: listCalibrations,
    query: {},
    load: (page, signal) => call(listCalibrations, { query: page }, signal),
  })
  return (
    <Page>
      <PageHeader
        title="Calibration"
        note="Both teams say of the same leads, blind, whether they meet a definition. Then they see where they do not mean the same."
        actions={<StartCalibration />}
      />
      {problem && <ErrorState problem={problem} onRetry={retry} />}
      {table.loading && <SkeletonLines lines={6} />}
      {!table.loading && !problem && rows.length === 0 && (
        <Card>
          <EmptyState icon={Scale} title="Nothing has been calibrated yet">
            Whoever may propose agreements starts one: Rapport draws leads, half of them borderline, and asks
            both teams.
          </EmptyState>
        </Card>
      )}
      {rows.length > 0 && (
        <Card flush title="Calibrations">
          <Rows className="px-5">
            {rows.map((row) => (
              <Line key={row.id} row={row} />
            ))}
          </Rows>
          {table.hasMore && (
            <div className="border-t border-line px-5 py-3">
              <Button size="sm" busy={table.loadingMore} onClick={table.onEndReached}>
                Show more
              </Button>
            </div>
          )}
        </Card>
      )}
    </Page>
  )
}

function Line({ row }: { row: CalibrationRow }) {
  const format = useFormat()
  const { definition, result } = row
  return (
    <li className="grid items-center gap-x-6 gap-y-2 py-3 text-sm md:grid-cols-[minmax(0,1fr)_180px_320px]">
      <span className="min-w-0">
        <span className="flex flex-wrap items-center gap-2">
          <Link to={`/calibration/${row.id}`} className="font-medium underline-offset-4 hover:underline">
            {definition.title}
          </Link>
          <span className="text-ink-3">version {definition.number}</span>
          {row.closedAt === null && <Chip tone="warn">open</Chip>}
        </span>
        <span className="num mt-0.5 block text-xs text-ink-3">
          {format.number(row.leads)} leads, {format.day(row.startedAt)}
        </span>
      </span>
      <MemberName member={row.startedBy} />
      {result === null ? (
        <TeamProgress progress={row.progress} />
      ) : (
        <span>
          <span className="num">
            {format.percent(result.agreementShare)} agree, kappa {kappaWords(result.kappa.value)}
          </span>
          <span className="num block text-xs text-ink-3">{intervalWords(result.kappa) ?? 'no interval'}</span>
        </span>
      )}
    </li>
  )
}
