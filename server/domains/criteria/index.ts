/**
 * Criteria: what must be true of a person and their pass through the funnel, judged by what was known at an instant.
 * One value has four faces that never disagree: the builder's, the English sentence (`contract/criteria-sentence`),
 * the judgement of one dossier, and one query for a whole workspace.
 */
export { catalogueOf, checkCriteria, criteriaFields } from './catalogue.ts'
export { loadDossiers } from './dossiers.ts'
export type { DossiersAsked } from './dossiers.ts'
export { belongingSql, whoFulfils } from './matching.ts'
export { withinSeconds } from './store/matches.ts'
export type { Catalogue, CheckOptions, CriteriaFault } from './rules/check.ts'
export { compileCriteria } from './rules/evaluate.ts'
export type { Judge } from './rules/evaluate.ts'
export { explain } from './rules/explain.ts'
export type { Explained, ExplainedPart, Judgement } from './rules/explain.ts'
export { companyAt, valueAt } from './rules/facts.ts'
export { needsOf, ripens, withEveryMoment } from './rules/needs.ts'
export type { Needs } from './rules/needs.ts'
export { streamDossiers } from './streaming.ts'
export { refuseUnseen } from './unseen.ts'
export type * from './rules/dossier.ts'
