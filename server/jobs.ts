import type { Jobs } from './platform/programs.ts'

/** Every job of every domain, by task name. */
export const jobs: Jobs = { handlers: {} }
