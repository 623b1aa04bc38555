/**
 * Agreements: what marketing and sales have signed, in versions. A version is drafted, proposed, signed by both teams
 * and in force from its date until the next one; which one is in force at an instant is found by date. Whatever runs
 * on agreements asks `inForce` and keeps the `versionId` that it was judged by. What members may do by the role
 * charters that they hold is asked here too.
 */
export { adoptDefaults, layAgreements } from './adopted.ts'
export type { BodyCheck } from './checking.ts'
export type { DependentCounter, Dependents } from './dependents.ts'
export { listDependents } from './dependents.ts'
export { comment, commentPage, settleComment } from './discussion.ts'
export { beginAgreement, changeVersion, draftVersion, rebaseVersion } from './drafting.ts'
export { forceHistory, inForce, versionInForce } from './in-force.ts'
export type { VersionInForce } from './in-force.ts'
export { archiveAgreement, renameAgreement, restoreAgreement } from './keeping.ts'
export { answerQuiz, confirmRead } from './learning.ts'
export { exportLimit, powersOf, refuseRows, showPowersHeld, unseenBy, withholdFor } from './powers.ts'
export { agreementPage, agreementsInForce, compareVersions, showAgreement } from './reading.ts'
export { listSeats, nameSeats, seatHandover } from './seats.ts'
export { namesFor } from './names.ts'
export { announce, announceTask, proposeVersion, signVersion, withdrawVersion } from './signing.ts'
export { showVersion } from './version-view.ts'
