import { cx } from './cx.ts'

/**
 * The key or keys that do the same as the button beside them: `A`, `G P`, `⌘K`. Hidden from readers, who get
 * `aria-keyshortcuts` or the help sheet, and hidden on a phone.
 */
export function KeyHint({ keys, tone = 'plain' }: { keys: string; tone?: 'plain' | 'inverse' }) {
  return (
    <span aria-hidden className="hidden items-center gap-0.5 sm:inline-flex">
      {keys.split(' ').map((key) => (
        <kbd
          key={key}
          className={cx(
            'inline-flex h-[18px] min-w-[18px] items-center justify-center rounded-[5px] border px-1 font-sans text-2xs font-medium',
            tone === 'plain' ? 'border-line text-ink-2' : 'border-surface/35 text-surface',
          )}
        >
          {key}
        </kbd>
      ))}
    </span>
  )
}
