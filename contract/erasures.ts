import { z } from 'zod'
import { apiPrefix, day, endpoint, idParams, instant } from './endpoint.ts'
import { keysOf } from './keys.ts'
import { memberReference, nameLengthMax } from './records.ts'

/** Why a person is erased, by the grounds that privacy law knows. */
export const erasureReasons = {
  request: 'The person asked for it',
  consent_withdrawn: 'The person withdrew their consent',
  objection: 'The person objected',
  no_longer_needed: 'The data is not needed any more',
  unlawful: 'The data should not have been kept',
  legal_duty: 'The law demands it',
} as const

/** What an erased person is called wherever a figure opens to them. */
export const erasedName = 'Erased person'

export const erasureReason = z.enum(keysOf(erasureReasons))
export type ErasureReason = z.infer<typeof erasureReason>

/** That a person was erased, when, by whom and why; it names nobody. */
export const erasureNote = z
  .object({
    at: instant,
    by: memberReference.nullable(),
    reason: erasureReason,
    requestedOn: day.describe('When the person asked, or when the reason arose.'),
  })
  .meta({ id: 'Erasure' })
export type ErasureNote = z.infer<typeof erasureNote>

const count = z.number().int()

export const eraseContact = endpoint({
  id: 'eraseContact',
  method: 'POST',
  path: `${apiPrefix}/contacts/{id}/erasure`,
  summary: 'Erase a person for good, at their request or for another lawful reason; admins only',
  description:
    'It cannot be undone. Names, mails, phone numbers, outside ids, company, job, place, fields of your own, notes, ' +
    'next steps, reasons, what touches said in detail, the history of all these and the values of refused rows go, of ' +
    'the person and of everybody who was merged into them. Files that brought the person are removed; the undo of an ' +
    'import or of a merge brings nothing back. What figures rest on stays without a name, so that no figure that the ' +
    'teams agreed on changes: that a lead entered, from which origin and campaign, and which stages it passed; that a ' +
    'touch of some kind happened in a channel; points that were given; deals with their amounts, whose texts go where ' +
    'they name the person; and of leads and deals the numbers, yes-or-no values, amounts and choices in fields of ' +
    'your own. Other uploaded files are not searched and are removed by themselves; texts that were written of the ' +
    'person elsewhere, such as comments on agreements, and backups are not searched either. Who comes again with the ' +
    'same mail address is somebody new.',
  tag: 'Contacts',
  params: idParams,
  body: z.object({
    name: z
      .string()
      .trim()
      .min(1)
      .max(nameLengthMax)
      .describe('The name as the record shows it, so that nobody is erased by a mistaken id.'),
    reason: erasureReason,
    requestedOn: day.describe('Not in the future.'),
  }),
  response: z.object({
    contactId: z.uuid(),
    eventId: count,
    erasedAt: instant,
    erased: z.object({
      records: count.describe('The person and all who were merged into them.'),
      identities: count.describe('Mails, phone numbers and outside ids.'),
      changes: count.describe('Rows of the history of their attributes.'),
      touches: count.describe('Kept without what they said in detail.'),
      leads: count.describe('Kept without texts.'),
      deals: count.describe('Kept without texts that name the person.'),
      refusedRows: count.describe('Lines of import reports whose values are gone.'),
    }),
    filesRemoved: z.array(z.object({ importId: count, fileName: z.string() })),
  }),
  refusals: ['not-allowed', 'not-found', 'not-possible-now'],
})
