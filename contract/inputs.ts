import { z } from 'zod'

export const roles = ['admin', 'member', 'viewer'] as const
export type Role = (typeof roles)[number]
export const role = z.enum(roles)

export const passwordLengthMin = 10
export const passwordLengthMax = 128

/** One line of words: no control characters, so that a name can stand in the head of a mail. */
export const line = (lengthMax: number) =>
  z
    .string()
    .trim()
    .min(1)
    .max(lengthMax)
    .regex(/^[^\p{Cc}]*$/u, 'must be one line')
export const mailAddress = z.string().trim().toLowerCase().max(320).pipe(z.email())
export const newPassword = z.string().min(passwordLengthMin).max(passwordLengthMax)
export const currency = z.string().regex(/^[A-Z]{3}$/, 'must be a code of three letters, such as EUR')
export const timeZone = z.string().max(60).refine(isTimeZone, 'must be a time zone such as Europe/Berlin')
export const locale = z.string().max(35).refine(isLocale, 'must be a language tag such as en or de-AT')
export const slug = z.string().regex(/^[a-z0-9][a-z0-9-]{0,62}$/, 'must be small letters, digits and hyphens')

function isTimeZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== ''
  } catch {
    return false
  }
}

function isLocale(tag: string): boolean {
  try {
    return Intl.getCanonicalLocales(tag).length === 1
  } catch {
    return false
  }
}
