import { expect, test } from 'vitest'
import { namingPattern, surePattern } from './naming.ts'

const ann = { names: ['Ann Lee', 'Ann', 'Lee', 'X'], keys: ['ann.lee@fjord.test', '+49 30 901820', '12'] }
/** As PostgreSQL reads it: its word for letters and digits is another one here. */
const finds = (pattern: string | null, text: string) =>
  new RegExp((pattern ?? '(?!)').replaceAll('[:alnum:]', String.raw`\p{L}\p{N}`), 'iu').test(text)

test('a text that names the person is found by each of their names, mails and numbers, as whole words', () => {
  const pattern = namingPattern(ann)
  for (const text of ['Ann LEE: renewal', 'call ann', 'x@y; ann.lee@fjord.test', 'Lee', '+49  30 901820'])
    expect([text, finds(pattern, text)]).toEqual([text, true])
  for (const text of ['planning', 'annlee', 'annXlee@fjord.test', 'X marks it', '12', '49 30 901820'])
    expect([text, finds(pattern, text)]).toEqual([text, false])
})

test('where it is not known whom a text is about, a single name is not enough', () => {
  const pattern = surePattern(ann)
  expect(['Ann', 'ann  lee', 'ann.lee@fjord.test'].map((text) => finds(pattern, text))).toEqual([
    false,
    true,
    true,
  ])
})

test('of a person without a name, mail or number nothing can be found', () => {
  expect(namingPattern({ names: ['', 'A'], keys: ['1'] })).toBeNull()
})
