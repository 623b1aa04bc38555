import type { FastifyInstance } from 'fastify'
import { beforeAll, expect, test } from 'vitest'
import { createLog } from '../platform/log.ts'
import { createApp } from './app.ts'

let app: FastifyInstance

beforeAll(async () => {
  const log = createLog({ level: 'silent', process: 'test' })
  app = await createApp({ log, version: '0', trustProxy: false, secure: false })
  app.get('/said/:code', ({ params }) => {
    throw Object.assign(new Error('the inside of members_pkey'), params)
  })
  app.post('/told', () => ({ heard: true }))
  return () => app.close()
})

test.each([
  ['half of a character', '{"people":[{"name":"a\\ud800b"}]}', 'people.0.name'],
  ['the character NUL', '{"name":"a\\u0000b"}', 'name'],
  ['a broken name of a field', '{"custom":{"a\\udc00":1}}', 'custom'],
])('a text with %s is refused with its place', async (_, payload, place) => {
  const headers = { 'content-type': 'application/json' }
  const answer = await app.inject({ method: 'POST', url: '/told', headers, payload })
  expect(answer.statusCode).toBe(400)
  expect(answer.json().error).toMatchObject({ code: 'invalid-input', place })
})

test('whole characters pass, however deep', async () => {
  const payload = `${'['.repeat(20_000)}"😀"${']'.repeat(20_000)}`
  const headers = { 'content-type': 'application/json' }
  const answer = await app.inject({ method: 'POST', url: '/told', headers, payload })
  expect(answer.statusCode).toBe(200)
})

const said = (code: string) => app.inject(`/said/${code}`)

test.each([
  ['a key that is taken', '23505', 409],
  ['what refers to nothing', '23503', 400],
  ['a number beyond its column', '22003', 400],
  ['what changed meanwhile', '40001', 409],
])('what the database says of %s is the caller’s to mend', async (_, code, status) => {
  const answer = await said(code)
  expect(answer.statusCode).toBe(status)
  expect(answer.body).not.toContain('members_pkey')
})

test('whatever else it says is ours, and tells nothing of the inside', async () => {
  const answer = await said('42P01')
  expect(answer.statusCode).toBe(500)
  expect(answer.json().error.code).toBe('internal')
  expect(answer.body).not.toContain('members_pkey')
})
