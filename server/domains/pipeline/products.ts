import { v7 as uuid } from 'uuid'
import type { EndpointParsed } from '../../../contract/endpoint.ts'
import { nameKey } from '../../../contract/names.ts'
import { pricePeriods, productsMax } from '../../../contract/products.ts'
import type { changeProduct, createProduct, ProductView } from '../../../contract/products.ts'
import { oneOf } from '../../../contract/records.ts'
import { notFound, Refusal } from '../../platform/refusal.ts'
import type { Scope } from '../../platform/scope.ts'
import { record } from '../journal/index.ts'
import { canKeepProducts } from './policy.ts'
import { insertProduct, selectProducts, updateProduct } from './products.store.ts'
import type { ProductRow } from './products.store.ts'

/** Products that deals name and profiles say fit, by name. */
export async function products(scope: Scope): Promise<ProductView[]> {
  return (await selectProducts(scope, { limit: productsMax })).map(presentProduct)
}

/** Adds a product. Refuses a name that one has already, in whatever spelling. */
export async function addProduct(
  scope: Scope,
  body: EndpointParsed<typeof createProduct>['body'],
): Promise<ProductView> {
  if (!canKeepProducts(scope.actor)) throw new Refusal('not-allowed')
  const { name, description = '', listPrice = null, pricePeriod = null } = body
  const id = uuid()
  const product = { id, name, nameKey: nameKey(name), description, listPrice, pricePeriod, archivedAt: null }
  if (!(await insertProduct(scope, product))) throw nameTaken()
  await record(scope, { kind: 'product.added', subjectKind: 'product', subjectId: id, payload: { name } })
  return heldProduct(scope, id)
}

/** Changes what is said of a product. Refuses `not-found`, and a name that another has. */
export async function amendProduct(
  scope: Scope,
  id: string,
  { archived, ...change }: EndpointParsed<typeof changeProduct>['body'],
): Promise<ProductView> {
  if (!canKeepProducts(scope.actor)) throw new Refusal('not-allowed')
  const held = await heldProduct(scope, id, { lock: true })
  const archivedAt = archivedFrom(held, archived, scope.now)
  const { name, description, listPrice, pricePeriod } = { ...held, ...change }
  const product = { id, name, nameKey: nameKey(name), description, listPrice, pricePeriod, archivedAt }
  if (!(await updateProduct(scope, product))) throw nameTaken()
  await record(scope, {
    kind: 'product.changed',
    subjectKind: 'product',
    subjectId: id,
    payload: { ...change, ...(archived === undefined ? {} : { archived }) },
  })
  return heldProduct(scope, id)
}

function archivedFrom({ archivedAt }: ProductView, archived: boolean | undefined, now: Date): Date | null {
  const before = archivedAt === null ? null : new Date(archivedAt)
  if (archived === undefined) return before
  return archived ? (before ?? now) : null
}

async function heldProduct(scope: Scope, id: string, { lock = false } = {}): Promise<ProductView> {
  const [row] = await selectProducts(scope, { id, lock, limit: 1 })
  if (row === undefined) throw notFound('product')
  return presentProduct(row)
}

function nameTaken(): Refusal {
  return new Refusal('already-exists', {
    place: 'name',
    message: 'A product has this name already, perhaps in another spelling or archived.',
  })
}

function presentProduct(row: ProductRow): ProductView {
  return {
    id: row.id,
    name: row.name,
    description: row.description,
    series: row.series,
    listPrice: row.list_price,
    pricePeriod: row.price_period === null ? null : oneOf(pricePeriods, row.price_period),
    archivedAt: row.archived_at?.toISOString() ?? null,
  }
}
