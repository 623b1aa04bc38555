import type { Powers } from '../../../../contract/agreement-bodies.ts'

type Role = 'admin' | 'member' | 'viewer'

const promiseRanks: readonly Powers['promise'][] = ['nothing', 'standard', 'anything']

/** What somebody without a charter may do by their role. */
export function powersOfRole(role: Role): Powers {
  const writes = role !== 'viewer'
  return {
    sign: writes,
    export: true,
    exportRowsMax: null,
    discountPercentMax: writes ? 100 : 0,
    promise: writes ? 'anything' : 'nothing',
    seeRevenue: true,
    seeContactData: true,
  }
}

/** Whoever holds several charters may do what at least one of them grants; who holds none, what their role allows. */
export function powersHeld(role: Role, charters: readonly Powers[]): Powers {
  const [first, ...others] = charters
  return first === undefined ? powersOfRole(role) : others.reduce(both, first)
}

function both(a: Powers, b: Powers): Powers {
  return {
    sign: a.sign || b.sign,
    export: a.export || b.export,
    exportRowsMax: moreRows(a, b),
    discountPercentMax: Math.max(a.discountPercentMax, b.discountPercentMax),
    promise:
      promiseRanks[Math.max(promiseRanks.indexOf(a.promise), promiseRanks.indexOf(b.promise))] ?? 'nothing',
    seeRevenue: a.seeRevenue || b.seeRevenue,
    seeContactData: a.seeContactData || b.seeContactData,
  }
}

/** The limit of a charter that exports nothing counts for nothing. */
function moreRows(a: Powers, b: Powers): number | null {
  if (!a.export) return b.exportRowsMax
  if (!b.export || a.exportRowsMax === null || b.exportRowsMax === null)
    return b.export ? null : a.exportRowsMax
  return Math.max(a.exportRowsMax, b.exportRowsMax)
}

export function mayGrantDiscount(powers: Powers, percent: number): boolean {
  return percent >= 0 && percent <= powers.discountPercentMax
}

/** A promise is `standard` where an approved message makes it, and else one's own. */
export function mayPromise(powers: Powers, promise: 'standard' | 'own'): boolean {
  return powers.promise === 'anything' || (promise === 'standard' && powers.promise === 'standard')
}

/** How many rows may be taken out at a time: none, a number, or null for as many as there are. */
export function exportableRows(powers: Powers): number | null {
  return powers.export ? powers.exportRowsMax : 0
}
