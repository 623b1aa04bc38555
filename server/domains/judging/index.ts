/**
 * Judging: what follows from signed agreements for each person. Points are an append-only ledger; leads move when
 * their criteria are met, each move with the version and the evidence; sales accepts or returns what it was handed.
 * Everything here can say why.
 */
export { sayForSales } from './acceptance.ts'
export { catchUp } from './catch-up.ts'
export { judgingAt, scoredPeople } from './people.ts'
export type { Judged, Judging } from './people.ts'
export { scores, why } from './why.ts'
