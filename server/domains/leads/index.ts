/**
 * Leads: passes of contacts through the funnel. Where a lead stands is the newest of its dated stage changes;
 * a backward move or an exit carries its reason. Stages are mapped to the buyer steps and begin as defaults.
 */
export { selectLeads } from './bulk.ts'
export {
  amendLead,
  beginLead,
  layStages,
  leadWithHistory,
  move,
  restore,
  stages,
  trash,
  undoMove,
} from './leads.ts'
export { leadPage, leadsOf } from './list.ts'
export { defaultStages } from './rules/default-stages.ts'
