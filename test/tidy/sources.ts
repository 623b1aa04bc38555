import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** The root of the project. */
export const root = join(import.meta.dirname, '../..')

export type Source = { readonly path: string; readonly text: string }

/** What programs or downloads wrote, or what is not text. */
const foreign = /(^|\/)(node_modules|\.git|data|dist|output|\.cache)(\/|$)|\.(png|ico|woff2|xlsx|gz|duckdb)$/
const written = /\.gen\.ts$|^db\/schema\.sql$|^package-lock\.json$|^LICENSE$/

/** Every text file of the project that a person wrote, by its path from the root. */
export function sources(): Source[] {
  return globSync('{*,.*,**/*,.ci/*}', { cwd: root, withFileTypes: true, exclude: isForeign })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(root.length + 1))
    .filter((path) => !foreign.test(path) && !written.test(path))
    .toSorted()
    .map((path) => ({ path, text: readFileSync(join(root, path), 'utf8') }))
}

function isForeign(entry: { readonly name: string }): boolean {
  return /^(node_modules|\.git|dist|output|\.cache)$/.test(entry.name)
}

/** Whether a path is the code of a test, of its harness or of a benchmark. */
export function isTest(path: string): boolean {
  return /\.test\.tsx?$|^test\/|^bench\//.test(path)
}

/** The text of one file of the project. */
export function textOf(path: string): string {
  return readFileSync(join(root, path), 'utf8')
}
