import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { readImport } from '../../../contract/imports.ts'
import type { ImportView } from '../../../contract/imports.ts'
import { ask } from '../../app/client.ts'
import { useParam } from '../../app/params.ts'
import { Page, PageHeader } from '../../ui/page.tsx'
import { ErrorState, SkeletonLines } from '../../ui/states.tsx'
import { Stepper } from '../../ui/stepper.tsx'
import { CheckStep } from './check-step.tsx'
import { StateChip } from './imports-tab.tsx'
import { MappingStep } from './mapping-step.tsx'
import { ReadingCard } from './reading-card.tsx'
import { RunStep } from './run-step.tsx'
import { kindWords, originWords } from './words.ts'

const steps = [
  { key: 'mapping', label: 'Map the columns' },
  { key: 'check', label: 'Dry run' },
  { key: 'run', label: 'Import' },
] as const
type StepKey = (typeof steps)[number]['key']

const pollMs = 500
const underWay = new Set(['uploading', 'checking', 'running', 'cancelling', 'undoing'])

/** One import from recognition to undo. */
export function ImportWizardPage() {
  const id = useParam('id')
  const view = useQuery({
    ...ask(readImport, { params: { id } }),
    refetchInterval: ({ state }) => (state.data && underWay.has(state.data.state) ? pollMs : false),
  })
  if (view.isError)
    return <ErrorState heading="h1" problem={view.error} onRetry={() => void view.refetch()} />
  if (view.isPending) {
    return (
      <Page>
        <SkeletonLines lines={10} />
      </Page>
    )
  }
  return <Wizard view={view.data} />
}

function Wizard({ view }: { view: ImportView }) {
  const [chosen, setChosen] = useState<StepKey | null>(null)
  const step = stepOf(view, chosen)
  return (
    <Page>
      <PageHeader
        title={view.fileName}
        above={
          <Link to="/import" className="underline-offset-4 hover:underline">
            Import & data quality
          </Link>
        }
        note={<Recognised view={view} />}
        actions={<StateChip state={view.state} />}
      />
      <Stepper
        label="Steps of the import"
        steps={steps}
        current={step}
        onGo={(key) => setChosen(steps.find((one) => one.key === key)?.key ?? null)}
      />
      {step === 'mapping' && (
        <>
          <ReadingCard view={view} />
          <MappingStep key={readingOf(view)} view={view} onDone={() => setChosen('check')} />
        </>
      )}
      {step === 'check' && (
        <CheckStep view={view} onBack={() => setChosen('mapping')} onDone={() => setChosen('run')} />
      )}
      {step === 'run' && <RunStep view={view} />}
    </Page>
  )
}

/** What has begun cannot be mapped anew; until then the person chooses. */
function stepOf(view: ImportView, chosen: StepKey | null): StepKey {
  if (!view.can.map && view.state !== 'checking') return 'run'
  if (chosen !== null) return chosen
  return view.state === 'checking' || view.state === 'checked' ? 'check' : 'mapping'
}

function Recognised({ view }: { view: ImportView }) {
  const best = view.recognition?.recognition.candidates[0]
  if (!best) return <>Nothing in this file could be recognised.</>
  return (
    <>
      {kindWords[best.kind]} from {originWords[best.origin]}, {Math.round(best.confidence * 100)} % sure.
    </>
  )
}

/** A file that is read in another way is mapped anew, from the beginning. */
function readingOf(view: ImportView): string {
  const file = view.recognition?.file
  return [view.id, file?.sheet, file?.encoding, file?.delimiter, file?.headerLine].join(' ')
}
