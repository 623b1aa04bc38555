import type { CommitteeSeatView } from '../../../contract/committee.ts'
import { committeeRoles } from '../../../contract/criteria.ts'
import { oneOf } from '../../../contract/records.ts'
import type { SeatRow } from './store.ts'

export function presentSeat(row: SeatRow): CommitteeSeatView {
  return {
    id: row.id,
    contact: { id: row.contact_id, name: row.contact_name },
    account: { id: row.account_id, name: row.account_name },
    role: oneOf(committeeRoles, row.role),
    from: row.from_at.toISOString(),
    until: row.until_at?.toISOString() ?? null,
  }
}
