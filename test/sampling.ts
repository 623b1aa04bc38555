/** Makes an example of whatever a JSON schema describes, with the ids that a test hands over wherever ids may stand. */

export type JsonSchema = {
  readonly type?: string | readonly string[]
  readonly format?: string
  readonly pattern?: string
  readonly enum?: readonly unknown[]
  readonly const?: unknown
  readonly default?: unknown
  readonly minimum?: number
  readonly exclusiveMinimum?: number
  readonly minLength?: number
  readonly maxLength?: number
  readonly minItems?: number
  readonly items?: JsonSchema
  readonly properties?: Readonly<Record<string, JsonSchema>>
  readonly required?: readonly string[]
  readonly propertyNames?: JsonSchema
  readonly additionalProperties?: JsonSchema | boolean
  readonly anyOf?: readonly JsonSchema[]
  readonly oneOf?: readonly JsonSchema[]
  readonly allOf?: readonly JsonSchema[]
  readonly $ref?: string
}

export type Samples = {
  readonly uuid: () => string
  readonly schemas: Readonly<Record<string, JsonSchema>>
}

/** What a rule of the server demands and a JSON schema cannot say. */
const known: Readonly<Record<string, string>> = {
  email: 'someone@nowhere.test',
  emails: 'someone@nowhere.test',
  phones: '+49 30 901820',
  domain: 'nowhere.test',
  domains: 'nowhere.test',
  timeZone: 'Europe/Berlin',
  locale: 'de-AT',
  country: 'DE',
  left: 'true',
}

const texts = [
  'sample',
  'Sample',
  'EUR',
  'UTC',
  'en',
  '2026-05-01',
  '2026-05',
  '12.50',
  '12',
  'a@b.test',
  'DE',
  'sample-key',
  '{}',
  ';',
]

/** An example of the schema, every optional property included. */
export function sample(schema: JsonSchema, samples: Samples, name = ''): unknown {
  if (schema.$ref !== undefined) return sample(referred(schema.$ref, samples), samples, name)
  const fixed = schema.const ?? schema.enum?.[0]
  if (fixed !== undefined) return fixed
  const choice = schema.anyOf?.[0] ?? schema.oneOf?.[0]
  if (choice !== undefined) return sample(choice, samples, name)
  if (schema.allOf !== undefined) return sampleWhole(schema.allOf, samples)
  return sampleOfType(schema, samples, name)
}

function referred(reference: string, { schemas }: Samples): JsonSchema {
  const [name = ''] = reference.split('/').slice(-1)
  return schemas[name] ?? {}
}

function sampleWhole(parts: readonly JsonSchema[], samples: Samples): unknown {
  return Object.assign({}, ...parts.map((part) => sample(part, samples)))
}

function sampleOfType(schema: JsonSchema, samples: Samples, name: string): unknown {
  const word = schema.type === 'array' ? undefined : known[name]
  if (word !== undefined) return word
  const type = typeof schema.type === 'string' ? schema.type : schema.type?.find((one) => one !== 'null')
  switch (type) {
    case 'object':
      return sampleObject(schema, samples)
    case 'array':
      return [sample(schema.items ?? {}, samples, name)]
    case 'integer':
    case 'number':
      return schema.minimum !== undefined && schema.minimum > 1 ? schema.minimum : 1
    case 'boolean':
      return true
    case 'string':
      return sampleText(schema, samples)
    default:
      return schema.default ?? null
  }
}

/** Named properties only: a record of free keys, such as custom fields, stays empty. */
function sampleObject({ properties = {} }: JsonSchema, samples: Samples): unknown {
  return Object.fromEntries(
    Object.entries(properties).map(([name, property]) => [name, sample(property, samples, name)]),
  )
}

function sampleText({ format, pattern, minLength = 0 }: JsonSchema, samples: Samples): string {
  if (format === 'uuid') return samples.uuid()
  if (format === 'date-time') return '2026-05-01T10:00:00Z'
  if (format === 'date') return '2026-05-01'
  if (format === 'email') return 'someone@nowhere.test'
  if (format === 'uri') return 'https://nowhere.test/'
  const rule = pattern === undefined ? undefined : new RegExp(pattern, 'u')
  const fitting = texts.find((text) => rule === undefined || rule.test(text)) ?? 'sample'
  return fitting.padEnd(minLength, '-sample')
}
