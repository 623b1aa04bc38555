import { z } from 'zod'
import { keysOf } from './keys.ts'

/**
 * Every way in which Rapport refuses an act, with the HTTP status it travels under and the sentence a person
 * reads when the place of refusal gives no better one. The union is closed: a code that is not here does not exist.
 */
export const refusals = {
  'invalid-input': { status: 400, message: 'Some of what was sent cannot be used.' },
  'signed-out': { status: 401, message: 'Sign in to continue.' },
  'wrong-credentials': { status: 401, message: 'This mail address and password do not belong together.' },
  'not-allowed': { status: 403, message: 'Your role does not allow this.' },
  'not-found': { status: 404, message: 'There is nothing here, or it is not yours to see.' },
  'already-exists': { status: 409, message: 'Something with this key exists already.' },
  'changed-meanwhile': {
    status: 409,
    message: 'Somebody changed this in the meantime. Look at the new state first.',
  },
  'not-possible-now': { status: 409, message: 'The present state does not permit this.' },
  'too-large': { status: 413, message: 'This is larger than the limit.' },
  'unreadable-file': { status: 422, message: 'This file cannot be read.' },
  'too-many-attempts': { status: 429, message: 'Too many attempts. Wait a little and try again.' },
  'expired-link': { status: 410, message: 'This link has expired or was used before. Ask for a new one.' },
  'not-ready': { status: 503, message: 'Rapport is starting or a part of it is down. Try again shortly.' },
} as const satisfies Record<string, { status: number; message: string }>

export type RefusalCode = keyof typeof refusals

const refusalCodes = keysOf(refusals)

/** What a refused request answers with: the place names the field, row or parameter; the remedy says what to do. */
export const refusalView = z
  .object({
    error: z.object({
      code: z.enum([...refusalCodes, 'internal']),
      message: z.string(),
      place: z.string().optional(),
      remedy: z.string().optional(),
      details: z.array(z.object({ place: z.string(), message: z.string() })).optional(),
    }),
  })
  .meta({ id: 'Refusal' })

export type RefusalView = z.infer<typeof refusalView>
