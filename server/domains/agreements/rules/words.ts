import type { ClauseChange, ClauseView, WordRun } from '../../../../contract/agreement-views.ts'

/** Beyond so many comparisons two texts are shown one after the other instead of word by word. */
const comparisonsMax = 4_000_000

/** What is said otherwise, clause by clause: in the new order, with what is gone where it stood before. */
export function clauseChanges(from: readonly ClauseView[], to: readonly ClauseView[]): ClauseChange[] {
  const before = new Map(from.map((clause) => [clause.key, clause]))
  const kept = new Set(to.map(({ key }) => key))
  const changes = to.map((clause) => changeOf(before.get(clause.key), clause))
  for (const [at, clause] of from.entries()) {
    if (kept.has(clause.key)) continue
    const neighbour = from.slice(0, at).findLast(({ key }) => changes.some((change) => change.key === key))
    const place = changes.findIndex(({ key }) => key === neighbour?.key) + 1
    changes.splice(place, 0, {
      ...withoutText(clause),
      change: 'removed',
      words: [{ change: 'removed', text: clause.text }],
    })
  }
  return changes
}

function changeOf(before: ClauseView | undefined, clause: ClauseView): ClauseChange {
  if (before === undefined)
    return { ...withoutText(clause), change: 'added', words: [{ change: 'added', text: clause.text }] }
  const words = wordChanges(before.text, clause.text)
  return { ...withoutText(clause), change: before.text === clause.text ? 'same' : 'changed', words }
}

function withoutText({ key, heading }: ClauseView): Pick<ClauseView, 'key' | 'heading'> {
  return { key, heading }
}

/** The longest common subsequence of words, written as runs of what stayed, what went and what came. */
export function wordChanges(from: string, to: string): WordRun[] {
  const [a, b] = [tokensOf(from), tokensOf(to)]
  const head = commonHead(a, b)
  const tail = commonTail(a.slice(head), b.slice(head))
  const middle = middleChanges(a.slice(head, a.length - tail), b.slice(head, b.length - tail))
  return joined([
    ...a.slice(0, head).map((text): WordRun => ({ change: 'same', text })),
    ...middle,
    ...a.slice(a.length - tail).map((text): WordRun => ({ change: 'same', text })),
  ])
}

/** Words with the blanks behind them, so that putting them together again gives the text. */
function tokensOf(text: string): string[] {
  return text.match(/[\p{L}\p{N}]+\s*|[^\p{L}\p{N}]\s*/gu) ?? []
}

function commonHead(a: readonly string[], b: readonly string[]): number {
  const differs = a.findIndex((token, at) => token !== b[at])
  return differs === -1 ? a.length : differs
}

function commonTail(a: readonly string[], b: readonly string[]): number {
  let length = 0
  while (length < Math.min(a.length, b.length) && a.at(-1 - length) === b.at(-1 - length)) length++
  return length
}

function middleChanges(a: readonly string[], b: readonly string[]): WordRun[] {
  const removed = a.map((text): WordRun => ({ change: 'removed', text }))
  const added = b.map((text): WordRun => ({ change: 'added', text }))
  if (a.length * b.length === 0 || a.length * b.length > comparisonsMax) return [...removed, ...added]
  const lengths = commonLengths(a, b)
  const width = b.length + 1
  const runs: WordRun[] = []
  let [i, j] = [0, 0]
  while (i < a.length || j < b.length) {
    const text = a[i]
    if (text !== undefined && text === b[j]) {
      runs.push({ change: 'same', text })
      i++
      j++
    } else if (
      j >= b.length ||
      (i < a.length && (lengths[(i + 1) * width + j] ?? 0) >= (lengths[i * width + j + 1] ?? 0))
    )
      runs.push(...removed.slice(i, ++i))
    else runs.push(...added.slice(j, ++j))
  }
  return runs
}

/** How long the common subsequence of the two ends is, for every pair of places. */
function commonLengths(a: readonly string[], b: readonly string[]): Uint16Array {
  const width = b.length + 1
  const lengths = new Uint16Array((a.length + 1) * width)
  for (let i = a.length - 1; i >= 0; i--) {
    for (let j = b.length - 1; j >= 0; j--) {
      const here = i * width + j
      lengths[here] =
        a[i] === b[j]
          ? (lengths[here + width + 1] ?? 0) + 1
          : Math.max(lengths[here + width] ?? 0, lengths[here + 1] ?? 0)
    }
  }
  return lengths
}

/** Neighbours of one kind as one run; between two runs that stayed, what went stands before what came. */
function joined(runs: readonly WordRun[]): WordRun[] {
  const result: WordRun[] = []
  let [removed, added] = ['', '']
  const flush = () => {
    if (removed !== '') result.push({ change: 'removed', text: removed })
    if (added !== '') result.push({ change: 'added', text: added })
    removed = ''
    added = ''
  }
  for (const { change, text } of runs) {
    if (change === 'removed') removed += text
    else if (change === 'added') added += text
    else {
      flush()
      const last = result.at(-1)
      if (last?.change === 'same') result.splice(-1, 1, { change, text: last.text + text })
      else result.push({ change, text })
    }
  }
  flush()
  return result
}
