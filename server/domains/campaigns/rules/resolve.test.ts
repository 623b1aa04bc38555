import { describe, expect, test } from 'vitest'
import { resolveCampaign } from './resolve.ts'
import type { TaggedCampaign } from './resolve.ts'
import { taggedLink, utmWord } from './tagged-link.ts'

const campaign = (id: string, more: Partial<TaggedCampaign> = {}): TaggedCampaign => ({
  id,
  nameKey: id,
  utmSource: null,
  utmMedium: null,
  utmCampaign: null,
  ...more,
})

describe('the campaign behind a link', () => {
  test('is the one with the same word, but for case and punctuation', () => {
    const known = [campaign('a', { utmCampaign: 'Spring_Launch' }), campaign('b')]
    expect(resolveCampaign(known, { campaign: 'spring-launch' })).toBe('a')
  })

  test('is found by its name where it has no word of its own', () => {
    expect(resolveCampaign([campaign('springlaunch')], { campaign: 'Spring launch' })).toBe('springlaunch')
  })

  test('is the one that fixes source and medium too', () => {
    const known = [
      campaign('broad', { utmCampaign: 'x' }),
      campaign('narrow', { utmCampaign: 'x', utmSource: 'google', utmMedium: 'cpc' }),
    ]
    expect(resolveCampaign(known, { campaign: 'x', source: 'Google', medium: 'CPC' })).toBe('narrow')
    expect(resolveCampaign(known, { campaign: 'x', source: 'bing', medium: 'cpc' })).toBe('broad')
  })

  test('is none where two are as close, where nothing is named, and where a fixed source differs', () => {
    const twins = [campaign('a', { utmCampaign: 'x' }), campaign('b', { utmCampaign: 'X' })]
    expect(resolveCampaign(twins, { campaign: 'x' })).toBeNull()
    expect(resolveCampaign(twins, {})).toBeNull()
    expect(
      resolveCampaign([campaign('a', { utmCampaign: 'x', utmSource: 's' })], { campaign: 'x' }),
    ).toBeNull()
  })
})

describe('a tagged link', () => {
  test('keeps what is there and replaces what it says anew', () => {
    expect(taggedLink('example.com/p?a=1&utm_medium=old', { medium: 'email', campaign: ' spring ' })).toBe(
      'https://example.com/p?a=1&utm_medium=email&utm_campaign=spring',
    )
  })

  test('is none for what no browser opens', () => {
    expect(taggedLink('mailto:a@example.com', {})).toBeNull()
    expect(taggedLink('http://', {})).toBeNull()
  })

  test('carries words of small letters and hyphens', () => {
    expect(utmWord('  Größe & Preis 2026! ')).toBe('große-preis-2026')
  })
})
