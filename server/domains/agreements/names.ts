import type { AgreementBody } from '../../../contract/agreement-bodies.ts'
import type { AgreementNames } from '../../../contract/agreement-text.ts'
import { fieldPhrase } from '../../../contract/criteria-fields.ts'
import { metricDefinitions } from '../../../contract/metric-definitions.ts'
import type { RecordKind } from '../../../contract/records.ts'
import type { Scope } from '../../platform/scope.ts'
import { workspaceSettings } from '../workspace/index.ts'
import { selectFieldLabels, selectFixedNames, selectNamesOf } from './names.store.ts'

const uuidPattern = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g
const moneyFields: ReadonlySet<string> = new Set(['annualRevenue', 'amount'])
const numbers = new Intl.NumberFormat('en', { maximumFractionDigits: 2 })

/** What everything is called that these bodies refer to: ids are looked up in the workspace and nowhere else. */
export async function namesFor(scope: Scope, bodies: readonly AgreementBody[]): Promise<AgreementNames> {
  const ids = [...new Set(bodies.flatMap((body) => JSON.stringify(body).match(uuidPattern) ?? []))]
  const [named, fixed, labels, settings] = [
    await selectNamesOf(scope, ids),
    await selectFixedNames(scope),
    await selectFieldLabels(scope),
    await workspaceSettings(scope),
  ]
  const nameOf = (kind: string, id: string) => named.get(`${kind} ${id}`) ?? null
  return {
    member: (id) => nameOf('member', id),
    product: (id) => nameOf('product', id),
    campaign: (id) => nameOf('campaign', id),
    profile: (id) => nameOf('profile', id),
    channel: (id) => fixed.get(`channel ${id}`) ?? null,
    stage: (key) => fixed.get(`stage ${key}`) ?? null,
    metric: (key) => metricNames.get(key) ?? null,
    field: (of, field) => fieldName(labels, of, field),
    value: (_of, field, value) => {
      if (moneyFields.has(field) && typeof value === 'number')
        return `${numbers.format(value)} ${settings.currency}`
      if (typeof value !== 'string') return null
      return nameOf('member', value) ?? nameOf('campaign', value) ?? nameOf('product', value)
    },
  }
}

const metricNames: ReadonlyMap<string, string> = new Map(
  Object.entries(metricDefinitions).map(([key, { name }]) => [key, name]),
)
const customPrefix = 'custom.'

function fieldName(labels: ReadonlyMap<string, string>, of: RecordKind, field: string): string | null {
  if (!field.startsWith(customPrefix)) return fieldPhrase(of, field, field)
  const label = labels.get(`${of} ${field.slice(customPrefix.length)}`)
  return label === undefined ? null : fieldPhrase(of, field, label)
}
