import { CircleAlert, type LucideIcon, RotateCw } from 'lucide-react'
import type { ReactNode } from 'react'
import { Button } from './button.tsx'
import { cx } from './cx.ts'
import { wordsOf } from './toast.tsx'

type EmptyStateProps = {
  icon?: LucideIcon
  /** What is missing: "No people match these filters". */
  title: string
  /** Who owns it and what will appear here. */
  children?: ReactNode
  /** One button. */
  action?: ReactNode
  /** `h1` where it stands for the whole page. */
  heading?: Heading
  className?: string
}

type Heading = 'h1' | 'h2'

/** Names what is missing, who owns it, and offers one button. */
export function EmptyState({ icon: Icon, title, children, action, heading, className }: EmptyStateProps) {
  const Title = heading ?? 'h2'
  return (
    <div className={cx('flex flex-col items-center px-6 py-14 text-center', className)}>
      {Icon && (
        <span className="mb-3 inline-flex size-10 items-center justify-center rounded-lg border border-line bg-surface text-ink-3">
          <Icon aria-hidden className="size-5" strokeWidth={1.5} />
        </span>
      )}
      <Title className="text-base font-semibold">{title}</Title>
      {children && <div className="mt-1 max-w-md text-sm text-ink-3">{children}</div>}
      {action && <div className="mt-4">{action}</div>}
    </div>
  )
}

type ErrorStateProps = { problem: unknown; onRetry?: () => void; heading?: Heading }

/** What a failed load shows in its place: what happened, what to do, and a way to try again. */
export function ErrorState({ problem, onRetry, heading: Title = 'h2' }: ErrorStateProps) {
  const { message, remedy } = wordsOf(problem)
  return (
    <div role="alert" className="flex flex-col items-center px-6 py-14 text-center">
      <CircleAlert aria-hidden className="mb-3 size-6 text-bad" strokeWidth={1.5} />
      <Title className="text-base font-semibold">{message}</Title>
      {remedy && <p className="mt-1 max-w-md text-sm text-ink-3">{remedy}</p>}
      {onRetry && (
        <Button icon={RotateCw} onClick={onRetry} className="mt-4">
          Try again
        </Button>
      )}
    </div>
  )
}

/** A grey block in the shape of what is coming. Give the region around it `aria-busy`. */
export function Skeleton({ className }: { className?: string }) {
  return (
    <span
      aria-hidden
      className={cx('block animate-pulse rounded-sm bg-line/70', className ?? 'h-4 w-full')}
    />
  )
}

/** Several lines of skeleton, for a card's body. */
export function SkeletonLines({ lines = 4 }: { lines?: number }) {
  return (
    <div role="status" aria-label="Loading" className="space-y-3 py-1">
      {Array.from({ length: lines }, (_, index) => (
        <Skeleton key={index} className={index % 3 === 2 ? 'h-4 w-3/5' : 'h-4 w-full'} />
      ))}
    </div>
  )
}
