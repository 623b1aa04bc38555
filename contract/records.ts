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

export const nextStepLengthMax = 300
export const nameLengthMax = 300
export const reasonLengthMax = 500
