import type { acceptLead } from '../../../../contract/judging.ts'
import type { EndpointParsed } from '../../../../contract/endpoint.ts'
import { run } from '../../../platform/database.ts'
import type { Scope } from '../../../platform/database.ts'

/** The act is the move that was just made: its event, and the version by which the lead had been handed over. */
const insertStatement = `
insert into lead_acceptances (workspace_id, lead_id, at, outcome, reason_kind, reason, version_id, actor_id, event_id)
select $1, $2, $3, $4, $5, $6,
       (select s.version_id from stage_changes s
        where s.workspace_id = $1 and s.lead_id = $2 and s.to_stage_id = made.from_stage_id
        order by s.at desc, s.id desc limit 1),
       $7, made.event_id
from (select s.from_stage_id, s.event_id from stage_changes s
      where s.workspace_id = $1 and s.lead_id = $2 order by s.id desc limit 1) made`

/** Keeps what sales said. */
export async function insertAcceptance(
  scope: Scope,
  leadId: string,
  said: EndpointParsed<typeof acceptLead>['body'],
): Promise<void> {
  const [kind, reason] = said.outcome === 'returned' ? [said.reasonKind, said.reason] : [null, null]
  await run(scope.tx, insertStatement, [
    scope.workspaceId,
    leadId,
    scope.now,
    said.outcome,
    kind,
    reason,
    scope.actor.memberId,
  ])
}
