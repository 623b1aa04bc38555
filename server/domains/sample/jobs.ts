import { clock } from '../../platform/clock.ts'
import type { JobHandler } from '../../platform/programs.ts'
import type { BodyCheck } from '../agreements/index.ts'
import type { Founding } from '../workspace/index.ts'
import { loadSample, loadSampleTask, tryAgreements, tryTask } from './index.ts'

type Given = { readonly foundings: readonly Founding[]; readonly checks: readonly BodyCheck[] }

/** Loading takes seconds of work, so a running program leaves it to its worker. */
export function sampleJobs(given: Given): Readonly<Record<string, JobHandler>> {
  return {
    [loadSampleTask]: async (_payload, { database, log, stopping }) => {
      await loadSample({ database, now: () => clock.now(), log, ...given, stopping })
    },
    [tryTask]: (_payload, { database }) => tryAgreements({ database, now: clock.now(), ...given }),
  }
}
