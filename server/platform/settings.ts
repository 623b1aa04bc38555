import { fileURLToPath } from 'node:url'
import { resolve } from 'node:path'
import { z } from 'zod'
import { StartFailure } from './start-failure.ts'

const PROJECT_FOLDER = fileURLToPath(new URL('../..', import.meta.url))
const PORT_DEFAULT = 4400
const PORT_MOST = 65_535
const SECRET_LEAST_CHARACTERS = 32
const BACKUPS_KEPT_DEFAULT = 5
const BACKUPS_KEPT_MOST = 1000

const yesOrNo = z
  .enum(['on', 'off', 'true', 'false', '1', '0', 'yes', 'no'], 'must be on or off')
  .transform((text) => ['on', 'true', '1', 'yes'].includes(text))

/** A size as PostgreSQL and DuckDB write it. */
const memorySize = z.string().regex(/^\d+(MB|GB)$/, 'must be a number of MB or GB, such as 1GB')

function addressOf(protocol: RegExp, example: string) {
  return z.url({ protocol, error: `must be an address such as ${example}` })
}

/** Every setting of the program, read from the environment. The descriptions are the table of the README. */
const shape = {
  MODE: z
    .enum(['development', 'production'], 'must be development or production')
    .default('development')
    .describe('`production` demands https cookies and turns the sample cast off.'),
  DATABASE_URL: z
    .string()
    .regex(/^postgres(ql)?:\/\//, 'must be an address such as postgres://user:password@host:5432/rapport')
    .refine((url) => !/[?&]options=/.test(url), 'must not carry options=, which Rapport sets itself')
    .optional()
    .describe('A PostgreSQL (15 or newer) of your own. Without it Rapport starts the one that it carries.'),
  DATA_DIR: z
    .string()
    .min(1)
    .transform((path) => resolve(path))
    .optional()
    .describe('The folder for everything that is kept. Default: `data` in the project.'),
  HOST: z.string().min(1).default('127.0.0.1').describe('The address to listen on; `0.0.0.0` for every one.'),
  PORT: z.coerce
    .number('must be a number')
    .int('must be a whole number')
    .min(0, 'must be at least 0')
    .max(PORT_MOST, `must be at most ${PORT_MOST}`)
    .default(PORT_DEFAULT)
    .describe('The port to listen on; `0` lets the system choose.'),
  PUBLIC_URL: addressOf(/^https?$/, 'https://rapport.example.com')
    .transform((url) => url.replace(/\/+$/, ''))
    .optional()
    .describe('The address that people type, used in mails and cookies. Default: `http://HOST:PORT`.'),
  SECRET: z
    .string()
    .min(
      SECRET_LEAST_CHARACTERS,
      `must have at least ${SECRET_LEAST_CHARACTERS} characters; "openssl rand -hex 32" makes one`,
    )
    .optional()
    .describe('Signs sessions. Required with DATABASE_URL, else made once and kept in DATA_DIR.'),
  SMTP_URL: addressOf(/^smtps?$/, 'smtp://user:password@mail.example.com:587')
    .optional()
    .describe('The mail server. Without it mails wait in the outbox inside Rapport.'),
  MAIL_FROM: z.string().min(1).default('Rapport <rapport@localhost>').describe('The sender of mails.'),
  SAMPLE: yesOrNo
    .optional()
    .describe(
      'Load the sample company at the first start. Default: on with the carried database in development. Once removed, it stays away.',
    ),
  TRUST_PROXY: yesOrNo.default(false).describe('Believe the headers of a reverse proxy in front of Rapport.'),
  BACKUPS_KEPT: z.coerce
    .number('must be a number')
    .int('must be a whole number')
    .min(1, 'must be at least 1')
    .max(BACKUPS_KEPT_MOST, `must be at most ${BACKUPS_KEPT_MOST}`)
    .default(BACKUPS_KEPT_DEFAULT)
    .describe('How many backups are kept of those that Rapport makes before upgrades; the newest.'),
  ANALYTICS_MEMORY: memorySize
    .default('1GB')
    .describe('The most memory that the analytics process takes for a query.'),
  LOG_LEVEL: z
    .enum(
      ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'],
      'must be fatal, error, warn, info, debug, trace or silent',
    )
    .optional()
    .describe('How much is logged. Default: `info` in production, else `warn`.'),
} as const

const environment = z.object(shape).superRefine((settings, context) => {
  if (settings.DATABASE_URL === undefined || settings.SECRET !== undefined) return
  context.addIssue({
    code: 'custom',
    path: ['SECRET'],
    message: 'is required with DATABASE_URL; "openssl rand -hex 32" makes one',
  })
})

type Environment = z.infer<typeof environment>

/** The settings in force: what the environment says, with every default resolved that needs no data folder. */
export type Settings = Omit<Environment, 'DATA_DIR' | 'SAMPLE' | 'LOG_LEVEL'> & {
  readonly DATA_DIR: string
  /** Whether DATA_DIR was chosen by whoever started the program, or is the default. */
  readonly dataDirChosen: boolean
  readonly SAMPLE: boolean
  readonly LOG_LEVEL: NonNullable<Environment['LOG_LEVEL']>
}

/** Reads and checks all settings at once; throws one sentence for each fault. An empty variable counts as absent. */
export function readSettings(env: NodeJS.ProcessEnv = process.env): Settings {
  const present = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ''))
  const result = environment.safeParse({ MODE: modeOf(present), ...present })
  if (!result.success) throw new StartFailure(faults(result.error).join('\n'))
  const settings = result.data
  const production = settings.MODE === 'production'
  return {
    ...settings,
    DATA_DIR: settings.DATA_DIR ?? resolve(PROJECT_FOLDER, 'data'),
    dataDirChosen: settings.DATA_DIR !== undefined,
    SAMPLE: settings.SAMPLE ?? (!production && settings.DATABASE_URL === undefined),
    LOG_LEVEL: settings.LOG_LEVEL ?? (production ? 'info' : 'warn'),
  }
}

