import { rmSync } from 'node:fs'
import type { TestProject } from 'vitest/node'
import { startRapport } from './rapport.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** The address of the Rapport that the journeys share, with the sample company in it. */
    sampleAddress: string
    /** What its operator shows; empty where the journeys walk through a Rapport that ran already. */
    operatorToken: string
    /** A folder with the data of a Rapport that has just loaded the sample company; empty as above. */
    sampleData: string
  }
}

/**
 * Starts the one Rapport with the sample company that the journeys share; those that write undo what they did.
 * RAPPORT names one that runs already, for whoever writes a journey, and RAPPORT_OPERATOR its operator's token.
 */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const running = process.env['RAPPORT']
  if (running !== undefined) {
    project.provide('sampleAddress', running)
    project.provide('operatorToken', process.env['RAPPORT_OPERATOR'] ?? '')
    project.provide('sampleData', '')
    return async () => {}
  }
  const loaded = await startRapport({ sample: true })
  const { rapport, copy } = await loaded.double()
  project.provide('sampleAddress', rapport.address)
  project.provide('operatorToken', rapport.operatorToken)
  project.provide('sampleData', copy)
  return async () => {
    await rapport.stop()
    rmSync(copy, { recursive: true, force: true })
  }
}
