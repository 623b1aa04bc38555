import type { Dossier, RecordHistory } from '../../criteria/index.ts'

/** From here on, comparing neighbours costs more than a sort. */
const fewMoments = 64

/**
 * The instants at which something about a lead became known, ascending and each once, from `from` to `to`, both
 * included. Between two of them criteria can change their mind only by time going by, for which nobody judges.
 */
export function momentsOf(dossier: Dossier, from: number, to: number): number[] {
  return momentsWith(dossier, dossier.enteredAt === null ? [] : [dossier.enteredAt], { from, to })
}

/** The same where others say when the lead entered. */
export function momentsWith(
  dossier: Dossier,
  entries: readonly number[],
  { from, to }: { readonly from: number; readonly to: number },
): number[] {
  const moments = [from]
  const add = (at: number | null) => {
    if (at !== null && at > from && at <= to) moments.push(at)
  }
  for (const touch of dossier.touches) add(touch.knownAt)
  for (const at of entries) add(at)
  for (const entry of dossier.stageEntries) add(entry.at)
  for (const seat of dossier.committee) {
    add(seat.from)
    add(seat.until)
  }
  for (const history of historiesOf(dossier)) {
    add(history.from)
    add(history.until)
    for (const values of history.values.values()) for (const value of values) add(value.from)
  }
  return eachOnce(inOrder(moments))
}

/** A replay asks for a million short lists that are in order but for their ends. */
function inOrder(moments: number[]): number[] {
  if (moments.length > fewMoments) return moments.toSorted((one, other) => one - other)
  for (let next = 1; next < moments.length; next++) {
    const moment = moments[next] ?? 0
    let at = next
    for (; at > 0 && (moments[at - 1] ?? 0) > moment; at--) moments[at] = moments[at - 1] ?? 0
    moments[at] = moment
  }
  return moments
}

function eachOnce(ascending: number[]): number[] {
  let kept = 0
  for (const moment of ascending) {
    if (kept === 0 || ascending[kept - 1] !== moment) ascending[kept++] = moment
  }
  ascending.length = kept
  return ascending
}

function historiesOf(dossier: Dossier): RecordHistory[] {
  const own = dossier.lead === null ? [dossier.contact] : [dossier.contact, dossier.lead]
  return [...own, ...dossier.accounts.values(), ...dossier.deals]
}
