/** What a campaign's links carry; blanks are left out. */
export type LinkTags = {
  readonly source?: string | null | undefined
  readonly medium?: string | null | undefined
  readonly campaign?: string | null | undefined
  readonly content?: string | null | undefined
  readonly term?: string | null | undefined
}

const tagNames = ['source', 'medium', 'campaign', 'content', 'term'] as const

/**
 * Adds utm parameters to a web address, replacing those that stand there and keeping everything else. Null where the
 * text is no web address.
 */
export function taggedLink(address: string, tags: LinkTags): string | null {
  const whole = /^[a-z][\w+.-]*:/i.test(address) ? address : `https://${address}`
  if (!URL.canParse(whole)) return null
  const url = new URL(whole)
  if (url.protocol !== 'https:' && url.protocol !== 'http:') return null
  for (const name of tagNames) {
    const value = tags[name]?.trim()
    if (value) url.searchParams.set(`utm_${name}`, value)
  }
  return url.href
}

/** The word for a campaign in links: small letters, digits and hyphens. */
export function utmWord(name: string): string {
  return name
    .normalize('NFKD')
    .replaceAll(/\p{M}+/gu, '')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, '-')
    .replaceAll(/^-+|-+$/g, '')
}
