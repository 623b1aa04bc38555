import { layAgreements } from './domains/agreements/index.ts'
import { layStages } from './domains/leads/index.ts'
import { layPipeline } from './domains/pipeline/index.ts'
import { founding as layChannels } from './domains/touches/index.ts'
import type { Founding } from './domains/workspace/index.ts'

/** What each domain lays into a new workspace, in this order; all of it in the act that founds the workspace. */
export const foundings: readonly Founding[] = [layChannels, layStages, layPipeline, layAgreements]
