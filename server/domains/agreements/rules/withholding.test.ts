import { describe, expect, test } from 'vitest'
import { withheldFrom } from './withholding.ts'

const contactData = { revenue: false, contactData: true }
const revenue = { revenue: true, contactData: false }

describe('contact data', () => {
  test('is withheld wherever it stands, also as somebody’s name and in what changed', () => {
    const answer = {
      name: 'ada@example.com',
      email: 'ada@example.com',
      phone: null,
      title: 'Buyer @ Acme',
      identities: [
        { kind: 'email', value: 'ada@example.com', contactId: 'x' },
        { kind: 'external', value: '17', contactId: 'x' },
      ],
      payload: { before: { phone: '+49 30 901820' }, emails: ['a@b.test'] },
      fields: [{ field: 'phone', label: 'Phone', before: '1', after: '2' }],
      rows: [{ label: 'City', before: 'Bonn', after: 'Berlin' }],
      amount: '12.00',
    }
    expect(withheldFrom(answer, contactData)).toEqual({
      name: 'withheld',
      email: null,
      phone: null,
      title: 'Buyer @ Acme',
      identities: [{ kind: 'external', value: '17', contactId: 'x' }],
      payload: { before: { phone: null }, emails: [] },
      fields: [{ field: 'phone', label: 'Phone', before: null, after: null }],
      rows: [{ label: 'City', before: 'Bonn', after: 'Berlin' }],
      amount: '12.00',
    })
  })
})

describe('revenue', () => {
  test('is withheld from deals, sums, timelines, changes and figures', () => {
    const answer = {
      columns: [{ total: '5.00', withoutAmount: 0, cards: [{ amount: '5.00', name: 'Deal' }] }],
      won: [{ currency: 'EUR', amount: '5.00', deals: 1 }],
      items: [{ title: 'Won', money: { amount: '5.00', currency: 'EUR' } }],
      fields: [{ field: 'amount', label: 'Amount', before: '1', after: '2' }],
      figures: {
        'average-won-deal': { value: 5, reason: null },
        'deals-counted': { value: 1, reason: null },
        'campaign-spend': { value: 3, reason: null },
      },
      total: 1,
      email: 'ada@example.com',
    }
    expect(withheldFrom(answer, revenue)).toEqual({
      columns: [{ total: null, withoutAmount: 0, cards: [{ amount: null, name: 'Deal' }] }],
      won: [],
      items: [{ title: 'Won' }],
      fields: [{ field: 'amount', label: 'Amount', before: null, after: null }],
      figures: {
        'average-won-deal': { value: null, reason: 'withheld' },
        'deals-counted': { value: 1, reason: null },
        'campaign-spend': { value: 3, reason: null },
      },
      total: 1,
      email: 'ada@example.com',
    })
  })
})
