import { expect, test } from 'vitest'
import { readSettings } from './settings.ts'
import { StartFailure } from './start-failure.ts'

const faultsOf = (env: Record<string, string>): string => {
  try {
    readSettings(env)
    return 'no fault'
  } catch (error) {
    if (error instanceof StartFailure) return error.message
    throw error
  }
}

test('nothing needs to be set', () => {
  expect(readSettings({})).toMatchObject({
    MODE: 'development',
    HOST: '127.0.0.1',
    PORT: 4400,
    SAMPLE: true,
    LOG_LEVEL: 'warn',
  })
})

test('an empty variable counts as absent', () => {
  expect(readSettings({ PORT: '', DATABASE_URL: '' })).toMatchObject({ PORT: 4400 })
})

test('in production the sample company stays away', () => {
  expect(readSettings({ MODE: 'production' })).toMatchObject({ SAMPLE: false, LOG_LEVEL: 'info' })
})

test('NODE_ENV=production means production, and MODE overrules it', () => {
  expect(readSettings({ NODE_ENV: 'production' }).MODE).toBe('production')
  expect(readSettings({ NODE_ENV: 'production', MODE: 'development' }).MODE).toBe('development')
})

test.each([
  [{ PORT: 'http' }, 'The setting PORT must be a number.'],
  [{ PORT: '70000' }, 'The setting PORT must be at most 65535.'],
  [{ MODE: 'prod' }, 'The setting MODE must be development or production.'],
  [{ BACKUPS_KEPT: '0' }, 'The setting BACKUPS_KEPT must be at least 1.'],
  [{ SAMPLE: 'maybe' }, 'The setting SAMPLE must be on or off.'],
  [
    { PUBLIC_URL: 'rapport' },
    'The setting PUBLIC_URL must be an address such as https://rapport.example.com.',
  ],
  [{ ANALYTICS_MEMORY: 'lots' }, 'The setting ANALYTICS_MEMORY must be a number of MB or GB, such as 1GB.'],
  [
    { DATABASE_URL: 'mysql://db', SECRET: 'x'.repeat(32) },
    'The setting DATABASE_URL must be an address such as postgres://user:password@host:5432/rapport.',
  ],
  [
    { DATABASE_URL: 'postgres://db/rapport' },
    'The setting SECRET is required with DATABASE_URL; "openssl rand -hex 32" makes one.',
  ],
  [
    { SECRET: 'short' },
    'The setting SECRET must have at least 32 characters; "openssl rand -hex 32" makes one.',
  ],
])('the fault in %j is told in one sentence', (env, sentence) => {
  expect(faultsOf(env)).toBe(sentence)
})

test('every fault is told, each on a line of its own', () => {
  expect(faultsOf({ PORT: '-1', MODE: 'x' }).split('\n')).toHaveLength(2)
})
