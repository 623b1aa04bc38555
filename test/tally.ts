import { readFileSync } from 'node:fs'
import { relative } from 'node:path'
import { parseArgs } from 'node:util'

type TestReport = {
  readonly status: string
  readonly fullName: string
  readonly failureMessages?: readonly string[]
}
type FileReport = {
  readonly name: string
  readonly status: string
  readonly message?: string
  readonly assertionResults: readonly TestReport[]
}
type RunReport = { readonly testResults: FileReport[] }

const MESSAGE_LENGTH_MAX = 1500

const { values, positionals } = parseArgs({
  options: { 'failed-steps': { type: 'string', default: '0' } },
  allowPositionals: true,
})
const tally = { passed: 0, failed: 0, skipped: 0 }

main()

/**
 * Adds up the JSON reports of Vitest, names what failed, and prints the closing line of a run. Ends with 1 when
 * anything failed, when a file did not even load, or when no test ran at all. A step that failed for no failed test
 * is a failure too.
 */
function main(): void {
  for (const path of positionals) {
    // Our own test runner wrote the reports a moment ago.
    const report = JSON.parse(readFileSync(path, 'utf8')) as RunReport
    for (const file of report.testResults) add(file)
  }
  if (tally.failed === 0) tally.failed = Number(values['failed-steps'])
  console.log(`${tally.passed} passed, ${tally.failed} failed, ${tally.skipped} skipped`)
  process.exitCode = tally.failed > 0 || tally.passed === 0 ? 1 : 0
}

function add(file: FileReport): void {
  const failed = file.assertionResults.filter((result) => result.status === 'failed')
  const passed = file.assertionResults.filter((result) => result.status === 'passed').length
  tally.passed += passed
  tally.skipped += file.assertionResults.length - failed.length - passed
  tally.failed += file.status === 'failed' ? Math.max(failed.length, 1) : failed.length
  for (const test of failed) name(file, test.fullName, test.failureMessages?.[0])
  if (file.status === 'failed' && failed.length === 0) name(file, 'the file itself', file.message)
}

/** The end of a long log is often all that is kept of it, so what failed stands there once more. */
function name({ name: path }: FileReport, what: string, why = ''): void {
  console.log(`Failed: ${what} (${relative('.', path)})\n${why.slice(0, MESSAGE_LENGTH_MAX)}\n`)
}
