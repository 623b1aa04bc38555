import type { Updateable } from 'kysely'
import type { Scope } from './database.ts'
import type { Schema } from './schema.gen.ts'

type LongRun = Pick<Schema['back_tests'], 'workspace_id' | 'id' | 'heard_at' | 'cancel_asked_at' | 'ended_at'>

/** The tables of work that takes long: when it was last heard of, whether it was asked to stop, and when it ended. */
type LongRuns = { [Table in keyof Schema]: Schema[Table] extends LongRun ? Table : never }[keyof Schema]

type Advance<Table extends LongRuns> = {
  readonly id: string
  readonly progress: Omit<Updateable<Schema[Table]>, 'workspace_id' | 'id' | 'heard_at'>
}

/** Says how far long work is, unless it has ended. Answers whether it goes on and nobody asked it to stop. */
export async function advance<Table extends LongRuns>(
  scope: Scope,
  table: Table,
  { id, progress }: Advance<Table>,
): Promise<boolean> {
  const row = await scope.tx
    .updateTable<LongRuns>(table)
    .set({ ...progress, heard_at: scope.now })
    .where('workspace_id', '=', scope.workspaceId)
    .where('id', '=', id)
    .where('ended_at', 'is', null)
    .returning('cancel_asked_at')
    .executeTakeFirst()
  return row !== undefined && row.cancel_asked_at === null
}
