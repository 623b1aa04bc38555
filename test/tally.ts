import { readFileSync } from 'node:fs'
import { parseArgs } from 'node:util'

type FileReport = { readonly status: string; readonly assertionResults: { readonly status: string }[] }
type RunReport = { readonly testResults: FileReport[] }

const { values, positionals } = parseArgs({
  options: { 'failed-steps': { type: 'string', default: '0' } },
  allowPositionals: true,
})
const tally = { passed: 0, failed: 0, skipped: 0 }

main()

/**
 * Adds up the JSON reports of Vitest and prints the closing line of a run. Ends with 1 when anything failed, when
 * a file did not even load, or when no test ran at all. A step that failed for no failed test is a failure too.
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
  const failed = file.assertionResults.filter((result) => result.status === 'failed').length
  const passed = file.assertionResults.filter((result) => result.status === 'passed').length
  tally.passed += passed
  tally.skipped += file.assertionResults.length - failed - passed
  tally.failed += file.status === 'failed' ? Math.max(failed, 1) : failed
}
