import { agreementSurroundings } from './agreement-surroundings.ts'
import { agreementRoutes } from './domains/agreements/routes.ts'
import { attributeRoutes } from './domains/attributes/routes.ts'
import { calibrationRoutes } from './domains/calibration/routes.ts'
import { backTestRoutes } from './domains/backtests/routes.ts'
import { campaignRoutes } from './domains/campaigns/routes.ts'
import { selectAccounts, selectContacts } from './domains/contacts/index.ts'
import { committeeRoutes } from './domains/committees/routes.ts'
import { contactRoutes } from './domains/contacts/routes.ts'
import { criteriaRoutes } from './domains/criteria/routes.ts'
import { erasureRoutes } from './domains/erasures/routes.ts'
import { intakeRoutes } from './domains/intake/routes.ts'
import { journalRoutes } from './domains/journal/routes.ts'
import { judgingRoutes } from './domains/judging/routes.ts'
import { leadRoutes } from './domains/leads/routes.ts'
import { learningRoutes } from './domains/learning/routes.ts'
import { leadSelector } from './domains/metrics/index.ts'
import { metricsRoutes } from './domains/metrics/routes.ts'
import { notificationRoutes } from './domains/notifications/routes.ts'
import { profileRoutes } from './domains/profiles/routes.ts'
import { sampleRoutes } from './domains/sample/routes.ts'
import { touchRoutes } from './domains/touches/routes.ts'
import { selectDeals } from './domains/pipeline/index.ts'
import { pipelineRoutes } from './domains/pipeline/routes.ts'
import { workspaceRoutes } from './domains/workspace/routes.ts'
import { foundings } from './foundings.ts'
import { handovers } from './handovers.ts'
import type { Desk } from './http/resource.ts'

/** Every domain's routes, in one list: what is not named here cannot be reached. */
export function registerRoutes(desk: Desk, analytics: Parameters<typeof metricsRoutes>[1]): void {
  workspaceRoutes(desk, foundings, handovers)
  journalRoutes(desk)
  notificationRoutes(desk)
  agreementRoutes(desk, agreementSurroundings)
  attributeRoutes(desk, {
    contact: selectContacts,
    account: selectAccounts,
    lead: leadSelector(analytics),
    deal: selectDeals,
  })
  contactRoutes(desk)
  committeeRoutes(desk)
  campaignRoutes(desk)
  touchRoutes(desk)
  leadRoutes(desk)
  judgingRoutes(desk)
  backTestRoutes(desk)
  profileRoutes(desk)
  pipelineRoutes(desk)
  criteriaRoutes(desk)
  calibrationRoutes(desk)
  intakeRoutes(desk)
  erasureRoutes(desk)
  metricsRoutes(desk, analytics)
  learningRoutes(desk)
  sampleRoutes(desk)
}
