import { contactJobs, contactTimetable } from './domains/contacts/jobs.ts'
import { intakeJobs, intakeTimetable } from './domains/intake/jobs.ts'
import { workspaceJobs, workspaceTimetable } from './domains/workspace/jobs.ts'
import type { Jobs } from './platform/programs.ts'

/** Every job of every domain, by task name, and those that return by the clock. */
export const jobs: Jobs = {
  handlers: { ...workspaceJobs, ...contactJobs, ...intakeJobs },
  timetable: [workspaceTimetable, contactTimetable, intakeTimetable].join('\n'),
}
