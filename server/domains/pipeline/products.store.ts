import { sql } from 'kysely'
import type { Scope } from '../../platform/database.ts'

export type ProductRow = {
  readonly id: string
  readonly name: string
  readonly description: string
  readonly series: string | null
  readonly list_price: string | null
  readonly price_period: string | null
  readonly archived_at: Date | null
}

type ProductsAsked = { readonly id?: string; readonly lock?: boolean; readonly limit: number }

/** Products by name, or the one that is named; a lock holds them until the transaction ends. */
export async function selectProducts(
  scope: Scope,
  { id, lock, limit }: ProductsAsked,
): Promise<ProductRow[]> {
  const found = await sql<ProductRow>`
    select id, name, description, series, list_price, price_period, archived_at from products
    where workspace_id = ${scope.workspaceId} and ${id === undefined ? sql`true` : sql`id = ${id}`}
    order by name, id limit ${limit} ${lock === true ? sql`for update` : sql``}`.execute(scope.tx)
  return found.rows
}

export type KeptProduct = {
  readonly id: string
  readonly name: string
  readonly nameKey: string
  readonly description: string
  readonly listPrice: string | null
  readonly pricePeriod: string | null
  readonly archivedAt: Date | null
}

/** Puts a product down; answers false where its name is taken. */
export async function insertProduct(scope: Scope, product: KeptProduct): Promise<boolean> {
  const { id, name, nameKey, description, listPrice, pricePeriod } = product
  const made = await sql`
    insert into products (workspace_id, id, name, name_key, description, list_price, price_period, created_at)
    values (${scope.workspaceId}, ${id}, ${name}, ${nameKey}, ${description}, ${listPrice}::numeric, ${pricePeriod}, ${scope.now})
    on conflict do nothing returning id`.execute(scope.tx)
  return made.rows.length > 0
}

/** Writes what a product is from now on; answers false where another has its name. */
export async function updateProduct(scope: Scope, product: KeptProduct): Promise<boolean> {
  const { id, name, nameKey, description, listPrice, pricePeriod, archivedAt } = product
  const made = await sql`
    update products set name = ${name}, name_key = ${nameKey}, description = ${description},
      list_price = ${listPrice}::numeric, price_period = ${pricePeriod}, archived_at = ${archivedAt}, changed_xid = rapport_xid()
    where workspace_id = ${scope.workspaceId} and id = ${id} and not exists (
      select from products other where other.workspace_id = ${scope.workspaceId} and other.name_key = ${nameKey} and other.id <> ${id})
    returning id`.execute(scope.tx)
  return made.rows.length > 0
}
