import { nameKey } from '../../../../contract/names.ts'
import type { ProductFound } from '../store/lookups/pipeline.ts'
import type { NewRow } from './batch.ts'
import type { Ground } from './context.ts'
import { cut } from './row.ts'

const nameLengthMax = 200

/** Products by name; spellings that differ in case, spaces and punctuation are one product. */
export class Products {
  readonly #ground: Ground
  readonly #byKey = new Map<string, { readonly id: string; readonly name: string }>()

  constructor(ground: Ground, found: readonly ProductFound[]) {
    this.#ground = ground
    for (const product of found) this.#byKey.set(product.name_key, product)
  }

  find(name: string): { readonly id: string; readonly name: string } | undefined {
    return this.#byKey.get(nameKey(name))
  }

  named(name: string | null): { readonly id: string; readonly name: string } | null {
    if (name === null) return null
    return this.find(name) ?? this.add(name, {})
  }

  add(written: string, more: NewRow): { readonly id: string; readonly name: string } {
    const product = { id: this.#ground.newId(), name: cut(written, nameLengthMax) }
    const row = { ...product, name_key: nameKey(written), created_at: this.#ground.at, ...more }
    this.#ground.batch.insert('products', row)
    this.#byKey.set(nameKey(written), product)
    return product
  }
}
