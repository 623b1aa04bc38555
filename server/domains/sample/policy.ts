import type { Actor } from '../../platform/scope.ts'

type Installation = { readonly workspaces: number; readonly production: boolean }

/** Whoever may found the first workspace may as well begin with the sample; afterwards it takes an admin. */
export function mayLoadSample(actor: Actor | null, { workspaces, production }: Installation): boolean {
  if (actor === null) return workspaces === 0 && !production
  return actor.role === 'admin' && actor.kind !== 'key'
}
