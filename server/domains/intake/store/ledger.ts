import type { Relation } from './relation.ts'

/** The kinds of record whose attributes the ledger follows. */
export type LedgerKind = 'contact' | 'account' | 'lead' | 'deal' | 'campaign' | 'member' | 'product'

/** Attributes of a staged row that are filled, as one JSON object: standard fields and custom ones side by side. */
export function filledAttributes(relation: Relation, row: string): string {
  const pairs = attributePairs(relation, (column) => jsonOf(relation, column, row))
  const standard = `jsonb_strip_nulls(jsonb_build_object(${pairs}))`
  return hasCustom(relation) ? `${standard} || ${customObject(`${row}.custom`)}` : standard
}

/** Of the attributes that the staged row `s` fills: those which the standing row `t` leaves blank. */
export function blanksFilled(relation: Relation): string {
  const pairs = attributePairs(
    relation,
    (c) => `case when t."${c}" is null then ${jsonOf(relation, c, 's')} end`,
  )
  const standard = `jsonb_strip_nulls(jsonb_build_object(${pairs}))`
  return hasCustom(relation)
    ? `${standard} || ${customWhere("not coalesce(t.custom, '{}') ? e.key")}`
    : standard
}

/** Of the attributes that the staged row `s` fills: those which say something else than the standing row `t`. */
export function valuesReplaced(relation: Relation): string {
  const pairs = attributePairs(
    relation,
    (c) => `case when s."${c}" <> t."${c}" then ${jsonOf(relation, c, 's')} end`,
  )
  const standard = `jsonb_strip_nulls(jsonb_build_object(${pairs}))`
  return hasCustom(relation)
    ? `${standard} || ${customWhere('t.custom ? e.key and t.custom -> e.key <> e.value')}`
    : standard
}

/** What stood before, for the attributes that are replaced. */
export function valuesBefore(relation: Relation): string {
  const pairs = attributePairs(
    relation,
    (c) => `case when s."${c}" <> t."${c}" then ${jsonOf(relation, c, 't')} end`,
  )
  const standard = `jsonb_strip_nulls(jsonb_build_object(${pairs}))`
  if (!hasCustom(relation)) return standard
  return `${standard} || coalesce((select jsonb_object_agg('custom.' || e.key, t.custom -> e.key)
    from jsonb_each(s.custom) e where t.custom ? e.key and t.custom -> e.key <> e.value), '{}')`
}

/** The keys of an object, each with the value nothing. */
export function nothingBefore(filled: string): string {
  return `coalesce((select jsonb_object_agg(k, null::text) from jsonb_object_keys(${filled}) k), '{}')`
}

export function hasCustom(relation: Relation): boolean {
  return 'custom' in relation.columns
}

function attributePairs(relation: Relation, valueOf: (column: string) => string): string {
  const entries = Object.entries(relation.attributes ?? {})
  return entries.map(([column, name]) => `'${name}', ${valueOf(column)}`).join(', ')
}

/** Decimals stand in the ledger as text, so that no reader turns money into a float. */
function jsonOf(relation: Relation, column: string, row: string): string {
  const type = relation.columns[column] ?? 'text'
  if (type.startsWith('numeric')) return `${row}."${column}"::text`
  // A contact without a name has the empty one, which says nothing.
  if (type === 'text') return `nullif(${row}."${column}", '')`
  return `${row}."${column}"`
}

function customObject(custom: string): string {
  return `case when ${custom} is null then '{}' else (select coalesce(jsonb_object_agg('custom.' || e.key, e.value), '{}') from jsonb_each(${custom}) e) end`
}

function customWhere(condition: string): string {
  return `coalesce((select jsonb_object_agg('custom.' || e.key, e.value) from jsonb_each(s.custom) e where ${condition}), '{}')`
}
