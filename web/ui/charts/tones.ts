/** A series is a team, a status or ink; hue is never decoration. */
export type Tone = 'marketing' | 'sales' | 'ink' | 'grey' | 'ok' | 'warn' | 'bad'

export const toneColors: Record<Tone, string> = {
  marketing: 'var(--mkt)',
  sales: 'var(--sal)',
  ink: 'var(--ink)',
  grey: 'var(--ink-3)',
  ok: 'var(--ok)',
  warn: 'var(--warn)',
  bad: 'var(--bad)',
}
