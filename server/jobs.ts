import { agreementSurroundings } from './agreement-surroundings.ts'
import { agreementJobs, agreementJobsAtStart } from './domains/agreements/jobs.ts'
import { backTestJobs, backTestJobsAtStart, backTestTimetable } from './domains/backtests/jobs.ts'
import { contactJobs, contactTimetable } from './domains/contacts/jobs.ts'
import { intakeJobs, intakeJobsAtStart, intakeTimetable } from './domains/intake/jobs.ts'
import { judgingJobs, judgingOnNews, judgingTimetable } from './domains/judging/jobs.ts'
import { learningJobs } from './domains/learning/jobs.ts'
import { sampleJobs } from './domains/sample/jobs.ts'
import { workspaceJobs, workspaceTimetable } from './domains/workspace/jobs.ts'
import { foundings } from './foundings.ts'
import type { Jobs } from './platform/programs.ts'

/** Every job of every domain, by task name, those of each start, those that follow news, and those that return by the clock. */
export const jobs: Jobs = {
  handlers: {
    ...workspaceJobs,
    ...agreementJobs,
    ...contactJobs,
    ...intakeJobs,
    ...judgingJobs,
    ...backTestJobs,
    ...learningJobs,
    ...sampleJobs({ foundings, checks: agreementSurroundings.checks }),
  },
  atStart: [...agreementJobsAtStart, ...intakeJobsAtStart, ...backTestJobsAtStart],
  onNews: judgingOnNews,
  timetable: [
    workspaceTimetable,
    contactTimetable,
    intakeTimetable,
    judgingTimetable,
    backTestTimetable,
  ].join('\n'),
}
