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
  return [header, ...rows].map((cells) => cells.map(cell).join(',')).join('\r\n') + '\r\n'
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
  const values = (
    of: Readonly<Partial<Record<MetricId, { value: number | null }>>>,
    ids: readonly MetricId[],
  ) => ids.map((id) => of[id]?.value ?? null)
  return group.stages.map(({ stageId, figures }) => [
    name,
    group.key,
    group.censored,
    view.stages.find(({ id }) => id === stageId)?.name ?? stageId,
    ...values(group.figures, groupIds),
    ...values(figures, stageIds),
  ])
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
