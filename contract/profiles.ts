import { z } from 'zod'
import { committeeRole } from './criteria.ts'
import { amount, apiPrefix, endpoint, idParams, instant, pageOf, pageQuery } from './endpoint.ts'
import { reference } from './records.ts'

const tag = 'Profiles'

/** How many profiles are shown and counted: those whose names come first. */
export const profilesMax = 40
/** How long counting who belongs to the profiles may take before it is given up; a million people take some twenty. */
export const coverageSecondsMax = 45
/** Fit is told in steps of so many points; the last step has the full hundred in it. */
export const fitStepPoints = 20

/** A customer profile that binds today, as its agreement says it. */
export const profileView = z
  .object({
    id: z.uuid().describe('The agreement.'),
    name: z.string(),
    versionId: z.number().int(),
    number: z.number().int(),
    inForceFrom: instant,
    sentence: z.string().describe('Who belongs to it, in English.'),
    persona: z.string(),
    concerns: z.array(z.string()),
    products: z.array(reference).describe('Products that fit.'),
    decides: z.array(committeeRole).describe('Roles in the buying committee.'),
  })
  .meta({ id: 'Profile' })
export type ProfileView = z.infer<typeof profileView>

export const listProfiles = endpoint({
  id: 'listProfiles',
  method: 'GET',
  path: `${apiPrefix}/profiles`,
  summary: 'The customer profiles in force: who belongs, what concerns them, what fits, who decides',
  tag,
  response: z.object({
    items: z.array(profileView).max(profilesMax),
    more: z.number().int().describe('Profiles in force beyond those listed.'),
  }),
})

export const showProfile = endpoint({
  id: 'showProfile',
  method: 'GET',
  path: `${apiPrefix}/profiles/{id}`,
  summary: 'One customer profile in force',
  tag,
  params: idParams,
  response: profileView,
  refusals: ['not-found'],
})

/** How much of the market it is. The revenue is that of the won deals. */
const marketCounts = z.object({
  contacts: z.number().int(),
  accounts: z.number().int(),
  leads: z.number().int(),
  wonDeals: z.number().int(),
  amount: amount.nullable().describe('Revenue of the won deals in the currency of the workspace.'),
})
export type MarketCounts = z.infer<typeof marketCounts>

const fitStep = z.object({
  from: z.number().int(),
  to: z.number().int().describe('Inclusive.'),
  people: z.number().int(),
})

export const readCoverage = endpoint({
  id: 'readCoverage',
  method: 'GET',
  path: `${apiPrefix}/profiles/coverage`,
  summary: 'How much of the market falls in each customer profile, in several, and in none',
  description:
    'Judges everybody at once by the profiles in force now. A person falls in a profile when they, or any of their ' +
    'passes through the funnel, fulfil its criteria; a company with any of its people; a lead by itself; a won deal ' +
    'with its lead, without one with its person, without that with its company. Scores are those of the last judgement.',
  tag,
  response: z.object({
    at: instant,
    currency: z.string(),
    total: marketCounts,
    profiles: z
      .array(
        z.object({
          profile: reference,
          counts: marketCounts,
          fit: z
            .object({ steps: z.array(fitStep), unscored: z.number().int() })
            .nullable()
            .describe('Where the fit of its people lies. Null: no scoring in force gives points for fit.'),
        }),
      )
      .max(profilesMax),
    several: marketCounts.describe('What falls in two profiles or more; each of these counts it too.'),
    none: marketCounts,
    otherCurrencies: z.number().int().describe('Won deals in other currencies, whose revenue is left out.'),
  }),
  refusals: ['not-possible-now'],
})

/** A person, a company, a lead or a won deal in a profile. */
export const profileMember = z
  .object({
    id: z.uuid(),
    name: z.string().describe('Of a lead, the name of its person.'),
    title: z.string().nullable().describe('The job title of a person, the industry of a company.'),
    contactId: z.uuid().nullable().describe('Whose lead it is.'),
    account: reference.nullable(),
    stageId: z.number().int().nullable(),
    fit: z.number().int().nullable().describe('As of the last judgement; of a person only.'),
    people: z.number().int().nullable().describe('People of the company who fulfil it.'),
    amount: amount.nullable().describe('Of a won deal, in its own currency.'),
    currency: z.string().nullable(),
  })
  .meta({ id: 'ProfileMember' })
export type ProfileMember = z.infer<typeof profileMember>

export const profileMemberKinds = ['contacts', 'accounts', 'leads', 'wonDeals'] as const

const membersQuery = pageQuery.extend({
  of: z.enum(profileMemberKinds).default('contacts'),
  cursor: z.uuid().optional().describe('Where the previous page ended; from its `nextCursor`.'),
})

export const listProfileMembers = endpoint({
  id: 'listProfileMembers',
  method: 'GET',
  path: `${apiPrefix}/profiles/{id}/members`,
  summary:
    'The people, companies, leads or won deals in a customer profile now, in the order in which they were met',
  tag,
  params: idParams,
  query: membersQuery,
  response: pageOf(profileMember),
  refusals: ['not-found', 'not-possible-now'],
})

/** What the coverage counts beside the profiles. */
export const marketParts = ['several', 'none', 'all'] as const
export type MarketPart = (typeof marketParts)[number]

export const listMarketMembers = endpoint({
  id: 'listMarketMembers',
  method: 'GET',
  path: `${apiPrefix}/profiles/market/{part}/members`,
  summary: 'Exactly whom the coverage counts in several profiles, in none, or in the whole market',
  tag,
  params: z.object({ part: z.enum(marketParts) }),
  query: membersQuery,
  response: pageOf(profileMember),
  refusals: ['not-possible-now'],
})

/** How many people are asked about at once: a page of a list. */
export const membershipsMax = 100

export const listMemberships = endpoint({
  id: 'listMemberships',
  method: 'GET',
  path: `${apiPrefix}/profiles/memberships`,
  summary: 'Which customer profiles these people fall in now',
  description: `Of at most ${membershipsMax} people at once, by themselves or any of their passes; who falls in none is left out.`,
  tag,
  query: z.object({
    contact: z
      .union([z.uuid(), z.array(z.uuid()).max(membershipsMax)])
      .transform((value) => (Array.isArray(value) ? value : [value])),
  }),
  response: z.object({
    items: z.array(z.object({ contactId: z.uuid(), profiles: z.array(reference) })).max(membershipsMax),
  }),
})
