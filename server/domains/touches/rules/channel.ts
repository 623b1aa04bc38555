import type { DefaultChannelKey, TouchKind } from '../../../../contract/touches.ts'

const paid = /^(?:.*cp.*|ppc|retargeting|paid.*|sem|sea)$/
const searchEngine = /google|bing|yahoo|baidu|duckduckgo|ecosia|yandex|qwant/
const network =
  /facebook|instagram|linkedin|twitter|^x$|^x\.com$|tiktok|youtube|reddit|pinterest|xing|threads|mastodon/

const byMedium: Readonly<Record<string, DefaultChannelKey>> = {
  organic: 'organic_search',
  seo: 'organic_search',
  email: 'email',
  'e-mail': 'email',
  mail: 'email',
  newsletter: 'email',
  social: 'social',
  'social-network': 'social',
  'social-media': 'social',
  sm: 'social',
  referral: 'referral',
  link: 'referral',
  app: 'referral',
  affiliate: 'partner',
  affiliates: 'partner',
  partner: 'partner',
  display: 'display',
  banner: 'display',
  cpm: 'display',
  interstitial: 'display',
  expandable: 'display',
  event: 'event',
  webinar: 'event',
  conference: 'event',
  phone: 'outbound',
  call: 'outbound',
  sales: 'outbound',
  outbound: 'outbound',
  '(none)': 'direct',
  none: 'direct',
  direct: 'direct',
}

const byKind: Readonly<Partial<Record<TouchKind, DefaultChannelKey>>> = {
  mail_open: 'email',
  mail_click: 'email',
  mail_reply: 'email',
  event_attended: 'event',
  call: 'outbound',
  meeting: 'outbound',
}

export type Tagged = {
  readonly kind: TouchKind
  readonly utmSource?: string | undefined
  readonly utmMedium?: string | undefined
}

/**
 * The default channel of a touch, told from the medium and source of its link (after the default channel groups of
 * Google Analytics), else from its kind. Null where nothing tells; that is blank, and not `other`.
 */
export function channelOf({ kind, utmSource, utmMedium }: Tagged): DefaultChannelKey | null {
  const medium = plain(utmMedium)
  const source = plain(utmSource)
  const known = byMedium[medium]
  if (known !== undefined) return known
  if (paid.test(medium)) return paidChannel(source, medium)
  if (medium === '' && source === '') return byKind[kind] ?? null
  if (network.test(source)) return 'social'
  if (searchEngine.test(source)) return medium === '' ? 'organic_search' : 'other'
  if (source === 'direct' || source === '(direct)') return 'direct'
  return medium === '' ? 'referral' : 'other'
}

function paidChannel(source: string, medium: string): DefaultChannelKey {
  if (network.test(source) || medium.includes('social')) return 'paid_social'
  if (medium.includes('display') || medium === 'retargeting') return 'display'
  return 'paid_search'
}

function plain(word: string | undefined): string {
  return (word ?? '')
    .trim()
    .toLowerCase()
    .replaceAll(/[\s_]+/g, '-')
}
