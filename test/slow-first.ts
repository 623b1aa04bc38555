import { BaseSequencer } from 'vitest/node'
import type { TestSpecification } from 'vitest/node'

/** Files that take longest, the slowest first. */
const slow = [
  'test/walls.test.ts',
  'test/faults/',
  'server/domains/sample/sample.test.ts',
  'server/domains/metrics/',
  'cli/cli.test.ts',
  'server/platform/embedded/',
  'server/analytics/',
  'server/domains/intake/engine/',
  'server/domains/backtests/',
  'server/domains/criteria/',
]

/**
 * Begins with what takes longest, so that at the end no core waits for a file that began last. A fresh clone remembers
 * no durations, and Vitest would go by how long the files' texts are.
 */
export class SlowFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    // oxlint-disable-next-line unicorn/no-array-sort -- it is the sequencer that sorts here, and it leaves the list alone.
    const sorted = await super.sort(files)
    return sorted.toSorted((one, other) => rank(one) - rank(other))
  }
}

function rank({ moduleId }: TestSpecification): number {
  const found = slow.findIndex((part) => moduleId.includes(part))
  return found === -1 ? slow.length : found
}
