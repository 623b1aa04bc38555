import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import type { Endpoint } from '../../contract/endpoint.ts'
import { refusals } from '../../contract/refusals.ts'
import { root } from './sources.ts'

type JsonSchema = Readonly<Record<string, unknown>>

/** A URL names a thing. These words name acts: the act is the method, or a thing of its own, such as `closure`. */
const verbs =
  /^(get|list|fetch|create|add|update|edit|set|delete|remove|do|start|stop|cancel|accept|send|submit|resume|find|validate|process|handle|login|logout)$/
/** Forms that say by themselves how long a text can be. */
const endingFormats = new Set(['date', 'date-time', 'time', 'uuid'])

const endpoints = await findEndpoints()

describe('the endpoints of the contract', () => {
  test('are found', () => {
    expect(endpoints.length).toBeGreaterThan(10)
  })

  test('each have an id and an address of their own', () => {
    expect(repeated(endpoints.map(({ id }) => id))).toEqual([])
    expect(
      repeated(endpoints.map(({ method, path }) => `${method} ${path.replaceAll(/:\w+/g, ':')}`)),
    ).toEqual([])
  })

  test('have nouns as addresses', () => {
    const words = (path: string) => path.split('/').flatMap((segment) => segment.split('-').slice(0, 1))
    const acting = endpoints.filter(({ path }) => words(path).some((word) => verbs.test(word)))
    expect(acting.map(({ method, path }) => `${method} ${path}`)).toEqual([])
  })

  test('say in a sentence what they are for, and under which heading', () => {
    const silent = endpoints.filter(({ summary, tag }) => !/^[A-Z].{5,}/.test(summary) || tag === '')
    expect(silent.map(({ id }) => id)).toEqual([])
  })

  test('refuse only with the codes of the closed union', () => {
    const unknown = endpoints.flatMap(({ refusals: codes = [] }) =>
      codes.filter((code) => !(code in refusals)),
    )
    expect(unknown).toEqual([])
  })

  test('change nothing by GET', () => {
    const changing = endpoints.filter(({ method, body }) => method === 'GET' && body !== undefined)
    expect(changing.map(({ id }) => id)).toEqual([])
  })

  test('have a limit on every text and every list that they take', () => {
    const unlimited = endpoints.flatMap(({ id, params, query, body }) =>
      Object.entries({ params, query, body }).flatMap(([part, schema]) =>
        schema === undefined ? [] : placesWithoutLimit(schemaOf(schema), `${id} ${part}`),
      ),
    )
    expect(unlimited).toEqual([])
  })
})

describe('a place without a limit', () => {
  test('is a text that may be endless, or a list, at any depth', () => {
    const planted = z.object({
      name: z.string(),
      rows: z.array(z.object({ code: z.string().max(9) })),
      custom: z.record(z.string(), z.union([z.string(), z.number()])),
    })
    expect(placesWithoutLimit(schemaOf(planted), 'body')).toEqual(['body.name', 'body.rows', 'body.custom'])
  })

  test('is not a text whose form has an end', () => {
    const sound = z.object({
      id: z.uuid(),
      on: z.iso.date(),
      team: z.enum(['sales']),
      size: z.string().regex(/^\d{1,9}$/),
    })
    expect(placesWithoutLimit(schemaOf(sound), 'body')).toEqual([])
  })
})

async function findEndpoints(): Promise<Endpoint[]> {
  const files = readdirSync(join(root, 'contract')).filter((name) => /(?<!\.test)\.ts$/.test(name))
  const modules = await Promise.all(
    files.map((name) => import(join(root, 'contract', name)) as Promise<object>),
  )
  return [...new Set(modules.flatMap((module) => Object.values(module).flatMap(endpointsWithin)))]
}

/** An export may be an endpoint, or a collection of them. */
function endpointsWithin(value: unknown): Endpoint[] {
  if (typeof value !== 'object' || value === null || value instanceof z.ZodType) return []
  if ('method' in value && 'path' in value && 'summary' in value) return [value as Endpoint]
  return Object.values(value).flatMap((part) =>
    typeof part === 'object' && part !== null && 'method' in part ? [part as Endpoint] : [],
  )
}

function repeated(words: string[]): string[] {
  return words.filter((word, index) => words.indexOf(word) !== index)
}

function schemaOf(schema: z.ZodType): JsonSchema {
  return z.toJSONSchema(schema, {
    io: 'input',
    unrepresentable: 'any',
    reused: 'inline',
    override: namesBothAnswers,
  })
}

/** A yes or no written as text takes a handful of words, which its description as JSON does not tell. */
const namesBothAnswers: NonNullable<z.core.ToJSONSchemaParams['override']> = ({ zodSchema, jsonSchema }) => {
  if (zodSchema instanceof z.ZodPipe && zodSchema.out instanceof z.ZodBoolean)
    jsonSchema.enum = ['true', 'false']
}

function placesWithoutLimit(schema: JsonSchema, place: string): string[] {
  const own = isEndless(schema) ? [place] : []
  return [...own, ...partsOf(schema).flatMap(([name, part]) => placesWithoutLimit(part, `${place}${name}`))]
}

function isEndless({
  type,
  maxItems,
  maxLength,
  enum: words,
  const: word,
  format,
  pattern,
}: JsonSchema): boolean {
  const types = new Set([type].flat())
  if (types.has('array') && maxItems === undefined) return true
  if (!types.has('string') || maxLength !== undefined || (words ?? word) !== undefined) return false
  if (typeof format === 'string' && endingFormats.has(format)) return false
  return typeof pattern !== 'string' || /[*+]|\{\d+,\}/.test(pattern)
}

function partsOf(schema: JsonSchema): [string, JsonSchema][] {
  const properties = Object.entries((schema['properties'] ?? {}) as Record<string, JsonSchema>)
  // Names of properties are looked up among those that exist, so the limit of the body is enough for them.
  const single = ['items', 'additionalProperties'].map((key) => schema[key])
  const several = ['anyOf', 'oneOf', 'allOf', 'prefixItems'].flatMap(
    (key) => (schema[key] ?? []) as JsonSchema[],
  )
  const unnamed = [...single, ...several].filter((part) => typeof part === 'object' && part !== null)
  return [
    ...properties.map(([name, part]): [string, JsonSchema] => [`.${name}`, part]),
    ...unnamed.map((part): [string, JsonSchema] => ['', part as JsonSchema]),
  ]
}
