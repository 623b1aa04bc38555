import type { ReactNode } from 'react'
import { RefusalError } from '../../app/client.ts'
import { Logo } from '../../app/shell/logo.tsx'
import { useDocumentTitle } from '../../ui/page.tsx'

type EntryFrameProps = {
  title: string
  note?: ReactNode
  children: ReactNode
  foot?: ReactNode
  wide?: boolean
}

/** The frame of every page before one is signed in: the mark, one card, one act. */
export function EntryFrame({ title, note, children, foot, wide = false }: EntryFrameProps) {
  useDocumentTitle(title)
  return (
    <main className="flex min-h-dvh flex-col items-center px-4 py-10 sm:py-20">
      <p className="mb-8 flex items-center gap-3 text-lg font-semibold tracking-tight">
        <Logo size={12} /> Rapport
      </p>
      <section
        className={`w-full rounded-xl border border-line bg-surface p-6 sm:p-8 ${wide ? 'max-w-3xl' : 'max-w-md'}`}
      >
        <h1 className="text-xl font-semibold tracking-tight">{title}</h1>
        {note && <p className="mt-1 text-sm text-ink-3">{note}</p>}
        <div className="mt-6">{children}</div>
      </section>
      {foot && <div className="mt-6 text-center text-sm text-ink-3">{foot}</div>}
    </main>
  )
}

/** What was refused, under the form. */
export function FormProblem({ problem }: { problem: unknown }) {
  if (!problem) return null
  const remedy = problem instanceof RefusalError ? problem.remedy : undefined
  return (
    <p role="alert" className="text-sm text-bad">
      {problem instanceof Error ? problem.message : 'Something went wrong.'} {remedy}
    </p>
  )
}
