import type { StageView } from '../../../../contract/leads.ts'

/** The stages a new workspace begins with, mapped to the buyer steps; they become version 1 of an agreement. */
export const defaultStages: readonly StageView[] = [
  mainStage(1, { key: 'first_touch', name: 'First touch', buyerStep: 'awareness', team: 'marketing' }),
  mainStage(2, { key: 'engaged', name: 'Engaged', buyerStep: 'discovery', team: 'marketing' }),
  mainStage(3, { key: 'mql', name: 'MQL', buyerStep: 'intent', team: 'marketing' }),
  mainStage(4, { key: 'sal', name: 'SAL', buyerStep: 'intent', team: 'sales' }),
  mainStage(5, { key: 'sql', name: 'SQL', buyerStep: 'evaluation', team: 'sales' }),
  mainStage(6, { key: 'opportunity', name: 'Opportunity', buyerStep: 'evaluation', team: 'sales' }),
  { ...mainStage(7, { key: 'won', name: 'Won', buyerStep: 'purchase', team: 'sales' }), won: true },
  exitStage(21, { key: 'disqualified', name: 'Disqualified', buyerStep: 'intent', team: 'sales' }),
  exitStage(22, { key: 'lost', name: 'Lost', buyerStep: 'evaluation', team: 'sales' }),
  exitStage(23, { key: 'recycled', name: 'Recycled', buyerStep: 'discovery', team: 'marketing' }),
]

type Named = Pick<StageView, 'key' | 'name' | 'buyerStep' | 'team'>

function mainStage(position: number, named: Named): StageView {
  return { id: position, ...named, line: 'main', position, won: false }
}

function exitStage(position: number, named: Named): StageView {
  return { id: position, ...named, line: 'exit', position, won: false }
}
