import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { ColumnTarget, MappingInput, RecordKind, Transform } from '../../../../contract/intake.ts'
import { mapping as mappingSchema } from '../../../../contract/intake.ts'
import { compileMapping, judgeRows } from './judge.ts'

const text: Transform = { type: 'text' }
const date: Transform = { type: 'date', order: 'dmy', serial: 'none' }
const context = { zone: 'UTC', currency: 'EUR' }

type Fields = Readonly<Record<string, Transform>>

function mappingOf(into: RecordKind, fields: Fields, rest: Partial<MappingInput> = {}) {
  const columns = Object.entries(fields).map(([field, transform]) => ({
    column: field,
    target: { to: 'field', field } as ColumnTarget,
    transform,
  }))
  return mappingSchema.parse({ version: 1, kind: into, origin: 'plain', into, columns, ...rest })
}

type Judged = RecordKind | (Partial<MappingInput> & { into: RecordKind })

/** Judges one row under a mapping of one column for each field. */
function judgeOne(what: Judged, fields: Fields, cells: readonly string[]) {
  const { into, ...rest } = typeof what === 'string' ? { into: what } : what
  const judge = compileMapping(mappingOf(into, fields, rest), Object.keys(fields), context)
  return judge.judge(cells, { line: 7, row: 6 })
}

describe('a row', () => {
  test('becomes typed values by target field', () => {
    const { values, problems, refused } = judgeOne(
      'lead',
      { externalId: text, enteredAt: date, origin: text, employees: text },
      [' a1 ', '31.01.2024', 'paid', '5'],
    )
    expect(values).toMatchObject({ externalId: 'a1', enteredAt: '2024-01-31T00:00:00.000Z', origin: 'paid' })
    expect([problems, refused]).toEqual([[], false])
  })

  test('keeps blank as nothing and the word unknown as a word', () => {
    expect(judgeOne('lead', { externalId: text, origin: text }, ['1', ' ']).values['origin']).toBeNull()
    expect(judgeOne('lead', { externalId: text, origin: text }, ['2', 'unknown']).values['origin']).toBe(
      'unknown',
    )
  })

  test('with an invalid mail is flagged and kept, and so is what was written', () => {
    const row = judgeOne('contact', { externalId: text, email: { type: 'email' } }, ['1', 'fcb67ef339'])
    expect(row.refused).toBe(false)
    expect(row.values).toMatchObject({ email: null, invalidEmail: ['fcb67ef339'] })
    expect(row.problems).toMatchObject([
      { line: 7, column: 'email', value: 'fcb67ef339', code: 'invalid-email', severity: 'flagged' },
    ])
  })

  test('that nothing names is refused', () => {
    const row = judgeOne('contact', { city: text, email: { type: 'email' } }, ['Rome', 'nobody'])
    expect(row.refused).toBe(true)
    expect(row.problems.map(({ code }) => code)).toEqual(['invalid-email', 'missing-key'])
  })

  test('without a required field is refused, and a required field that cannot be read says why once', () => {
    const fields = { contactExternalId: text, occurredAt: date }
    expect(judgeOne('touch', fields, ['1', '']).problems).toMatchObject([
      { code: 'missing-required', severity: 'refused' },
    ])
    expect(judgeOne('touch', fields, ['1', 'soon']).problems).toMatchObject([
      { code: 'unreadable-date', severity: 'refused' },
    ])
  })

  test('that the source has deleted is refused with that as the only reason', () => {
    const fields = { externalId: text, name: text, isDeleted: { type: 'boolean' as const, yes: [], no: [] } }
    expect(judgeOne('account', fields, ['', '', 'TRUE'])).toMatchObject({
      refused: true,
      problems: [{ column: 'isDeleted', code: 'deleted-at-source', severity: 'refused' }],
    })
    expect(judgeOne('account', fields, ['1', 'Fjord', 'FALSE'])).toMatchObject({
      refused: false,
      problems: [],
    })
  })

  test('with an unreadable cell keeps the rest', () => {
    const row = judgeOne('lead', { externalId: text, enteredAt: date, city: text }, ['1', 'soon', 'Rome'])
    expect(row).toMatchObject({ refused: false, values: { externalId: '1', enteredAt: null, city: 'Rome' } })
    expect(row.problems).toMatchObject([{ code: 'unreadable-date', severity: 'flagged' }])
  })

  test('won before its first contact is flagged and keeps both dates', () => {
    const row = judgeOne('lead', { externalId: text, enteredAt: date, wonAt: date }, [
      '1',
      '2024-03-01',
      '2024-02-01',
    ])
    expect(row.problems).toMatchObject([{ code: 'won-before-first-contact', severity: 'flagged' }])
    expect(row.values['wonAt']).toBe('2024-02-01T00:00:00.000Z')
  })

  test('whose text is longer than its field keeps the beginning, but a key is never cut', () => {
    const long = 'x'.repeat(301)
    const cut = judgeOne('campaign', { externalId: text, name: text, channel: text }, [
      '1',
      'n',
      'c'.repeat(200),
    ])
    expect([cut.values['channel'], cut.problems[0]?.code, cut.refused]).toEqual([
      'c'.repeat(120),
      'text-too-long',
      false,
    ])
    expect(judgeOne('campaign', { externalId: text, name: text }, [long, 'n']).refused).toBe(true)
  })

  test('with fewer cells than columns takes the missing ones as blank', () => {
    expect(judgeOne('lead', { externalId: text, origin: text }, ['1'])).toMatchObject({
      refused: false,
      values: { origin: null },
    })
  })
})

