import { sellers } from './cast.ts'
import { monthsBefore } from './campaigns.ts'
import type { Chance } from './random.ts'
import * as words from './words.ts'

export type SampleAccount = {
  readonly id: string
  readonly name: string
  readonly domain: string
  readonly industry: string
  readonly segment: string
  readonly employees: number
  readonly city: string
  readonly country: string
  readonly owner: string
  readonly createdAt: Date
  /** How likely its people move on, as a factor. */
  readonly quality: number
}

export type SampleContact = {
  readonly id: string
  readonly firstName: string
  readonly lastName: string
  readonly email: string
  readonly phone: string
  readonly title: string
  readonly account: SampleAccount | null
  readonly createdAt: Date
}

export const accountCount = 2500
export const contactCount = 12_000
export const historyMonths = 18
const privateShare = 0.03
const blankPhoneShare = 0.35
/** Every so many people somebody was typed in twice: the same name at the same company with another mail. */
const duplicateEvery = 400

const sizes = [
  { segment: 'Small', low: 12, high: 99, weight: 52, quality: 0.7 },
  { segment: 'Mid-size', low: 100, high: 999, weight: 37, quality: 1.35 },
  { segment: 'Enterprise', low: 1000, high: 18_000, weight: 11, quality: 1 },
] as const

/** The companies, known since some time within the history or before it. */
export function sampleAccounts(chance: Chance, now: Date): SampleAccount[] {
  const names = companyNames(chance)
  return names.map((name, index) => account(chance, { name, index, now }))
}

function account(
  chance: Chance,
  { name, index, now }: { name: string; index: number; now: Date },
): SampleAccount {
  const size = chance.weighted(sizes)
  const industry = chance.weighted(words.industries)
  const place = chance.weighted(words.cities)
  return {
    id: `A-${String(index + 1).padStart(5, '0')}`,
    name: `${name} ${chance.pick(words.legalForms)}`,
    domain: `${name.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-')}.example`,
    industry: industry.name,
    segment: size.segment,
    employees: chance.whole(size.low, size.high),
    city: place.city,
    country: place.country,
    owner: chance.weighted(sellers).name,
    createdAt: somewhen(chance, now),
    quality: size.quality * industry.quality,
  }
}

/** Two words make 2,280 names; the rest carry their town, as companies of one family do. */
function companyNames(chance: Chance): string[] {
  const pairs = words.companyFirstWords.flatMap((first) =>
    words.companySecondWords.map((second) => `${first} ${second}`),
  )
  const shuffled = pairs.map((name) => ({ name, rank: chance.next() })).toSorted((a, b) => a.rank - b.rank)
  const plain = shuffled.slice(0, accountCount).map(({ name }) => name)
  const missing = accountCount - plain.length
  const towns = plain.slice(0, missing).map((name) => `${name} ${chance.pick(words.cities).city}`)
  return [...plain, ...towns]
}

/** The people: most work at a company, a few are known by a private mail address only. */
export function sampleContacts(
  chance: Chance,
  accounts: readonly SampleAccount[],
  now: Date,
): SampleContact[] {
  const people: SampleContact[] = []
  for (let index = 0; index < contactCount; index++) {
    const previous = people.at(-1)
    const twice = index % duplicateEvery === duplicateEvery - 1 && previous !== undefined
    people.push(twice ? typedTwice(previous, index) : contact(chance, { accounts, index, now }))
  }
  return people
}

function contact(
  chance: Chance,
  { accounts, index, now }: { accounts: readonly SampleAccount[]; index: number; now: Date },
): SampleContact {
  const [firstName, lastName] = [chance.pick(words.firstNames), chance.pick(words.lastNames)]
  const employer = chance.happens(privateShare) ? null : chance.pick(accounts)
  const name = `${firstName}.${lastName}`.toLowerCase()
  return {
    id: contactId(index),
    firstName,
    lastName,
    // The running number keeps two people of one name at one company apart.
    email: employer === null ? `${name}${index}@mailbox.example` : `${name}.${index}@${employer.domain}`,
    phone: chance.happens(blankPhoneShare) ? '' : `+4930${String(2_000_000 + index * 7)}`,
    title: chance.pick(words.jobTitles),
    account: employer,
    createdAt: somewhen(chance, now),
  }
}

function typedTwice(previous: SampleContact, index: number): SampleContact {
  const initial = previous.firstName.slice(0, 1).toLowerCase()
  const domain = previous.account?.domain ?? 'mailbox.example'
  return {
    ...previous,
    id: contactId(index),
    email: `${initial}${previous.lastName.toLowerCase()}${index}@${domain}`,
  }
}

function contactId(index: number): string {
  return `C-${String(index + 1).padStart(6, '0')}`
}

function somewhen(chance: Chance, now: Date): Date {
  const start = monthsBefore(now, historyMonths).getTime()
  return new Date(start + chance.next() ** 0.8 * (now.getTime() - start) * 0.98)
}
