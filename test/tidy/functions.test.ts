import { parseSync, Visitor } from 'vite'
import { describe, expect, test } from 'vitest'
import { isTest, sources } from './sources.ts'
import type { Source } from './sources.ts'

/** Lines of a function, as CONTRIBUTING.md asks for them. */
const medianMax = 8
const ninetiethMax = 20
const ninetyNinthMax = 50

type Span = { readonly start: number; readonly end: number; readonly body?: unknown }

describe('the functions of the house', () => {
  const code = sources().filter(({ path }) => path.endsWith('.ts') && !isTest(path))
  const lengths = code.flatMap(functionLengths).toSorted((a, b) => a - b)

  console.log(
    lengths.length,
    [0.5, 0.9, 0.99, 1].map((q) => quantile(lengths, q)),
  )
  test('are counted with every line that they span', () => {
    const planted = 'export function outer() {\n  const inner = () => 1\n  return inner\n}\n'
    expect(functionLengths({ path: 'planted.ts', text: planted })).toEqual([1, 4])
  })

  test(`are short: the median has at most ${medianMax} lines`, () => {
    expect(quantile(lengths, 0.5)).toBeLessThanOrEqual(medianMax)
  })

  test(`are short: nine in ten have at most ${ninetiethMax} lines`, () => {
    expect(quantile(lengths, 0.9)).toBeLessThanOrEqual(ninetiethMax)
  })

  test(`are short: ninety-nine in a hundred have at most ${ninetyNinthMax} lines`, () => {
    expect(quantile(lengths, 0.99)).toBeLessThanOrEqual(ninetyNinthMax)
  })
})

/** TypeScript 7 has no stable parser of its own; Vite's is at hand and reads the same language. */
function functionLengths({ path, text }: Source): number[] {
  const lengths: number[] = []
  const count = ({ start, end, body }: Span) => {
    if (body) lengths.push(text.slice(start, end).split('\n').length)
  }
  const visitor = new Visitor({
    'FunctionDeclaration:exit': count,
    'FunctionExpression:exit': count,
    'ArrowFunctionExpression:exit': count,
  })
  visitor.visit(parseSync(path, text).program)
  return lengths
}

function quantile(sorted: number[], share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0
}
