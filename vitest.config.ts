import { defineConfig } from 'vitest/config'
import { SlowFirst } from './test/slow-first.ts'

const WORKERS_MOST = 2
/** Generous, because a busy machine is slow and a test that hangs is rare. */
const DEADLINE_MS = 60_000
/** A journey is many steps in a browser, some with a whole Rapport started on the way. */
const JOURNEY_DEADLINE_MS = 240_000
const JOURNEY_PATIENCE_MS = 45_000

/** Rules, the contract, the web app and the tidiness of the house are pure: their tests need no database. */
const PURE = [
  'contract/**/*.test.ts',
  'web/**/*.test.{ts,tsx}',
  '**/rules/**/*.test.ts',
  'server/domains/intake/reading/**/*.test.ts',
  'test/tidy/**/*.test.ts',
]
const NEVER = ['**/node_modules/**', '**/dist/**', 'test/journeys/**']

export default defineConfig({
  test: {
    pool: 'forks',
    maxWorkers: WORKERS_MOST,
    sequence: { sequencer: SlowFirst },
    testTimeout: DEADLINE_MS,
    hookTimeout: DEADLINE_MS,
    env: { TZ: 'Pacific/Auckland' },
    projects: [
      { extends: true, test: { name: 'unit', include: PURE, exclude: NEVER } },
      {
        extends: true,
        test: {
          name: 'database',
          include: ['server/**/*.test.ts', 'cli/**/*.test.ts', 'test/**/*.test.ts', 'bench/**/*.test.ts'],
          exclude: [...NEVER, ...PURE],
          globalSetup: ['test/database.setup.ts'],
        },
      },
      // Each journey drives a browser and a whole Rapport: one at a time is what two cores bear.
      {
        extends: true,
        test: {
          name: 'journeys',
          include: ['test/journeys/**/*.test.ts'],
          maxWorkers: 1,
          globalSetup: ['test/journeys/sample.setup.ts'],
          testTimeout: JOURNEY_DEADLINE_MS,
          hookTimeout: JOURNEY_DEADLINE_MS,
          expect: { poll: { timeout: JOURNEY_PATIENCE_MS } },
        },
      },
    ],
  },
})
