import { expect, test } from 'vitest'
import { channelOf } from './channel.ts'

test.each([
  ['google', 'cpc', 'paid_search'],
  ['Google', 'organic', 'organic_search'],
  ['google', undefined, 'organic_search'],
  ['facebook', 'paid_social', 'paid_social'],
  ['linkedin', 'cpc', 'paid_social'],
  ['linkedin.com', undefined, 'social'],
  ['hubspot', 'E-Mail', 'email'],
  ['criteo', 'retargeting', 'display'],
  ['blog.example', 'referral', 'referral'],
  ['somewhere.example', undefined, 'referral'],
  ['fair', 'event', 'event'],
  ['(direct)', '(none)', 'direct'],
  ['x', 'smoke signal', 'social'],
  ['drum', 'smoke signal', 'other'],
])('a link from %s by %s comes through %s', (utmSource, utmMedium, expected) => {
  expect(channelOf({ kind: 'visit', utmSource, utmMedium })).toBe(expected)
})

test.each([
  ['mail_click', 'email'],
  ['call', 'outbound'],
  ['event_attended', 'event'],
  ['visit', null],
] as const)('a %s without a link comes through %s', (kind, expected) => {
  expect(channelOf({ kind })).toBe(expected)
})
