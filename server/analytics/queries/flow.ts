/** From first touch to revenue: how many leads of each source came how far, and what they brought. */
import { z } from 'zod'
import { funnelFilters, groupings, leadConditions, leadsIn } from './lead-groups.ts'
import { allOf, query } from './query.ts'

/** Revenue in cents, so that sums of it stay exact; null where no deal was won. The same order each time. */
export const flowCounts = query({
  name: 'flowCounts',
  parameters: z.object({ filters: funnelFilters, source: z.enum(['channel', 'origin', 'campaign']) }),
  row: z.object({
    key: z.string().nullable(),
    label: z.string().nullable(),
    reached: z.number().int(),
    left_line: z.boolean(),
    leads: z.number().int(),
    revenue_cents: z.number().int().nullable(),
  }),
  statement: ({ filters, source }) => {
    const conditions = leadConditions(filters)
    const { key, text, label = text, names = '' } = groupings[source]
    return {
      text: `
        with counted as (
          select ${key} as key, f.reached, f.left_line, count(*) as leads, (sum(f.won_amount) * 100)::bigint as revenue_cents
          from ${leadsIn('lead_facts', source)} where ${allOf(conditions)} group by ${key}, f.reached, f.left_line)
        select ${text}::varchar as key, ${label}::varchar as label, e.* exclude (key)
        from counted e ${names} order by 1 nulls last, e.reached, e.left_line`,
      values: conditions.values,
    }
  },
})
