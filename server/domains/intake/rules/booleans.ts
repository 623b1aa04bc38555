import type { CellProblem, Read } from './cell.ts'

const yesWords =
  'yes y true t 1 ja j wahr oui o vrai si sí s verdadero sim verdadeiro on x checked ✓ ✔ 1.0'.split(' ')
const noWords = 'no n false f 0 nein falsch non faux falso não nao off unchecked - 0.0'.split(' ')

const words = new Map<string, boolean>([
  ...yesWords.map((word) => [word, true] as const),
  ...noWords.map((word) => [word, false] as const),
])

/** Whether a word says yes (true) or no (false) in one of the languages known; null where it says neither. */
export function booleanWord(text: string): boolean | null {
  return words.get(text.toLowerCase()) ?? null
}

/** Reads yes or no; a column may have words of its own for them. */
export function booleanReader(rule: {
  yes: readonly string[]
  no: readonly string[]
}): (text: string) => Read<boolean> {
  const own = new Map<string, boolean>([
    ...rule.yes.map((word) => [word.toLowerCase(), true] as const),
    ...rule.no.map((word) => [word.toLowerCase(), false] as const),
  ])
  return (text) => own.get(text.toLowerCase()) ?? booleanWord(text) ?? neither(text)
}

function neither(text: string): CellProblem {
  return {
    code: 'unreadable-boolean',
    message: `"${text.slice(0, 40)}" says neither yes nor no.`,
    remedy: 'Name the words that mean yes and no for this column, or map it to a text field.',
  }
}
