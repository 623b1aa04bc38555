import { pino, type Logger } from 'pino'

export type Log = Logger

const STANDARD_ERROR = 2

/** Fields that may hold a secret or somebody's password, wherever in an entry they stand. */
const SECRETS = ['password', 'token', 'secret', 'authorization', 'cookie', 'connectionString', 'key']

/** Structured entries, one line of JSON each, on standard error: standard output is for people. */
export function createLog(options: { level: string; process: string }): Log {
  return pino(
    {
      level: options.level,
      base: { process: options.process },
      redact: {
        paths: SECRETS.flatMap((name) => [name, `*.${name}`, `*.*.${name}`]),
        censor: '[kept secret]',
      },
      formatters: { level: (label) => ({ level: label }) },
      timestamp: pino.stdTimeFunctions.isoTime,
    },
    pino.destination({ fd: STANDARD_ERROR, sync: true }),
  )
}
