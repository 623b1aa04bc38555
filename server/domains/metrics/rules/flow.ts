import type { FunnelFlowView } from '../../../../contract/funnel.ts'
import { figureOr } from './figure.ts'

/** How many leads of a source came exactly so far, and whether they left the line. */
export type FlowCount = {
  readonly key: string | null
  readonly label: string | null
  readonly reached: number
  readonly left_line: boolean
  readonly leads: number
  readonly revenue_cents: number | null
}
export type FlowStage = { readonly id: number; readonly name: string; readonly won: boolean }

type Node = FunnelFlowView['nodes'][number]
type Link = FunnelFlowView['links'][number]
type Sum = { readonly leads: number; readonly cents: number | null }

/** Sources beyond this many, the smallest, stand together. */
const sourcesShownMax = 12
const othersKey = 'others'

/** Nodes and links from sources over the stages of the main line to won, open and lost. */
export function flowOf(
  counts: readonly FlowCount[],
  stages: readonly FlowStage[],
): Pick<FunnelFlowView, 'nodes' | 'links'> {
  const sources = sourcesOf(counts)
  const line = stages.map((stage, index) => ({ ...stage, rank: index + 1 }))
  const nodes: Node[] = [
    ...sources.map(sourceNode),
    ...line.map((stage) =>
      stageNode(
        stage,
        sumOf(counts, ({ reached }) => reached >= stage.rank),
      ),
    ),
    ...endNodes(counts, line),
  ]
  const links = [
    ...sources.flatMap((source) => firstLinks(source, line)),
    ...line.flatMap((stage, index) => onwardLinks(counts, stage, line[index + 1])),
  ]
  return { nodes: nodes.filter(({ leads }) => leads > 0), links: links.filter(({ leads }) => leads > 0) }
}

type Source = {
  readonly id: string
  readonly label: string | null
  readonly keys: string[]
  readonly counts: FlowCount[]
}

function sourcesOf(counts: readonly FlowCount[]): Source[] {
  const byKey = Map.groupBy(counts, ({ key }) => key)
  const all = [...byKey].map(([key, own]) => ({
    id: key === null ? 'source:' : `source:${key}`,
    label: own[0]?.label ?? null,
    keys: [key ?? ''],
    counts: own,
  }))
  const ranked = all.toSorted((one, other) => leadsOf(other.counts) - leadsOf(one.counts))
  if (ranked.length <= sourcesShownMax) return ranked
  const rest = ranked.slice(sourcesShownMax - 1)
  const others: Source = {
    id: othersKey,
    label: `${rest.length} others`,
    keys: rest.flatMap(({ keys }) => keys),
    counts: rest.flatMap((source) => source.counts),
  }
  return [...ranked.slice(0, sourcesShownMax - 1), others]
}

function leadsOf(counts: readonly FlowCount[]): number {
  return counts.reduce((sum, { leads }) => sum + leads, 0)
}

function sumOf(counts: readonly FlowCount[], wanted: (count: FlowCount) => boolean): Sum {
  const chosen = counts.filter(wanted)
  const paid = chosen.map(({ revenue_cents: cents }) => cents).filter((cents) => cents !== null)
  return {
    leads: leadsOf(chosen),
    cents: paid.length === 0 ? null : paid.reduce((sum, cents) => sum + cents, 0),
  }
}

function told({ leads, cents }: Sum) {
  return { leads, revenue: figureOr('no-won-deals', cents === null ? null : cents / 100) }
}

type Ranked = FlowStage & { readonly rank: number }
const stageNodeId = ({ id }: FlowStage) => `stage:${id}`

function sourceNode({ id, label, keys, counts }: Source): Node {
  const sum = told(sumOf(counts, () => true))
  return { id, kind: 'source', keys, stageId: null, label, metric: 'leads-entered', ...sum }
}

function stageNode(stage: Ranked, sum: Sum): Node {
  const kind = stage.won ? 'won' : 'stage'
  return {
    id: stageNodeId(stage),
    kind,
    keys: [],
    stageId: stage.id,
    label: stage.name,
    metric: 'leads-reached',
    ...told(sum),
  }
}

const ends = [
  { kind: 'open', metric: 'leads-open' },
  { kind: 'lost', metric: 'leads-lost' },
] as const
type End = (typeof ends)[number]['kind']

/** What was not won: still on the line, or gone from it. */
function endNodes(counts: readonly FlowCount[], line: readonly Ranked[]): Node[] {
  const wonRank = line.find(({ won }) => won)?.rank ?? line.length + 1
  return ends.map(({ kind, metric }) => {
    const sum = sumOf(
      counts,
      ({ reached, left_line: left }) => reached < wonRank && left === (kind === 'lost'),
    )
    return { id: kind, kind, keys: [], stageId: null, label: null, metric, ...told(sum) }
  })
}

function endsAt({ reached, left_line: left }: FlowCount, rank: number, kind: End): boolean {
  return reached === rank && left === (kind === 'lost')
}

function firstLinks({ id, counts }: Source, [first]: readonly Ranked[]): Link[] {
  const onward =
    first === undefined
      ? []
      : [
          link(
            [id, stageNodeId(first)],
            sumOf(counts, ({ reached }) => reached >= 1),
          ),
        ]
  return [...onward, ...endLinks(counts, id, 0)]
}

function onwardLinks(counts: readonly FlowCount[], stage: Ranked, next: Ranked | undefined): Link[] {
  const id = stageNodeId(stage)
  const onward =
    next === undefined
      ? []
      : [
          link(
            [id, stageNodeId(next)],
            sumOf(counts, ({ reached }) => reached >= next.rank),
          ),
        ]
  return stage.won ? onward : [...onward, ...endLinks(counts, id, stage.rank)]
}

function endLinks(counts: readonly FlowCount[], from: string, rank: number): Link[] {
  return ends.map(({ kind }) =>
    link(
      [from, kind],
      sumOf(counts, (count) => endsAt(count, rank, kind)),
    ),
  )
}

function link([from, to]: readonly [string, string], sum: Sum): Link {
  return { from, to, ...told(sum) }
}
