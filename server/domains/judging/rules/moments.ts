import type { Dossier, RecordHistory } from '../../criteria/index.ts'

/**
 * The instants at which something about a lead became known, ascending and each once, from `from` to `to`, both
 * included. Between two of them criteria can change their mind only by time going by, for which nobody judges.
 */
export function momentsOf(dossier: Dossier, from: number, to: number): number[] {
  const moments = new Set<number>([from])
  const add = (at: number | null) => {
    if (at !== null && at >= from && at <= to) moments.add(at)
  }
  add(dossier.enteredAt)
  for (const touch of dossier.touches) add(touch.knownAt)
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
  return [...moments].toSorted((one, other) => one - other)
}

function historiesOf(dossier: Dossier): RecordHistory[] {
  const own = dossier.lead === null ? [dossier.contact] : [dossier.contact, dossier.lead]
  return [...own, ...dossier.accounts.values(), ...dossier.deals]
}
