import type { FileKind, Recognition, RecognitionCandidate, RecordKind } from '../../../../contract/intake.ts'
import { recordKinds } from '../../../../contract/intake.ts'
import { fieldsMeant } from './field-match.ts'
import { productSignatures } from './product-signatures.ts'
import type { ColumnProfile } from './profile.ts'
import type { Signature } from './signatures.ts'
import { dataSetSignatures, hubspotTableSignatures } from './signatures.ts'
import { wordsOf } from './words.ts'

/** How many guesses are worth showing. */
const candidatesMax = 5

/** Below this a guess says nothing. */
const confidenceMin = 0.15

const signatures = [...dataSetSignatures, ...hubspotTableSignatures, ...productSignatures]

/**
 * Guesses what a file holds and where it came from, by its headings and by what stands beneath them; its name does
 * not count. The likeliest guess stands first, each with its reasons in sentences.
 */
export function recognise(profiles: readonly ColumnProfile[]): Recognition {
  const headings = new Set(profiles.map((profile) => wordsOf(profile.column)))
  const known = signatures
    .filter((signature) => fits(signature, headings))
    .map((signature) => knownCandidate(signature, profiles))
  const plain = recordKinds.map((kind) => plainCandidate(kind, profiles))
  const best = new Map<FileKind, RecognitionCandidate>()
  for (const candidate of [...known, ...plain]) {
    const held = best.get(candidate.kind)
    if (candidate.confidence >= confidenceMin && (!held || candidate.confidence > held.confidence))
      best.set(candidate.kind, candidate)
  }
  const ranked = [...best.values()].toSorted((one, other) => other.confidence - one.confidence)
  return { candidates: ranked.slice(0, candidatesMax) }
}

/** The signature by which a file of this kind and origin was known; undefined for plain files. */
export function signatureOf(
  candidate: { kind: FileKind; origin: string },
  columns: readonly string[],
): Signature | undefined {
  const headings = new Set(columns.map(wordsOf))
  return signatures.find(
    (one) => one.kind === candidate.kind && one.origin === candidate.origin && fits(one, headings),
  )
}

function fits(signature: Signature, headings: ReadonlySet<string>): boolean {
  const { all, some, none = [], columnsMax = Number.POSITIVE_INFINITY } = signature
  if (headings.size > columnsMax || !all.every((alternatives) => hasOne(headings, alternatives))) return false
  if (none.some((alternatives) => hasOne(headings, alternatives))) return false
  return !some || some.of.filter((alternatives) => hasOne(headings, alternatives)).length >= some.atLeast
}

function hasOne(headings: ReadonlySet<string>, alternatives: string): boolean {
  return alternatives.split('|').some((word) => {
    if (!word.endsWith('*')) return headings.has(word)
    return [...headings].some((heading) => heading.startsWith(word.slice(0, -1)))
  })
}

const originNames: Readonly<Record<string, string>> = {
  hubspot: 'HubSpot',
  'hubspot-tables': 'HubSpot, as its warehouse tables',
  salesforce: 'Salesforce',
  pipedrive: 'Pipedrive',
  'olist-funnel': 'a marketing funnel of Olist',
  'crm-sales': 'a sales pipeline data set',
  'attribution-playbook': 'an attribution playbook',
  xeducation: 'the lead list of X Education',
  'bank-marketing': 'a bank marketing data set',
  'google-ads': 'Google Ads',
  'meta-ads': 'Meta Ads',
  'linkedin-ads': 'LinkedIn Ads',
  plain: 'a summary',
}

function knownCandidate(signature: Signature, profiles: readonly ColumnProfile[]): RecognitionCandidate {
  const telling = profiles
    .filter((profile) => isTelling(wordsOf(profile.column), signature))
    .map((profile) => profile.column)
  const ids =
    signature.origin === 'salesforce' ? profiles.filter((profile) => profile.shares.salesforceId > 0.9) : []
  const size = signature.all.length + (signature.some?.atLeast ?? 0)
  const confidence = Math.min(
    0.99,
    (signature.confidence ?? 0.86 + Math.min(size, 5) * 0.02) + (ids.length > 0 ? 0.04 : 0),
  )
  return {
    kind: signature.kind,
    origin: signature.origin,
    confidence,
    because: [
      `The columns ${quoted(telling)} are those of ${originNames[signature.origin] ?? signature.origin}.`,
      ...ids.map((profile) => `"${profile.column}" holds ids as Salesforce makes them.`),
    ],
  }
}

function isTelling(heading: string, signature: Signature): boolean {
  return [...signature.all, ...(signature.some?.of ?? [])].some((alternatives) =>
    hasOne(new Set([heading]), alternatives),
  )
}

