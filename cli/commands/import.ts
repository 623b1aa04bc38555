import { accessSync, constants, readFileSync, statSync } from 'node:fs'
import { setTimeout as pause } from 'node:timers/promises'
import type { Command } from 'commander'
import { checkImport, readImport, runImport, setImportMapping, undoImport } from '../../contract/imports.ts'
import type { ImportView } from '../../contract/imports.ts'
import { mapping } from '../../contract/intake.ts'
import type { FileChoices, Mapping } from '../../contract/intake.ts'
import { CliFailure } from '../failure.ts'
import { asJson, table } from '../print.ts'
import { choicesOf, readingOptions } from '../reading.ts'
import type { ReadingOptions } from '../reading.ts'
import type { Run, RunContext } from '../run.ts'

const pollMs = 200

type Options = ReadingOptions & { mapping?: string; check?: boolean; undo?: string; saveAs?: string }
type Plan = Options & { mapped: Mapping | undefined; choices: FileChoices }

/** `rapport import`: recognise, map, check and write files, one after another. */
export function importCommand(program: Command, run: Run): void {
  readingOptions(
    program
      .command('import')
      .description('import CSV, TSV or XLSX files, one after another')
      .argument('[files...]', 'files, in the order in which they are to be imported'),
  )
    .option('--mapping <file>', 'a mapping as JSON instead of the proposed one')
    .option('--save-as <name>', 'save the mapping for files with the same columns')
    .option('--check', 'dry run: say what would happen and write nothing')
    .option('--undo <id>', 'undo a whole import')
    .action((files: string[], options: Options) => {
      if (options.undo === undefined && files.length === 0)
        throw new CliFailure('Name at least one file to import.')
      for (const file of files) judgeFile(file)
      const mapped = options.mapping === undefined ? undefined : readMapping(options.mapping)
      const choices = choicesOf(options)
      return run((context) => importFiles(context, files, { ...options, mapped, choices }))
    })
}

/** Looked at before anything is started: a slip in the second name must not leave the first file half an answer. */
function judgeFile(path: string): void {
  try {
    accessSync(path, constants.R_OK)
  } catch {
    throw new CliFailure(`The file ${path} is not there or cannot be read.`)
  }
  if (!statSync(path).isFile()) throw new CliFailure(`${path} is no file.`)
}

async function importFiles(context: RunContext, files: readonly string[], options: Plan): Promise<void> {
  const results: ImportView[] = []
  if (options.undo !== undefined) results.push(await undo(context, Number(options.undo)))
  for (const file of files) results.push(await importFile(context, file, options))
  context.print(context.json ? asJson(results) : resultTable(results))
  const failed = results.find(({ state }) => state === 'failed')
  if (failed !== undefined)
    throw new CliFailure(`${failed.fileName}: ${failed.failure ?? 'the import failed'}`)
}

async function importFile({ client, note }: RunContext, file: string, options: Plan): Promise<ImportView> {
  const uploaded = await client.upload(file, options.choices).catch((error: unknown) => {
    // Which of several files it was is half of what is wrong with it.
    throw error instanceof CliFailure ? new CliFailure(`${file}: ${error.message}`) : error
  })
  const params = { id: uploaded.id }
  if (options.mapped !== undefined) {
    const body = {
      mapping: options.mapped,
      ...(options.saveAs ? { saveAs: options.saveAs } : {}),
    }
    await client.call(setImportMapping, { params, body })
  } else if (uploaded.mapping === null) {
    throw new CliFailure(`${file} holds nothing that can be imported. Give a mapping if you know better.`)
  } else if (options.saveAs !== undefined) {
    await client.call(setImportMapping, {
      params,
      body: { mapping: uploaded.mapping, saveAs: options.saveAs },
    })
  }
  await client.call(options.check === true ? checkImport : runImport, { params })
  return settled({ client, note }, uploaded.id)
}

async function undo({ client, note }: RunContext, id: number): Promise<ImportView> {
  await client.call(undoImport, { params: { id } })
  return settled({ client, note }, id)
}

const underWay = new Set(['uploading', 'uploaded', 'checking', 'running', 'cancelling', 'undoing'])

/** Waits for the worker, telling how far it is. */
async function settled(
  { client, note }: Pick<RunContext, 'client' | 'note'>,
  id: number,
): Promise<ImportView> {
  for (;;) {
    const view = await client.call(readImport, { params: { id } })
    if (!underWay.has(view.state)) return view
    note(progressLine(view))
    await pause(pollMs)
  }
}

function progressLine(view: ImportView): string {
  const share = view.progress === null ? '' : ` ${Math.floor(view.progress * 100)} %`
  const left = view.secondsLeft === null ? '' : `, ${Math.ceil(view.secondsLeft)} s left`
  return `${view.fileName}: ${view.state}${share}${left}`
}

function resultTable(results: readonly ImportView[]): string {
  const header = [
    'import',
    'file',
    'kind',
    'state',
    'rows',
    'created',
    'changed',
    'unchanged',
    'duplicate',
    'refused',
    'flagged',
  ]
  return table(
    header,
    results.map((view) => {
      const counts = view.state === 'checked' && view.check !== null ? view.check.counts : view.counts
      const { rows, created, changed, unchanged, duplicate, refused, flagged } = counts
      return [
        view.id,
        view.fileName,
        view.kind,
        view.state,
        rows,
        created,
        changed,
        unchanged,
        duplicate,
        refused,
        flagged,
      ]
    }),
  )
}

function readMapping(path: string): Mapping {
  judgeFile(path)
  const result = mapping.safeParse(parseJson(readFileSync(path, 'utf8')))
  if (result.success) return result.data
  const first = result.error.issues[0]
  throw new CliFailure(`${path} is no mapping: ${first?.path.join('.') ?? ''} ${first?.message ?? ''}`)
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    throw new CliFailure('The mapping is not valid JSON.')
  }
}
