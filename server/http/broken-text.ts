import { Refusal } from '../platform/refusal.ts'

type Part = { readonly value: unknown; readonly key: string; readonly within: Part | null }

/**
 * Refuses a body in which a text holds NUL or half of a character: JSON can spell both, and no database keeps them.
 * Names the place. Bodies may be nested as deep as their length allows, so nothing here calls itself.
 */
export function refuseBrokenText(body: unknown): void {
  const open: Part[] = [{ value: body, key: '', within: null }]
  for (let part = open.pop(); part !== undefined; part = open.pop()) {
    const { value } = part
    if (typeof value === 'string' && !isStorable(value)) throw broken(part)
    if (typeof value !== 'object' || value === null || Buffer.isBuffer(value)) continue
    for (const [key, each] of Object.entries(value)) {
      if (!isStorable(key)) throw broken(part)
      open.push({ value: each, key, within: part })
    }
  }
}

function isStorable(text: string): boolean {
  return text.isWellFormed() && !text.includes('\0')
}

function broken(part: Part): Refusal {
  const keys: string[] = []
  for (let at: Part | null = part; at?.within; at = at.within) keys.unshift(at.key)
  return new Refusal('invalid-input', {
    place: keys.join('.'),
    message: 'The text contains a character that cannot be stored.',
    remedy: 'Send it as whole Unicode characters, without the character NUL.',
  })
}
