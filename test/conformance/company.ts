/** Imports files of real companies, or small ones made up here, into a world, as a browser would. */
import { readFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import type { ImportView } from '../../contract/imports.ts'
import type { Client } from '../client.ts'
import type { World } from '../world.ts'
import { layStages, stages } from '../../server/domains/leads/index.ts'
import { layPipeline, pipelines } from '../../server/domains/pipeline/index.ts'

/** The folder of real data; undefined where it was not given, and then those tests skip with one clear line. */
export const dataFolder = process.env['RAPPORT_CONFORMANCE_DATA'] || undefined

export const whyNot = 'RAPPORT_CONFORMANCE_DATA names no folder of real data, so this is skipped'

/** Uploads text or bytes as a file; answers what the server says about it. */
export async function upload(
  client: Client,
  name: string,
  content: string | Uint8Array,
): Promise<ImportView> {
  const form = new FormData()
  form.set('file', new Blob([typeof content === 'string' ? content : new Uint8Array(content)]), name)
  const answer = await client.request('POST', '/api/v1/imports', { body: form })
  if (answer.status !== 201) throw new Error(`${name}: ${answer.status} ${answer.text}`)
  return answer.body
}

export async function uploadReal(client: Client, path: string): Promise<ImportView> {
  return upload(client, basename(path), await readFile(join(dataFolder ?? '', path)))
}

/** Begins an act on an import and does the jobs that follow; answers the import as it stands then. */
export async function act(world: World, client: Client, id: number, noun: string): Promise<ImportView> {
  const begun = await client.post(`/api/v1/imports/${id}/${noun}`)
  if (begun.status !== 202) throw new Error(`${noun}: ${begun.status} ${begun.text}`)
  await world.runJobs()
  return (await client.get(`/api/v1/imports/${id}`)).body
}

/** Checks and runs an uploaded file with the mapping that was proposed. */
export async function checkAndRun(
  world: World,
  client: Client,
  uploaded: ImportView,
): Promise<{ check: ImportView; run: ImportView }> {
  const check = await act(world, client, uploaded.id, 'check')
  const run = await act(world, client, uploaded.id, 'run')
  return { check, run }
}

/** The stages and the pipeline that a founding lays, where this one did not. */
export async function layGround(world: World): Promise<void> {
  for (const workspaceId of [world.home, world.rival]) {
    await world.inWorkspace(workspaceId, async (scope) => {
      if ((await stages(scope)).length === 0) await layStages(scope)
      if ((await pipelines(scope)).length === 0) await layPipeline(scope)
    })
  }
}

/** Rows of a query as the owner of the tables, who sees every workspace. */
export async function rowsOf<Row extends Record<string, unknown>>(
  world: World,
  text: string,
  values: unknown[] = [],
): Promise<Row[]> {
  const { rows } = await world.database.ownerPool.query<Row>(text, values)
  return rows
}

export async function oneOf<Row extends Record<string, unknown>>(
  world: World,
  text: string,
  values: unknown[] = [],
): Promise<Row> {
  const [row] = await rowsOf<Row>(world, text, values)
  if (row === undefined) throw new Error('the query found nothing')
  return row
}
