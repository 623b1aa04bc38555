/**
 * Customer profiles at work: who belongs to the profiles that both teams signed, now, and how much of the market each
 * of them covers. What a profile says is an agreement; here it is asked of everybody.
 */
export { coverage } from './coverage.ts'
export { marketMembers, profileMembers } from './members.ts'
export { memberships } from './memberships.ts'
export { profile, profilesInForce } from './profiles.ts'
