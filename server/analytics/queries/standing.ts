/** What every answer says beside its figures. */
import { z } from 'zod'
import { patience } from './funnel.ts'
import { query } from './query.ts'

export const workspaceStanding = query({
  name: 'workspaceStanding',
  parameters: z.object({}),
  row: z.object({ currency: z.string(), censor_days: z.number().nullable() }),
  statement: () => ({ text: `select currency, (${patience}) as censor_days from workspace` }),
})

export const mainStages = query({
  name: 'mainStages',
  parameters: z.object({}),
  row: z.object({
    id: z.number().int(),
    key: z.string(),
    name: z.string(),
    buyer_step: z.string(),
    team: z.string(),
    position: z.number().int(),
    won: z.boolean(),
  }),
  statement: () => ({
    text: `select s.id, s.key, s.name, s.buyer_step, s.team, s.position, s.won
           from ranks r join stages s on s.id = r.stage_id order by r.rank`,
  }),
})

export type MainStageRow = z.output<typeof mainStages.row>
