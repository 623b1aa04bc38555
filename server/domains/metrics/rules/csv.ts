import { metricDefinitions } from '../../../../contract/metric-definitions.ts'
import type { FunnelGroup, FunnelView } from '../../../../contract/funnel.ts'

/** The funnel as a file: one row a group and stage, with the group's own figures repeated. */
export function funnelCsvText(view: FunnelView): string {
  const groups = [view.total, ...view.groups]
  const [sample] = groups
  const groupIds = idsOf(sample?.figures)
  const stageIds = idsOf(sample?.stages[0]?.figures)
  const header = [
    'group',
    'key',
    'censored',
    'stage',
    ...[...groupIds, ...stageIds].map((id) => metricDefinitions[id].name),
  ]
  const rows = groups.flatMap((group, index) => rowsOf(group, view, { index, groupIds, stageIds }))
  return [header, ...rows].map((cells) => `${cells.map(cell).join(',')}\r\n`).join('')
}

type MetricId = keyof typeof metricDefinitions
type Columns = {
  readonly index: number
  readonly groupIds: readonly MetricId[]
  readonly stageIds: readonly MetricId[]
}

function rowsOf(
  group: FunnelGroup,
  view: FunnelView,
  { index, groupIds, stageIds }: Columns,
): (string | number | boolean | null)[][] {
  const name = index === 0 ? 'All' : (group.label ?? '')
  return group.stages.map(({ stageId, figures }) => [
    name,
    group.key,
    group.censored,
    view.stages.find(({ id }) => id === stageId)?.name ?? stageId,
    ...valuesOf(group.figures, groupIds),
    ...valuesOf(figures, stageIds),
  ])
}

type SomeFigures = Readonly<Partial<Record<MetricId, { readonly value: number | null }>>>

function valuesOf(figures: SomeFigures, ids: readonly MetricId[]): (number | null)[] {
  return ids.map((id) => figures[id]?.value ?? null)
}

function idsOf(figures: object | undefined): MetricId[] {
  return Object.keys(figures ?? {}).filter((id): id is MetricId => id in metricDefinitions)
}

/** A spreadsheet runs what begins with one of these; a leading apostrophe makes it text. */
const formulaStart = /^[=+\-@\t\r]/

function cell(value: string | number | boolean | null): string {
  if (value === null) return ''
  if (typeof value !== 'string') return String(value)
  const text = formulaStart.test(value) ? `'${value}` : value
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}
