import type { TestProject } from 'vitest/node'
import { startRapport } from './rapport.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** The address of a Rapport with the sample company, shared by every journey. */
    sampleAddress: string
  }
}

/**
 * Starts the one Rapport with the sample company that the journeys share; those that write undo what they did.
 * RAPPORT names one that runs already, for whoever writes a journey.
 */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const running = process.env['RAPPORT']
  const rapport = running ? { address: running, stop: async () => {} } : await startRapport({ sample: true })
  project.provide('sampleAddress', rapport.address)
  return rapport.stop
}
