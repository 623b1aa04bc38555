import { touchInput } from '../../../contract/touches.ts'
import type { TouchInput } from '../../../contract/touches.ts'
import { externalKey, mailKey, phoneKey } from '../contacts/index.ts'
import type { Recognised, Sought } from '../contacts/index.ts'

/** Clocks differ a little; what lies further ahead has not happened. */
const aheadMsMax = 5 * 60 * 1000

/** Why a touch cannot be used, where, and what can be done. */
export type Problem = { readonly place: string; readonly message: string; readonly remedy: string }

/** Reads one touch of a batch, or says what is wrong with it. */
export function readItem(given: unknown, now: Date): { readonly input: TouchInput } | Problem {
  const read = touchInput.safeParse(given)
  if (!read.success) {
    const [issue] = read.error.issues
    const place = issue?.path.map(String).join('.') || 'touch'
    return {
      place,
      message: `${place}: ${issue?.message ?? 'is not usable'}`,
      remedy: 'Correct it and send it again.',
    }
  }
  const { occurredAt, email } = read.data
  if (new Date(occurredAt).getTime() > now.getTime() + aheadMsMax) {
    return {
      place: 'occurredAt',
      message: 'This touch lies in the future.',
      remedy: 'Send it once it has happened, and check the clock and time zone of the sender.',
    }
  }
  if (email !== undefined && mailKey(email) === null) {
    return {
      place: 'email',
      message: `${email} is no mail address.`,
      remedy: 'Correct it, or name the person otherwise.',
    }
  }
  return { input: read.data }
}

/** Whom a touch is of, by normalised keys. */
export function soughtOf(input: TouchInput, country: string | null): Sought {
  const { contactId, contactExternalId, source, email, phone, name } = input
  return {
    id: contactId,
    external: contactExternalId === undefined ? undefined : externalKey(source, contactExternalId),
    email: email === undefined ? undefined : (mailKey(email) ?? undefined),
    phone: phone === undefined ? undefined : (phoneKey(phone, country) ?? undefined),
    name,
  }
}

const problems: Readonly<Record<Extract<Recognised, { problem: string }>['problem'], Problem>> = {
  'unknown-id': {
    place: 'contactId',
    message: 'There is no such contact.',
    remedy: 'Name the person by mail or outside id instead; they are then made.',
  },
  'unknown-phone': {
    place: 'phone',
    message: 'Nobody is known by this number.',
    remedy: 'Add a mail or an outside id; the person is then made.',
  },
  'shared-phone': {
    place: 'phone',
    message: 'Several people share this number.',
    remedy: 'Say who it was by mail, outside id or contactId.',
  },
  'nobody-named': {
    place: 'contactId',
    message: 'Nothing says whose touch this is, or the number given is none.',
    remedy: 'Give a contactId, an email, a phone with its country prefix, or a contactExternalId.',
  },
}

export function describeProblem(problem: keyof typeof problems): Problem {
  return problems[problem]
}
