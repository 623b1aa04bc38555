/**
 * Judging: what follows from signed agreements for each person. Points are an append-only ledger; leads move when
 * their criteria are met, each move with the version and the evidence; sales accepts or returns what it was handed.
 * Everything here can say why. Whoever replays the past takes the same standards, moments and points from here.
 */
export { sayForSales } from './acceptance.ts'
export { catchUp } from './catch-up.ts'
export { countJudged, countStanding } from './dependents.ts'
export { engagementOver } from './rules/engagement.ts'
export { momentsWith } from './rules/moments.ts'
export { fitAt } from './rules/score-card.ts'
export { daysIn } from './rules/zone-days.ts'
export { scoringOf, standardsAt } from './standards.ts'
export type { Scoring, StandardsInForce } from './standards.ts'
export { judgingAt, scoredPeople } from './people.ts'
export type { Judged, Judging } from './people.ts'
export { scores, why } from './why.ts'
