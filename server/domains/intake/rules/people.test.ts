import { describe, expect, test } from 'vitest'
import { booleanReader } from './booleans.ts'
import { domainReader, isFreemail } from './domains.ts'
import { mailsOf } from './emails.ts'
import { personName } from './person-names.ts'
import { phonesReader } from './phones.ts'

describe('mail addresses', () => {
  test('are put in lower case, each once, several in one cell', () => {
    expect(mailsOf('A.B@Example.com; x@y.de, a.b@example.com')).toEqual({
      valid: ['a.b@example.com', 'x@y.de'],
      invalid: [],
    })
  })

  test('are found in the dress of a mail program', () => {
    expect(mailsOf('Jane Doe <jane@example.org>').valid).toEqual(['jane@example.org'])
    expect(mailsOf('mailto:jane@example.org').valid).toEqual(['jane@example.org'])
  })

  test('that are none are handed back as written', () => {
    expect(mailsOf('fcb67ef339b691956cc85fa12be6490c')).toEqual({
      valid: [],
      invalid: ['fcb67ef339b691956cc85fa12be6490c'],
    })
    expect(mailsOf('jane@example').invalid).toEqual(['jane@example'])
    expect(mailsOf('ok@example.com not..ok@example.com').invalid).toEqual(['not..ok@example.com'])
  })
})

describe('phone numbers', () => {
  test('without a prefix are of the country given', () => {
    expect(phonesReader('DE')('030 1234567').valid).toEqual(['+49301234567'])
    expect(phonesReader('US')('(212) 555-0123 ext. 5').valid).toEqual(['+12125550123'])
  })

  test('with a prefix need no country, however the prefix is written', () => {
    const read = phonesReader(undefined)
    expect(read('+49 (0)170 1234567 / 0043 1 5880').valid).toEqual(['+491701234567', '+4315880'])
  })

  test('that nobody could dial are handed back as written', () => {
    expect(phonesReader(undefined)('030 1234567')).toEqual({ valid: [], invalid: ['030 1234567'] })
    expect(phonesReader('DE')('call me')).toEqual({ valid: [], invalid: ['call me'] })
  })
})

describe('domains', () => {
  test('are the registrable part of any address', () => {
    const read = domainReader()
    expect(['https://www.shop.acme.co.uk/x?y', 'ACME.com', 'jane@mail.acme.de'].map(read)).toEqual([
      'acme.co.uk',
      'acme.com',
      'acme.de',
    ])
  })

  test('of mail providers tell no company', () => {
    expect(domainReader()('jane@gmail.com')).toMatchObject({ code: 'freemail-domain' })
    expect(isFreemail('acme.com')).toBe(false)
  })

  test('that are none are said to be none', () => {
    expect(domainReader()('no website')).toMatchObject({ code: 'invalid-domain' })
  })
})

describe('names of persons', () => {
  test.each([
    ['Jane Doe', 'Jane', 'Doe'],
    ['Doe, Jane', 'Jane', 'Doe'],
    ['Ludwig van Beethoven', 'Ludwig', 'van Beethoven'],
    ['Dr. Anna Maria Schmidt', 'Anna Maria', 'Schmidt'],
    ['García Márquez, Gabriel', 'Gabriel', 'García Márquez'],
    ['Sammy Davis Jr.', 'Sammy', 'Davis'],
    ['Prince', null, 'Prince'],
  ])('%s', (text, firstName, lastName) => {
    expect(personName(text, 'first-last')).toMatchObject({ firstName, lastName })
  })

  test('written last name first are turned round', () => {
    expect(personName('Tanaka Hiroshi', 'last-first')).toEqual({
      name: 'Hiroshi Tanaka',
      firstName: 'Hiroshi',
      lastName: 'Tanaka',
    })
  })
})

describe('yes and no', () => {
  test('are understood in several languages', () => {
    const read = booleanReader({ yes: [], no: [] })
    expect(new Set(['Yes', 'ja', 'OUI', 'sí', 'verdadeiro', '1', 'x'].map(read))).toEqual(new Set([true]))
    expect(new Set(['No', 'nein', 'non', 'não', 'FALSE', '0'].map(read))).toEqual(new Set([false]))
    expect(read('maybe')).toMatchObject({ code: 'unreadable-boolean' })
  })

  test('can have words of their own in a column', () => {
    const read = booleanReader({ yes: ['subscribed'], no: ['x'] })
    expect(['Subscribed', 'X'].map(read)).toEqual([true, false])
  })
})
