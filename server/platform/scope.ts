/**
 * How work gets its transaction. Jobs and routes that open their own begin here; the SQL itself stays in the
 * stores, which is why they do not need the rest of database.ts.
 */
export { inScope, systemActor, workspaceIds } from './database.ts'
export type { Actor, Database, Scope, ScopeInput, Unseen } from './database.ts'