/** How much a field says about the kind of its record. What is not here says little. */
const tellingFields: Readonly<Record<RecordKind, Readonly<Record<string, number>>>> = {
  contact: {
    email: 3,
    firstName: 2.5,
    lastName: 2.5,
    name: 1,
    phone: 1.5,
    mobile: 1.5,
    title: 1.5,
    lifecycle: 1,
    language: 0.5,
  },
  account: {
    name: 1,
    domain: 2,
    industry: 2.5,
    employees: 2.5,
    annualRevenue: 2,
    parentName: 2,
    segment: 0.5,
  },
  lead: {
    origin: 1.5,
    landingPage: 2.5,
    stage: 1.5,
    enteredAt: 1.5,
    wonAt: 1.5,
    sdrName: 2,
    email: 1,
    lastName: 0.7,
    firstName: 0.7,
    campaign: 0.7,
    lostReason: 1,
  },
  deal: {
    name: 1,
    stage: 1.5,
    amount: 2.5,
    closedAt: 2,
    openedAt: 0.7,
    product: 1,
    pipeline: 1.5,
    lostReason: 1,
    contactName: 0.5,
    accountName: 0.7,
    ownerName: 0.5,
  },
  touch: {
    occurredAt: 1,
    source: 1,
    medium: 2,
    campaign: 0.7,
    kind: 1,
    page: 1.5,
    asset: 0.7,
    contactExternalId: 1.2,
    endedAt: 1.5,
    channel: 1,
    email: 0.5,
  },
  campaign: { name: 1, budget: 2.5, startsOn: 2, endsOn: 2, type: 0.7, status: 0.5, channel: 0.5 },
  spend: {
    amount: 2,
    day: 1.5,
    campaign: 1.5,
    source: 1,
    medium: 1,
    impressions: 2,
    clicks: 2,
    channel: 0.7,
  },
  member: { manager: 2.5, team: 2, region: 1.5, name: 0.7, email: 0.5 },
  product: { price: 2.5, series: 1.5, name: 0.7 },
  stage: { probability: 2, isWon: 2, isClosed: 2, position: 1.5, label: 0.5 },
  stageChange: { stage: 1, enteredAt: 1, dealExternalId: 2, leadExternalId: 1 },
}

/** Headings that name the kind of record itself weigh more than any field. */
const nameOfKind: Partial<Record<RecordKind, RegExp>> = {
  lead: /\b(lead|mql|prospect|interessent)\b/,
  deal: /\b(deal|opportunity|verkaufschance|oportunidad|oportunidade|opportunite|negocio)\b/,
  account: /^(account|company|firma|unternehmen|societe|empresa|organization)( name)?$/,
  campaign: /\b(campaign|kampagne|campagne|campana|campanha) (name|id|type|budget)\b/,
  spend: /\b(spend|cost|spent|kosten|impressions)\b/,
  touch: /\b(session|activity|touch|event|visit)\b/,
  member: /\b(sales agent|manager|team|regional office)\b/,
  product: /\b(product|sku|produkt|producto|produto|produit)\b/,
  stage: /\bstage id\b/,
}

/** The certainty that headings alone can give to a file of no known product. */
const plainConfidenceMax = 0.85

function plainCandidate(kind: RecordKind, profiles: readonly ColumnProfile[]): RecognitionCandidate {
  const found = matchedFields(kind, profiles)
  const weight = found.reduce((sum, { weight: one }) => sum + one, 0)
  const naming = nameOfKind[kind]
  const named = naming ? profiles.filter((profile) => naming.test(wordsOf(profile.column))) : []
  const score = weight + Math.min(named.length, 2) * 1.2
  const explained = profiles.length === 0 ? 0 : found.length / profiles.length
  const confidence = ((plainConfidenceMax * score) / (score + 3.5)) * (0.7 + 0.3 * explained)
  const columns = found.toSorted((one, other) => other.weight - one.weight).map(({ column }) => column)
  return {
    kind,
    origin: 'plain',
    confidence: found.length < 2 ? Math.min(confidence, 0.3) : confidence,
    because: [`The columns ${quoted(columns)} are what a list of ${kind}s has.`],
  }
}

function matchedFields(kind: RecordKind, profiles: readonly ColumnProfile[]) {
  const taken = new Set<string>()
  const found: { column: string; weight: number }[] = []
  for (const profile of profiles) {
    const best = fieldsMeant(profile.column, kind).find((one) => one.strength >= 0.7 && !taken.has(one.field))
    const field = best?.field ?? fieldByValues(kind, profile, taken)
    const weight = field === undefined ? undefined : tellingFields[kind][field]
    if (field === undefined || weight === undefined) continue
    taken.add(field)
    found.push({ column: profile.column, weight: weight * (best?.strength ?? 0.8) })
  }
  return found
}

/** A column of mail addresses is one whatever it is called. */
function fieldByValues(
  kind: RecordKind,
  profile: ColumnProfile,
  taken: ReadonlySet<string>,
): string | undefined {
  const isMails = profile.shares.email > 0.8 && !taken.has('email')
  return isMails && (kind === 'contact' || kind === 'lead') ? 'email' : undefined
}

function quoted(columns: readonly string[]): string {
  const shown = columns.slice(0, 4).map((column) => `"${column}"`)
  return columns.length > 4 ? `${shown.join(', ')} and others` : shown.join(', ')
}
