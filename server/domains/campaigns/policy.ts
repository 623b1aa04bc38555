import type { Actor } from '../../platform/scope.ts'

/** Campaigns are marketing's; those who belong to both teams may run them too, and so may admins. */
export const mayRunCampaigns = (actor: Actor): boolean =>
  actor.role === 'admin' || (actor.role === 'member' && actor.team !== 'sales' && actor.team !== 'neutral')
