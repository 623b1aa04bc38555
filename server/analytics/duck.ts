import { DuckDBInstance } from '@duckdb/node-api'
import type { DuckDBConnection, DuckDBValue } from '@duckdb/node-api'
import { errorMessage } from '../platform/start-failure.ts'

/** A statement with its named values. The text is a constant of this folder; whatever a caller sends is a value. */
export type Statement = { readonly text: string; readonly values?: Readonly<Record<string, DuckDBValue>> }

export type Row = Record<string, unknown>

/** A fault that DuckDB reports; the first word of the message is its kind. */
export class DuckFault extends Error {
  override readonly name = 'DuckFault'

  /** The file or the engine is beyond use; a statement that is merely wrong is a bug of ours and no such thing. */
  get isRuin(): boolean {
    return /^(FATAL|INTERNAL|IO|Serialization|Corrupt)/i.test(this.message)
  }

  get isInterruption(): boolean {
    return this.message.startsWith('INTERRUPT')
  }
}

/** One open file with its own instance, so that a fault in one workspace's file stays there. */
export type DuckFile = {
  readonly path: string
  connect(): Promise<Duck>
  close(): void
}

/** One connection. */
export type Duck = {
  run(text: string, values?: Statement['values']): Promise<void>
  rows(statement: Statement): Promise<Row[]>
  /** Runs `work` in one transaction; what it reads stands still meanwhile. */
  transaction<T>(work: () => Promise<T>): Promise<T>
  /** Ends the statement that runs now; it fails. */
  interrupt(): void
  close(): void
}

export type DuckLimits = { readonly memory: string; readonly threads: number; readonly spillFolder: string }

/** Opens a file, or makes it. Nothing is ever loaded or fetched from outside. */
export async function openDuckFile(path: string, limits: DuckLimits): Promise<DuckFile> {
  const instance = await faultsNamed(
    DuckDBInstance.create(path, {
      memory_limit: limits.memory,
      threads: String(limits.threads),
      temp_directory: limits.spillFolder,
      autoinstall_known_extensions: 'false',
      autoload_known_extensions: 'false',
      allow_community_extensions: 'false',
    }),
  )
  return {
    path,
    connect: async () => wrap(await faultsNamed(instance.connect())),
    close: () => instance.closeSync(),
  }
}

function wrap(connection: DuckDBConnection): Duck {
  const run = async (text: string, values: Statement['values'] = {}) => {
    await faultsNamed(connection.run(text, { ...values }))
  }
  return {
    run,
    rows: async ({ text, values = {} }) => {
      const reader = await faultsNamed(connection.runAndReadAll(text, { ...values }))
      return reader.getRowObjectsJS().map(plain)
    },
    transaction: (work) => inTransaction(run, work),
    interrupt: () => connection.interrupt(),
    close: () => connection.disconnectSync(),
  }
}

async function faultsNamed<T>(work: Promise<T>): Promise<T> {
  try {
    return await work
  } catch (error) {
    throw new DuckFault(errorMessage(error), { cause: error })
  }
}

async function inTransaction<T>(run: (text: string) => Promise<void>, work: () => Promise<T>): Promise<T> {
  await run('begin transaction')
  try {
    const result = await work()
    await run('commit')
    return result
  } catch (error) {
    // After a fatal fault there is nothing left to roll back, and the first error is the one that says why.
    await run('rollback').catch(() => {})
    throw error
  }
}

/** Counts come as big integers; all of ours fit a double, which travels and adds like any other number. */
function plain(row: Row): Row {
  return Object.fromEntries(Object.entries(row).map(([name, value]) => [name, plainValue(value)]))
}

function plainValue(value: unknown): unknown {
  if (typeof value === 'bigint') return Number(value)
  return Array.isArray(value) ? value.map(plainValue) : value
}
