import type { Explained, ExplainedPart } from '../../criteria/index.ts'

/** Farther than this many times the threshold is no clearer. */
const farMax = 1

/**
 * How far a lead is from the line that criteria draw: above nought where they are met, below where they are not, and
 * near nought where little would change the answer. A threshold counts in parts of itself, so that 38 of 40 points are
 * as near as 57 of 60; what has no threshold, such as a country, is one whole step away. Of conditions that must all
 * be met the farthest behind decides, of those of which any will do the farthest ahead.
 */
export function marginOf(part: ExplainedPart): number {
  return part.kind === 'group' ? marginOfGroup(part) : marginOfCondition(part)
}

function marginOfGroup({ join, of }: Explained): number {
  if (of.length === 0) return farMax
  const margins = of.map(marginOf)
  if (join === 'all') return Math.min(...margins)
  return join === 'any' ? Math.max(...margins) : -Math.max(...margins)
}

function marginOfCondition({
  met,
  distance,
}: Pick<Exclude<ExplainedPart, Explained>, 'met' | 'distance'>): number {
  const far =
    distance === null
      ? farMax
      : Math.min(farMax, Math.abs(distance.have - distance.need) / Math.max(1, Math.abs(distance.need)))
  return met ? far : -far
}