/** The address that people type, for links in mails; where none is set, the one that works on this machine. */
export function publicUrlOf(settings: Settings): string {
  return settings.PUBLIC_URL ?? localAddress(settings, settings.PORT)
}

/** The address that works on this machine: one cannot visit "every address". */
export function localAddress({ HOST }: Pick<Settings, 'HOST'>, port: number): string {
  if (HOST === '0.0.0.0' || HOST === '::') return `http://localhost:${port}`
  const host = HOST.includes(':') ? `[${HOST}]` : HOST
  return `http://${host}:${port}`
}

/** NODE_ENV=production is what many hosts set; MODE wins where both stand. */
function modeOf(env: Record<string, string | undefined>): string | undefined {
  return env['NODE_ENV'] === 'production' ? 'production' : undefined
}

function faults(error: z.ZodError): string[] {
  return error.issues.map((issue) => `The setting ${issue.path.join('.')} ${issue.message}.`)
}

/** The README's table of settings; a test holds the README equal to it. */
export function settingsTable(): string {
  const rows = Object.entries(shape).map(
    ([name, schema]) => `| \`${name}\` | ${defaultOf(schema)} | ${schema.description} |`,
  )
  return ['| setting | default | meaning |', '| --- | --- | --- |', ...rows].join('\n')
}

function defaultOf(schema: z.ZodType): string {
  const { data } = schema.safeParse(undefined)
  if (data === undefined) return ''
  if (typeof data === 'boolean') return data ? '`on`' : '`off`'
  return typeof data === 'string' || typeof data === 'number' ? `\`${data}\`` : ''
}

/** The server that tests should use, or undefined for one of their own. */
export function testDatabaseUrl(): string | undefined {
  return process.env['DATABASE_URL'] || undefined
}

/** What this process was given, with some settings put in others' place: for a child that reads them by itself. */
export function environmentWith(settings: Readonly<Record<string, string>>): NodeJS.ProcessEnv {
  return { ...process.env, ...settings }
}
