import type { CalibrationLeadView } from '../../../contract/calibration-views.ts'
import type { RecordKind } from '../../../contract/records.ts'
import { notFound } from '../../platform/refusal.ts'
import type { Scope } from '../../platform/scope.ts'
import { catalogueOf, companyAt, loadDossiers, valueAt } from '../criteria/index.ts'
import type { Catalogue, Dossier, KnownTouch, RecordHistory } from '../criteria/index.ts'
import { betrays } from './rules/blind.ts'

/** How many touches are listed, the newest. */
const touchesListedMax = 60

type Facts = Pick<CalibrationLeadView, 'facts' | 'touches' | 'earlierTouches'>
type Moment = { readonly leadId: string; readonly at: Date }

/** What was known of a lead at a moment, and nothing later: attributes and touches, without stage, points and deals. */
export async function factsOf(scope: Scope, { leadId, at }: Moment): Promise<Facts> {
  const [dossier] = await loadDossiers(scope, { leadIds: [leadId] })
  if (dossier === undefined) throw notFound('lead')
  const catalogue = await catalogueOf(scope, new Map())
  const seen = { catalogue, at: at.getTime() }
  const company = companyAt(dossier, seen.at)
  const touches = touchesKnown(dossier, seen.at)
  return {
    facts: [
      ...valuesOf('person', dossier.contact, seen),
      ...rolesOf(dossier, seen.at),
      ...(company === undefined ? [] : valuesOf('company', company, seen)),
      ...(dossier.lead === null ? [] : valuesOf('lead', dossier.lead, seen)),
    ],
    touches: touches.slice(0, touchesListedMax).map((touch) => presentTouch(touch, catalogue)),
    earlierTouches: Math.max(0, touches.length - touchesListedMax),
  }
}

type Fact = CalibrationLeadView['facts'][number]
type Seen = { readonly catalogue: Catalogue; readonly at: number }

const kinds = { person: 'contact', company: 'account', lead: 'lead' } as const satisfies Record<
  Fact['of'],
  RecordKind
>

/** The fields of a record that have a value and do not betray the answer, in the order of the catalogue. */
function valuesOf(of: Fact['of'], record: RecordHistory, { catalogue, at }: Seen): Fact[] {
  const fields = [...catalogue.fields.values()].filter((field) => field.of === kinds[of])
  const stages = new Set([...catalogue.stages].flat().map((word) => word.toLowerCase()))
  return fields.flatMap(({ field, label, type, column }) => {
    const known = valueAt(record, field, at)
    if (known === null) return []
    const value = namedValue(type, inWords(known), catalogue)
    const custom = column === null
    return betrays({ of: kinds[of], field, label, value, custom }, stages) ? [] : [{ of, label, value }]
  })
}

function inWords(value: string | number | boolean): string {
  if (typeof value !== 'boolean') return String(value)
  return value ? 'Yes' : 'No'
}

function namedValue(type: string, value: string, catalogue: Catalogue): string {
  if (type === 'member') return catalogue.members.get(value) ?? 'A member who is gone'
  if (type === 'campaign') return catalogue.campaigns.get(value) ?? 'A campaign that is gone'
  if (type === 'product') return catalogue.products.get(value) ?? 'A product that is gone'
  return type === 'money' ? `${value} ${catalogue.currency}` : value
}

function rolesOf({ committee }: Dossier, at: number): Fact[] {
  const held = committee.filter(({ own, from, until }) => own && from <= at && (until === null || at < until))
  const roles = [...new Set(held.map(({ role }) => role.replaceAll('_', ' ')))]
  return roles.length === 0
    ? []
    : [{ of: 'person', label: 'Role in the buying committee', value: roles.join(', ') }]
}

/** Touches that had happened and were known by then, the newest first; those of machines tell nothing. */
function touchesKnown({ touches }: Dossier, at: number): KnownTouch[] {
  return touches
    .filter(({ machine, occurredAt, knownAt }) => !machine && occurredAt <= at && knownAt <= at)
    .toSorted((one, other) => other.occurredAt - one.occurredAt || other.id - one.id)
}

function presentTouch(touch: KnownTouch, catalogue: Catalogue): CalibrationLeadView['touches'][number] {
  const { kind, occurredAt, channelId, campaignId, asset } = touch
  return {
    kind,
    occurredAt: new Date(occurredAt).toISOString(),
    channel: channelId === null ? null : (catalogue.channels.get(channelId) ?? null),
    campaign: campaignId === null ? null : (catalogue.campaigns.get(campaignId) ?? null),
    asset,
  }
}
