import { z } from 'zod'

export const teams = ['marketing', 'sales', 'joint', 'leadership', 'neutral'] as const
export type Team = (typeof teams)[number]
export const team = z.enum(teams)

export const recordKinds = ['contact', 'account', 'lead', 'deal'] as const
export type RecordKind = (typeof recordKinds)[number]
export const recordKind = z.enum(recordKinds)

/** Another record, named well enough to link to it. */
export const reference = z.object({ id: z.uuid(), name: z.string() }).meta({ id: 'Reference' })
export type Reference = z.infer<typeof reference>

/** A member as a mark on a record: the shape beside the name says the team. */
export const memberReference = reference.extend({ team }).meta({ id: 'MemberReference' })
export type MemberReference = z.infer<typeof memberReference>

/** Values of custom fields by their key. */
export const customValues = z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()]))
export type CustomValues = z.infer<typeof customValues>

/** The widest text that any field takes; each field's own limit is narrower or the same. */
export const fieldTextLengthMax = 10_000
/** The value of a field as somebody sends it. */
export const fieldInput = z.union([z.string().max(fieldTextLengthMax), z.number(), z.boolean(), z.null()])
/** Custom fields as somebody sends them. */
export const customInput = z.record(z.string(), fieldInput)

export const nextStepLengthMax = 300
export const nameLengthMax = 300
export const reasonLengthMax = 500

/** A reference from columns of an outer join; null where the join found nothing. */
export function referenceOrNull(id: string | null, name: string | null): Reference | null {
  return id === null || name === null ? null : { id, name }
}

/** A member from columns of an outer join; null where the join found nobody. */
export function memberOrNull(
  id: string | null,
  name: string | null,
  ofTeam: string | null,
): MemberReference | null {
  return id === null || name === null ? null : { id, name, team: oneOf(teams, ofTeam) }
}

/** Narrows a column that a CHECK holds to the same list; anything else is a bug worth stopping at. */
export function oneOf<const Choice extends string>(choices: readonly Choice[], value: string | null): Choice {
  const found = choices.find((choice) => choice === value)
  if (found === undefined) throw new Error(`unexpected value ${String(value)}`)
  return found
}

const customFilterLengthMax = 500
const customFiltersMax = 10
const oneCustomFilter = z.string().max(customFilterLengthMax)

/** Adds each custom field that is asked for, as in `custom=tier:3`. */
export const customFilter = z
  .union([oneCustomFilter, z.array(oneCustomFilter).max(customFiltersMax)])
  .transform((value) => (Array.isArray(value) ? value : [value]))
