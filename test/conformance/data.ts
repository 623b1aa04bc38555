import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe } from 'vitest'

/** The folder of real data that nobody here wrote; it is never part of this repository (see CONTRIBUTING.md). */
const folder = process.env['RAPPORT_CONFORMANCE_DATA'] ?? ''

/** Why the known answers are not checked, or nothing where they are. */
const reason = folder === '' ? ' (skipped: RAPPORT_CONFORMANCE_DATA names no folder)' : ''

/**
 * Groups tests that hold the product to known answers of real data. Without the data each of them counts as
 * skipped, and the name of the group says why.
 */
export function conformance(name: string, tests: () => void): void {
  describe.skipIf(folder === '')(`${name}${reason}`, tests)
}

/** The path of a file of the real data, as `olist/mql.csv`. */
export function dataPath(name: string): string {
  return join(folder, name)
}

/** The known answers beside the data, as `olist/expected.json`. */
export function knownAnswers(name: string): unknown {
  const answers: unknown = JSON.parse(readFileSync(dataPath(name), 'utf8'))
  return answers
}
