import { z } from 'zod'
import { amount, apiPrefix, endpoint, idParams, instant } from './endpoint.ts'

const tag = 'Pipeline'
const nameLengthMax = 200
export const productDescriptionLengthMax = 2000
/** How many products are listed: those whose names come first. */
export const productsMax = 1000

/** What a list price is paid for. */
export const pricePeriods = ['once', 'month', 'quarter', 'year'] as const
export type PricePeriod = (typeof pricePeriods)[number]

export const productView = z
  .object({
    id: z.uuid(),
    name: z.string(),
    description: z.string(),
    series: z.string().nullable(),
    listPrice: amount.nullable().describe('In the currency of the workspace.'),
    pricePeriod: z
      .enum(pricePeriods)
      .nullable()
      .describe('What the price is paid for; null where nobody said.'),
    archivedAt: instant
      .nullable()
      .describe('It is not offered any more; deals and agreements keep naming it.'),
  })
  .meta({ id: 'Product' })
export type ProductView = z.infer<typeof productView>

const parts = z.object({
  name: z.string().trim().min(1).max(nameLengthMax),
  description: z.string().trim().max(productDescriptionLengthMax),
  listPrice: amount.refine((price) => !price.startsWith('-'), 'is not below zero').nullable(),
  pricePeriod: z.enum(pricePeriods).nullable(),
})

export const listProducts = endpoint({
  id: 'listProducts',
  method: 'GET',
  path: `${apiPrefix}/products`,
  summary: 'Products that deals name and that customer profiles say fit, the archived included',
  tag,
  response: z.object({ items: z.array(productView) }),
})

export const createProduct = endpoint({
  id: 'createProduct',
  method: 'POST',
  path: `${apiPrefix}/products`,
  summary: 'Add a product',
  tag,
  body: parts.partial().required({ name: true }),
  response: productView,
  status: 201,
  refusals: ['not-allowed', 'already-exists'],
})

export const changeProduct = endpoint({
  id: 'changeProduct',
  method: 'PATCH',
  path: `${apiPrefix}/products/{id}`,
  summary: 'Change a product, archive it, or offer it again',
  tag,
  params: idParams,
  body: parts.partial().extend({ archived: z.boolean().optional() }),
  response: productView,
  refusals: ['not-allowed', 'not-found', 'already-exists'],
})
