import type { RuleGroupType, RuleType } from 'react-querybuilder'
import { criteriaListMax } from '../../../contract/criteria.ts'
import type { Condition, Criteria, CriteriaNode, Group } from '../../../contract/criteria.ts'

/** The one field that the builder knows: a rule's value is a whole condition. */
export const conditionField = 'condition'

/** What a new condition begins as. */
export const newCondition: Condition = { kind: 'score', score: 'engagement', is: 'at-least', points: 40 }

/** Criteria as the builder draws them. */
export function treeOf(group: Group): RuleGroupType {
  return { combinator: group.join, rules: group.of.map(partOf) }
}

function partOf(node: CriteriaNode): RuleGroupType | RuleType {
  if (node.kind === 'group') return treeOf(node)
  return { field: conditionField, operator: '=', value: node }
}

/** What the builder drew, as criteria. */
export function criteriaOf(tree: RuleGroupType): Criteria {
  const join = tree.combinator === 'any' || tree.combinator === 'none' ? tree.combinator : 'all'
  return { kind: 'group', join, of: tree.rules.map(nodeOf) }
}

function nodeOf(part: RuleGroupType | RuleType): CriteriaNode {
  if ('rules' in part) return criteriaOf(part)
  return isCondition(part.value) ? part.value : newCondition
}

/** The builder keeps values as they were given to it: only whether there is one has to be looked at. */
function isCondition(value: unknown): value is Condition {
  return typeof value === 'object' && value !== null && 'kind' in value
}

/** A list of words as somebody types it, one in a line. */
export function linesOf(text: string): string[] {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .slice(0, criteriaListMax)
}
