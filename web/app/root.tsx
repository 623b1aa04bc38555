import { type ErrorComponentProps, Outlet, useRouter } from '@tanstack/react-router'
import { Compass } from 'lucide-react'
import { useEffect } from 'react'
import { ButtonLink } from '../ui/button.tsx'
import { followFocus } from '../ui/floating/focus-history.ts'
import { loadFrames, whenIdle } from '../ui/floating/frames.ts'
import { useKeyboard } from '../ui/keys.ts'
import { useDocumentTitle } from '../ui/page.tsx'
import { EmptyState, ErrorState } from '../ui/states.tsx'
import { Toaster } from '../ui/toast.tsx'
import { WorkspaceFormats } from './session.tsx'

/** What stands around every page, inside and outside of the shell. */
export function Root() {
  useKeyboard()
  useEffect(() => whenIdle(() => void loadFrames()), [])
  useEffect(followFocus, [])
  return (
    <WorkspaceFormats locale="en" timeZone="UTC" currency="EUR">
      <Outlet />
      <Toaster />
    </WorkspaceFormats>
  )
}

/** What a page that broke leaves behind: the shell stands, the page can be tried again. */
export function RouteProblem({ error, reset }: ErrorComponentProps) {
  const router = useRouter()
  useDocumentTitle('Something went wrong')
  useEffect(() => reportError(error), [error])
  const retry = () => {
    reset()
    void router.invalidate()
  }
  return <ErrorState heading="h1" problem={error} onRetry={retry} />
}

/** An address that leads nowhere. */
export function NotFound() {
  useDocumentTitle('Not found')
  return (
    <main className="flex min-h-dvh items-center justify-center">
      <EmptyState
        heading="h1"
        icon={Compass}
        title="There is nothing at this address"
        action={<ButtonLink to="/">Go home</ButtonLink>}
      >
        The link may be old, or what it led to was removed or merged.
      </EmptyState>
    </main>
  )
}
