import { Link, type LinkProps } from '@tanstack/react-router'
import { Download, LoaderCircle, type LucideIcon } from 'lucide-react'
import type { ComponentProps, ReactNode } from 'react'
import { cx } from './cx.ts'
import { KeyHint } from './key-hint.tsx'

export type ButtonTone = 'primary' | 'secondary' | 'ghost' | 'danger'
export type ButtonSize = 'sm' | 'md' | 'lg'

const tones: Record<ButtonTone, string> = {
  primary: 'bg-ink text-surface border-ink hover:bg-ink-2 hover:border-ink-2',
  secondary: 'bg-surface text-ink border-line hover:bg-sunken',
  ghost: 'bg-transparent text-ink-2 border-transparent hover:bg-sunken hover:text-ink',
  danger: 'bg-surface text-bad border-line hover:bg-bad-soft',
}

const sizes: Record<ButtonSize, string> = {
  sm: 'h-7 px-2.5 text-xs',
  md: 'h-9 px-3 text-sm sm:h-8',
  lg: 'h-10 px-4 text-base',
}

const shape =
  'inline-flex shrink-0 items-center justify-center gap-2 rounded-md border font-medium whitespace-nowrap select-none transition-colors duration-150 disabled:opacity-50 aria-disabled:opacity-50'

type Look = {
  tone?: ButtonTone
  size?: ButtonSize
  icon?: LucideIcon
  /** The key that does the same; shown on wide screens only. The key itself is bound with `useKeys`. */
  keyHint?: string
}

export type ButtonProps = ComponentProps<'button'> & Look & { busy?: boolean }

/**
 * The button. One `primary` a screen, the rest `secondary` or `ghost`. `busy` shows that the act is under way and
 * swallows further clicks without losing the focus.
 */
export function Button({ tone, size, icon, keyHint, busy, className, children, ...rest }: ButtonProps) {
  const Icon = icon
  return (
    <button
      type="button"
      {...rest}
      aria-disabled={busy || rest['aria-disabled']}
      onClick={busy ? (event) => event.preventDefault() : rest.onClick}
      className={cx(shape, tones[tone ?? 'secondary'], sizes[size ?? 'md'], className)}
    >
      {busy && <LoaderCircle aria-hidden className="size-4 animate-spin" />}
      {!busy && Icon && <Icon aria-hidden className="size-4" strokeWidth={1.75} />}
      {children}
      {keyHint && <KeyHint keys={keyHint} tone={tone === 'primary' ? 'inverse' : 'plain'} />}
    </button>
  )
}

/** A link that looks like a button: for going somewhere, never for doing something. */
export function ButtonLink(props: LinkProps & Look & { className?: string; children?: ReactNode }) {
  const { tone, size, icon: Icon, keyHint, className, children, ...rest } = props
  return (
    <Link {...rest} className={cx(shape, tones[tone ?? 'secondary'], sizes[size ?? 'md'], className)}>
      {Icon && <Icon aria-hidden className="size-4" strokeWidth={1.75} />}
      {children}
      {keyHint && <KeyHint keys={keyHint} tone={tone === 'primary' ? 'inverse' : 'plain'} />}
    </Link>
  )
}

/** A link that brings a file. */
export function DownloadLink({ href, children }: { href: string; children: ReactNode }) {
  return (
    <a href={href} download className={cx(shape, tones.secondary, sizes.md)}>
      <Download aria-hidden className="size-4" strokeWidth={1.75} />
      {children}
    </a>
  )
}

export type IconButtonProps = ComponentProps<'button'> & {
  icon: LucideIcon
  /** What it does, in words: read aloud and shown as a tooltip. */
  label: string
  tone?: ButtonTone
  size?: 'xs' | 'sm' | 'md'
}

const squares = { xs: 'size-6', sm: 'size-7', md: 'size-9 sm:size-8' } as const

/** A square button that is only an icon; its `label` is its name. */
export function IconButton({ icon: Icon, label, tone, size, className, ...rest }: IconButtonProps) {
  return (
    <button
      type="button"
      aria-label={label}
      title={label}
      {...rest}
      className={cx(shape, tones[tone ?? 'ghost'], squares[size ?? 'md'], className)}
    >
      <Icon aria-hidden className="size-4" strokeWidth={1.75} />
    </button>
  )
}
