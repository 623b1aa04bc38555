import { Link } from '@tanstack/react-router'
import { Card } from '../../ui/card.tsx'
import { useFormat } from '../../ui/format.ts'
import type { Format } from '../../ui/format.ts'
import { GroupTable } from '../../ui/group-table.tsx'
import type { GroupRow } from '../../ui/group-table.tsx'
import { ErrorState, SkeletonLines } from '../../ui/states.tsx'
import { Tabs } from '../../ui/tabs.tsx'
import { useUrlState } from '../../ui/url-state.ts'
import type { Coverage, useCoverage } from './query.ts'
import { measured, measures, shareOf } from './words.ts'
import type { MeasureKey } from './words.ts'

/** How much of the market falls in each profile, in several and in none: drawn, and as a table. */
export function CoverageCard({ coverage }: { coverage: ReturnType<typeof useCoverage> }) {
  const format = useFormat()
  const { data } = coverage
  return (
    <Card
      flush
      title="How much of the market they cover"
      note="A person belongs when they or one of their leads fulfil it, a company with any of its people."
      aside={data && <span className="num">counted {format.dayTime(data.at)}</span>}
    >
      {coverage.isError && <ErrorState problem={coverage.error} onRetry={() => void coverage.refetch()} />}
      {coverage.isPending && (
        <div className="p-5">
          <p role="status" className="mb-4 text-sm text-ink-2">
            Being counted: everybody is held against every profile. With a million people this takes up to
            half a minute; you can go on elsewhere meanwhile.
          </p>
          <SkeletonLines lines={6} />
        </div>
      )}
      {data && <Counted coverage={data} />}
    </Card>
  )
}

function Counted({ coverage }: { coverage: Coverage }) {
  const [state, setState] = useUrlState()
  const shown = measures.filter(({ key }) => measured(coverage.total, key) !== null)
  const measure = shown.find(({ key }) => key === state['measure'])?.key ?? 'contacts'
  return (
    <>
      <div className="px-5 pt-4 pb-5">
        <Tabs
          look="plain"
          label="What is measured"
          tabs={shown}
          value={measure}
          onChange={(key) => setState({ measure: key === 'contacts' ? undefined : key })}
        >
          <Bars coverage={coverage} measure={measure} />
        </Tabs>
        <Remarks coverage={coverage} measure={measure} />
      </div>
      <div className="border-t border-line">
        <CoverageTable coverage={coverage} />
      </div>
    </>
  )
}

type Measured = { coverage: Coverage; measure: MeasureKey }

/** One bar for each profile: its share of what is measured, with the share and the count in words beside it. */
function Bars({ coverage, measure }: Measured) {
  const format = useFormat()
  const label = measures.find(({ key }) => key === measure)?.label ?? ''
  return (
    <ol aria-label={`${label} by profile`} className="mt-3 space-y-2">
      {linesOf(coverage).map(({ key, name, counts, tone }) => {
        const share = shareOf(counts, coverage.total, measure)
        const figure = figureOf(measured(counts, measure), measure, format)
        return (
          <li
            key={key}
            className="grid grid-cols-[minmax(0,1fr)_auto] items-center gap-x-3 gap-y-1.5 text-sm sm:grid-cols-[14rem_minmax(0,1fr)_10rem]"
          >
            <span className={tone === 'plain' ? 'truncate' : 'truncate text-ink-3'}>{name}</span>
            {/* On a phone the bar has a line of its own, and the name the room beside the figures. */}
            <span className="order-last col-span-full h-2.5 rounded-full bg-sunken sm:order-none sm:col-span-1">
              <span
                className={`block h-full rounded-full ${tones[tone]}`}
                style={{ width: `${(share ?? 0) * 100}%` }}
              />
            </span>
            <span className="num text-right whitespace-nowrap">
              {share === null ? 'no data' : format.percent(share)}
              <span className="ml-2 text-ink-3">
                <OpenMembers part={key} measure={measure} count={counts[measure]}>
                  {figure}
                </OpenMembers>
              </span>
            </span>
          </li>
        )
      })}
    </ol>
  )
}

const tones = { plain: 'bg-ink-2', several: 'bg-ink-3', none: 'bg-line-strong' } as const

function Remarks({ coverage, measure }: Measured) {
  const format = useFormat()
  const none = shareOf(coverage.none, coverage.total, measure)
  const isDeals = measure === 'amount' || measure === 'wonDeals'
  return (
    <p className="mt-4 text-xs text-ink-3">
      {none !== null && `${format.percent(1 - none)} fall in at least one profile. `}
      What is in several profiles counts in each of them.
      {isDeals &&
        ' A won deal goes with its lead, without one with its person, without that with its company.'}
      {measure === 'amount' &&
        coverage.otherCurrencies > 0 &&
        ` ${format.number(coverage.otherCurrencies)} deals in other currencies are left out.`}
    </p>
  )
}

type Line = {
  key: string
  name: string
  counts: Coverage['total']
  tone: keyof typeof tones
}

function linesOf({ profiles, several, none }: Coverage): Line[] {
  return [
    ...profiles.map(({ profile, counts }) => ({
      key: profile.id,
      name: profile.name,
      counts,
      tone: 'plain' as const,
    })),
    { key: 'several', name: 'in several', counts: several, tone: 'several' },
    { key: 'none', name: 'in none', counts: none, tone: 'none' },
  ]
}

function CoverageTable({ coverage }: { coverage: Coverage }) {
  const format = useFormat()
  const rows = linesOf(coverage).map((line): GroupRow => ({
    key: line.key,
    name: line.name,
    cells: measures.map(({ key }) => (
      <Cell key={key} line={line} measure={key} share={shareOf(line.counts, coverage.total, key)} />
    )),
  }))
  return (
    <GroupTable
      label="profile"
      columns={measures.map(({ key, label }) => ({
        key,
        label,
        wide: key !== 'contacts',
      }))}
      rows={rows}
      total={{
        key: 'total',
        name: 'The whole market',
        cells: measures.map(({ key }) => (
          <OpenMembers key={key} part="all" measure={key} count={coverage.total[key]}>
            {figureOf(measured(coverage.total, key), key, format)}
          </OpenMembers>
        )),
      }}
    />
  )
}

/** A figure and its share; the figure opens to the list of exactly what it counts. */
function Cell({ line, measure, share }: { line: Line; measure: MeasureKey; share: number | null }) {
  const format = useFormat()
  const figure = figureOf(measured(line.counts, measure), measure, format)
  return (
    <>
      <OpenMembers part={line.key} measure={measure} count={line.counts[measure]}>
        {figure}
      </OpenMembers>
      <span className="ml-2 inline-block w-11 text-ink-3">{share === null ? '' : format.percent(share)}</span>
    </>
  )
}

type OpenMembersProps = {
  part: string
  measure: MeasureKey
  count: number | string | null
  children: string
}

/** A figure of a profile, or of another part of the market; revenue opens to the deals that brought it, nought to nothing. */
function OpenMembers({ part, measure, count, children }: OpenMembersProps) {
  if (Number(count) === 0) return children
  const of = measure === 'amount' ? 'wonDeals' : measure
  return (
    <Link
      to={`/profiles/${part}`}
      search={of === 'contacts' ? {} : { of }}
      className="rounded-sm underline decoration-line-strong underline-offset-4 hover:decoration-ink"
    >
      {children}
    </Link>
  )
}

function figureOf(value: number | null, measure: MeasureKey, format: Format): string {
  if (value === null) return '–'
  return measure === 'amount' ? format.compactMoney(value) : format.number(value)
}