describe('derived values', () => {
  test('a full name gives first and last name', () => {
    expect(
      judgeOne('contact', { externalId: text, name: { type: 'personName', order: 'first-last' } }, [
        '1',
        'Doe, Jane',
      ]).values,
    ).toMatchObject({ name: 'Jane Doe', firstName: 'Jane', lastName: 'Doe' })
  })

  test('a currency beside the amount fills the currency, unless a column does', () => {
    const money: Transform = { type: 'money', decimal: ',' }
    expect(judgeOne('deal', { externalId: text, amount: money }, ['1', '1.200,50 $']).values).toMatchObject({
      amount: '1200.50',
      currency: 'USD',
    })
    expect(
      judgeOne('deal', { externalId: text, amount: money, currency: { type: 'currency' } }, [
        '1',
        '5 $',
        'CHF',
      ]).values,
    ).toMatchObject({ currency: 'CHF' })
  })

  test('mails of several columns come together, each once', () => {
    const columns = ['first', 'second'].map((column) => ({
      column,
      target: { to: 'field', field: 'email' } as const,
      transform: { type: 'email' } as const,
    }))
    const judge = compileMapping(mappingOf('contact', {}, { columns }), ['first', 'second'], context)
    expect(judge.judge(['A@x.com', 'b@x.com; a@x.com'], { line: 1, row: 1 }).values['email']).toEqual([
      'a@x.com',
      'b@x.com',
    ])
  })
})

describe('a mapping', () => {
  test('gives constants to all rows, read as cells of their field are', () => {
    expect(
      judgeOne({ into: 'deal', constants: { stage: 'Won', amount: '5' } }, { externalId: text }, ['1'])
        .values,
    ).toMatchObject({ stage: 'Won', amount: '5.00' })
  })

  test('composes a field from columns and the number of the row', () => {
    const composed = { externalId: ['contactExternalId', '#row'] }
    expect(
      judgeOne({ into: 'deal', composed }, { contactExternalId: text }, ['c9']).values['externalId'],
    ).toBe('c9:6')
  })

  test('counts the words that it says are blank', () => {
    const columns = [
      {
        column: 'city',
        target: { to: 'field', field: 'city' } as const,
        transform: text,
        blanks: ['Select'],
      },
    ]
    const judge = compileMapping(mappingOf('contact', {}, { columns }), ['city'], context)
    for (const city of ['SELECT', '', 'Rome']) judge.judge([city], { line: 1, row: 1 })
    expect(judge.blankCells().get('city')).toBe(2)
  })

  test('fits a file with its columns in another order, and names those that are gone', () => {
    const judge = compileMapping(
      mappingOf('lead', { externalId: text, origin: text, city: text }),
      ['origin', 'externalId'],
      context,
    )
    expect(judge.judge(['paid', '1'], { line: 1, row: 1 }).values).toMatchObject({
      externalId: '1',
      origin: 'paid',
    })
    expect(judge.missingColumns).toEqual(['city'])
  })

  test('with a transform that cannot yield the type of its field reads the field in the usual way', () => {
    expect(
      judgeOne('lead', { externalId: text, enteredAt: text }, ['1', '2024-01-31']).values['enteredAt'],
    ).toBe('2024-01-31T00:00:00.000Z')
  })

  test('decides about names: decided ones are replaced, likely ones flagged and kept', () => {
    const product: Transform = {
      type: 'reference',
      values: { GTXPro: 'GTX Pro' },
      probably: { GTXPto: 'GTX Pro' },
    }
    expect(judgeOne('deal', { externalId: text, product }, ['1', 'GTXPro']).values['product']).toBe('GTX Pro')
    expect(judgeOne('deal', { externalId: text, product }, ['1', 'GTXPto'])).toMatchObject({
      values: { product: 'GTXPto' },
      problems: [{ code: 'probably-same-as', severity: 'flagged' }],
    })
  })

  test('meets stages whatever their case and spacing, and flags or keeps those it does not know', () => {
    const stage = (otherwise: 'create' | 'flag'): Transform => ({
      type: 'stage',
      values: { 'Closed Won': 'won' },
      otherwise,
    })
    expect(
      judgeOne('deal', { externalId: text, stage: stage('flag') }, ['1', 'CLOSED-won']).values['stage'],
    ).toBe('won')
    expect(judgeOne('deal', { externalId: text, stage: stage('create') }, ['1', 'New']).values['stage']).toBe(
      'New',
    )
    expect(judgeOne('deal', { externalId: text, stage: stage('flag') }, ['1', 'New'])).toMatchObject({
      values: { stage: null },
      problems: [{ code: 'unknown-stage' }],
    })
  })
})

test('no row is lost: every row handed in comes out, accepted or refused', () => {
  const fields: Fields = {
    email: { type: 'email' },
    occurredAt: date,
    value: { type: 'money', decimal: '.' },
    contactExternalId: text,
  }
  const judge = compileMapping(mappingOf('touch', fields), Object.keys(fields), context)
  const cells = fc.array(fc.string({ maxLength: 12 }), { maxLength: 5 })
  fc.assert(
    fc.property(fc.array(cells, { maxLength: 30 }), (rows) => {
      const judged = judgeRows(judge, { firstRow: 1, rows, lines: rows.map((_, at) => at + 2) })
      expect(judged.map(({ line }) => line)).toEqual(rows.map((_, at) => at + 2))
      expect(
        judged.every(
          ({ refused, problems }) => refused === problems.some(({ severity }) => severity === 'refused'),
        ),
      ).toBe(true)
    }),
  )
})

test('rows of a batch keep their lines and numbers', () => {
  const judge = compileMapping(mappingOf('lead', { externalId: text }), ['externalId'], context)
  const judged = judgeRows(judge, { firstRow: 11, rows: [['a'], ['b']], lines: [12, 15] })
  expect(judged.map(({ line, row }) => [line, row])).toEqual([
    [12, 11],
    [15, 12],
  ])
})
