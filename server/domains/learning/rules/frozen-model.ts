import { z } from 'zod'
import { columnsOf } from './design.ts'
import type { Design } from './design.ts'
import type { Fit } from './logistic.ts'
import type { Term } from './recipe.ts'
import { at } from './vectors.ts'

const numberTerm = z.object({
  kind: z.literal('number'),
  attribute: z.string(),
  centre: z.number(),
  scale: z.number(),
  blanks: z.boolean(),
  whole: z.boolean(),
})
const categoryTerm = z.object({
  kind: z.literal('category'),
  attribute: z.string(),
  base: z.string(),
  levels: z.array(z.string()),
  pooled: z.array(z.string()),
})

const frozenColumn = z.object({
  attribute: z.string(),
  level: z.string().nullable(),
  /** For one unit of the original scale; null where the column says what earlier ones say already. */
  coefficient: z.number().nullable(),
  standardError: z.number().nullable(),
  /** On the scale of the design, with the mean of the column over the records of the training. */
  inner: z.number(),
  mean: z.number(),
})

/** What a trained model is: how records are read, and what each column counts. It never changes. */
export const frozenModel = z.object({
  recipe: z.array(z.discriminatedUnion('kind', [numberTerm, categoryTerm])),
  columns: z.array(frozenColumn),
})
export type FrozenModel = z.infer<typeof frozenModel>

/** Keeps what a fit found, with the averages that contributions are told from. */
export function freeze(recipe: readonly Term[], design: Design, fit: Fit): FrozenModel {
  const means = meansOf(design)
  const columns = fit.columns.map((column, place) => ({
    attribute: column.attribute,
    level: column.level,
    coefficient: column.coefficient,
    standardError: column.standardError,
    inner: at(fit.inner, place),
    mean: at(means, place),
  }))
  return { recipe: recipe.map((term) => mutable(term)), columns }
}

function mutable(term: Term): FrozenModel['recipe'][number] {
  if (term.kind === 'number') return { ...term }
  return { ...term, levels: [...term.levels], pooled: [...term.pooled] }
}

function meansOf({ columns, rows, places, values, starts }: Design): Float64Array {
  const sums = new Float64Array(columns.length)
  const end = at(starts, rows)
  for (let one = 0; one < end; one += 1) sums[at(places, one)] = at(sums, at(places, one)) + at(values, one)
  return sums.map((sum) => sum / Math.max(1, rows))
}

/** Whether the columns of a model are those that its recipe leads to. */
export function fitsTogether({ recipe, columns }: FrozenModel): boolean {
  const wanted = columnsOf(recipe)
  return (
    wanted.length === columns.length &&
    wanted.every(({ attribute, level }, place) => {
      const column = columns[place]
      return column?.attribute === attribute && column.level === level
    })
  )
}
