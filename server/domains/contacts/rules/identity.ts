import { isSupportedCountry, parsePhoneNumberFromString } from 'libphonenumber-js/min'
import { getDomain } from 'tldts'
import { isFreemail } from '../../../../contract/freemail.ts'

const mailLengthMax = 254

/** The form that browsers accept for an address (HTML standard), with at least one dot in the domain. */
const mailText =
  /^[a-z0-9.!#$%&'*+/=?^_`{|}~\u00A1-\uFFFF-]+@[a-z0-9\u00A1-\uFFFF](?:[a-z0-9\u00A1-\uFFFF-]{0,61}[a-z0-9\u00A1-\uFFFF])?(?:\.[a-z0-9\u00A1-\uFFFF](?:[a-z0-9\u00A1-\uFFFF-]{0,61}[a-z0-9\u00A1-\uFFFF])?)+$/

/** One mail address in its normal form, in small letters; null where the text is none. */
export function mailKey(text: string): string | null {
  const mail = text.trim().toLowerCase()
  if (mail.length > mailLengthMax || !mailText.test(mail)) return null
  return mail.includes('..') || mail.startsWith('.') || mail.includes('.@') ? null : mail
}

/** A phone number as E.164; one without a country prefix is one of `country`. Null where it cannot be dialled. */
export function phoneKey(text: string, country: string | null): string | null {
  const home = country !== null && isSupportedCountry(country) ? country : undefined
  const number = parsePhoneNumberFromString(international(text.trim()), home)
  return number?.isPossible() === true ? number.number : null
}

/** `0049 …` is a way to write `+49 …`; `+49 (0)30` carries a zero that is not dialled. */
function international(text: string): string {
  return text.replace(/^00(?=[1-9])/, '+').replace(/^(\+.*?)\(0\)/, '$1')
}

/** The company's domain behind a mail address or web address; null for providers for everybody and for no domain. */
export function companyDomain(text: string): string | null {
  const host = text.includes('@') && !text.includes('://') ? text.slice(text.lastIndexOf('@') + 1) : text
  const domain = getDomain(host.trim(), { allowIcannDomains: true, validateHostname: true })?.toLowerCase()
  return domain === undefined || isFreemail(domain) ? null : domain
}

/** The key of an id that another system gave. */
export function externalKey(source: string | undefined, id: string): string {
  return `${source ?? 'api'}:${id}`
}
