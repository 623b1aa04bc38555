import { describe, expect, test } from 'vitest'
import { betrays } from './blind.ts'
import type { Shown } from './blind.ts'

const stages = new Set(['mql', 'opportunity', 'first_touch', 'first touch'])
const shown = (more: Partial<Shown>): Shown => ({
  of: 'lead',
  field: 'custom.x',
  label: 'Fleet size',
  value: '40',
  custom: true,
  ...more,
})
const isWithheld = (more: Partial<Shown>) => betrays(shown(more), stages)

describe('whoever classifies a lead', () => {
  test('is not told who it is, nor of which company', () => {
    const ours = { custom: false, label: 'Name', value: 'Nordwind' }
    expect(isWithheld({ ...ours, of: 'account', field: 'name' })).toBe(true)
    expect(isWithheld({ ...ours, of: 'account', field: 'domain' })).toBe(true)
    expect(isWithheld({ ...ours, of: 'contact', field: 'fullName' })).toBe(true)
    expect(isWithheld({ ...ours, of: 'account', field: 'industry', label: 'Industry' })).toBe(false)
    expect(isWithheld({ label: 'Profile', value: 'https://people.test/anna' })).toBe(true)
    expect(isWithheld({ label: 'Assistant', value: 'anna@nordwind.test' })).toBe(true)
  })

  test('is not told how far somebody has come by a field of another tool', () => {
    for (const label of ['Lifecycle stage', 'Lead Status', 'lead_score', 'Became MQL on', 'Qualified by'])
      expect(isWithheld({ label }), label).toBe(true)
    expect(isWithheld({ label: 'Kind', value: ' MQL' })).toBe(true)
    expect(isWithheld({ label: 'Kind', value: 'Opportunity' })).toBe(true)
  })

  test('is told everything else', () => {
    expect(isWithheld({})).toBe(false)
    expect(isWithheld({ label: 'Usable trucks', value: 'Opportunity to save fuel' })).toBe(false)
    expect(isWithheld({ custom: false, field: 'landingPage', value: 'https://us.test/price' })).toBe(false)
  })
})
