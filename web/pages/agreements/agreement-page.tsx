import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { AgreementView, VersionView } from '../../../contract/agreement-views.ts'
import { readAgreement, readAgreementVersion } from '../../../contract/agreements.ts'
import { backTestedKinds } from '../../../contract/backtests.ts'
import { ask } from '../../app/client.ts'
import { useParam } from '../../app/params.ts'
import { BackTestPanel } from '../../parts/back-test/back-test-panel.tsx'
import { SigningEvidence } from '../../parts/back-test/signing-evidence.tsx'
import { Card } from '../../ui/card.tsx'
import { Chip } from '../../ui/chip.tsx'
import { useFormat } from '../../ui/format.ts'
import { Columns, Page, PageHeader } from '../../ui/page.tsx'
import { ErrorState, SkeletonLines } from '../../ui/states.tsx'
import { Tabs } from '../../ui/tabs.tsx'
import { useUrlState } from '../../ui/url-state.ts'
import { DependentsCard } from './dependents-card.tsx'
import { Differences } from './differences.tsx'
import { Discussion } from './discussion.tsx'
import { QuizCard } from './quiz-card.tsx'
import { ReadersCard } from './readers-card.tsx'
import { SignatureStrip } from './signature-marks.tsx'
import { StaleNotice } from './stale-notice.tsx'
import { VersionActs } from './version-acts.tsx'
import { VersionText } from './version-text.tsx'
import { VersionsCard } from './versions-card.tsx'
import { kindWords, stateWords } from './words.ts'

/** One agreement: what it says in plain English, who has signed and read it, and what is said about it. */
export function AgreementPage() {
  const id = useParam('id')
  const [state] = useUrlState()
  const agreement = useQuery(ask(readAgreement, { params: { id } }))
  if (agreement.isError)
    return <ErrorState heading="h1" problem={agreement.error} onRetry={() => void agreement.refetch()} />
  if (agreement.isPending) return <Waiting />
  const versionId = Number(state['version']) || chosenVersion(agreement.data)
  return <Chosen agreement={agreement.data} versionId={versionId} />
}

/** What is in force speaks first; where nothing is, the newest version does. */
function chosenVersion({ inForce, versions }: AgreementView): number {
  return inForce?.id ?? versions[0]?.id ?? 0
}

function Chosen({ agreement, versionId }: { agreement: AgreementView; versionId: number }) {
  const version = useQuery(ask(readAgreementVersion, { params: { id: versionId } }))
  if (version.isError)
    return <ErrorState heading="h1" problem={version.error} onRetry={() => void version.refetch()} />
  if (version.isPending) return <Waiting />
  return (
    <Page>
      <PageHeader
        large
        title={agreement.title}
        above={
          <Link to="/agreements" className="underline-offset-4 hover:underline">
            Agreements
          </Link>
        }
        note={<Standing agreement={agreement} version={version.data} />}
        actions={<VersionActs agreement={agreement} version={version.data} />}
      />
      <Columns gap="lg" side={<Side agreement={agreement} version={version.data} />}>
        <StaleNotice version={version.data} />
        <Reading agreement={agreement} version={version.data} />
        {judges(agreement) && <BackTestPanel versionId={version.data.id} />}
        <Discussion agreement={agreement} version={version.data} />
      </Columns>
    </Page>
  )
}

const judging: ReadonlySet<string> = new Set(backTestedKinds)

function judges({ kind }: AgreementView): boolean {
  return judging.has(kind)
}

function Waiting() {
  return (
    <Page>
      <SkeletonLines lines={12} />
    </Page>
  )
}

type Both = { agreement: AgreementView; version: VersionView }

function Standing({ agreement, version }: Both) {
  const format = useFormat()
  const { word, tone } = stateWords[version.state]
  return (
    <span className="flex flex-wrap items-center gap-2">
      {kindWords[agreement.kind].one} · version {version.number}
      <Chip tone={tone}>{word}</Chip>
      {version.inForceFrom && <span>since {format.day(version.inForceFrom)}</span>}
      {version.inForceUntil && <span>until {format.day(version.inForceUntil)}</span>}
      {version.state === 'proposed' && version.effectiveFrom && (
        <span>to take effect on {format.day(version.effectiveFrom)}</span>
      )}
    </span>
  )
}

/** The text as it stands, or what it says otherwise than another version. */
function Reading({ agreement, version }: Both) {
  const [state, setState] = useUrlState()
  const showing = state['show'] === 'changes' ? 'changes' : 'text'
  const others = agreement.versions.filter(({ id }) => id !== version.id)
  return (
    <Card
      title="What it says"
      aside={
        others.length > 0 && (
          <Tabs
            look="plain"
            label="Text or changes"
            tabs={[
              { key: 'text', label: 'Text' },
              { key: 'changes', label: 'Changes' },
            ]}
            value={showing}
            onChange={(key) => setState({ show: key === 'text' ? undefined : key })}
          />
        )
      }
    >
      {version.why !== '' && showing === 'text' && (
        <p className="mb-5 border-l-2 border-line-strong pl-3 text-sm text-ink-2">{version.why}</p>
      )}
      {showing === 'text' ? (
        <VersionText version={version} />
      ) : (
        <Differences version={version} others={others} />
      )}
      <div className="mt-6">
        {judges(agreement) && <SigningEvidence version={version} />}
        <SignatureStrip version={version} />
      </div>
    </Card>
  )
}

function Side({ agreement, version }: Both) {
  return (
    <>
      <VersionsCard agreement={agreement} shown={version.id} />
      <ReadersCard version={version} />
      <QuizCard key={version.id} version={version} />
      <DependentsCard agreementId={agreement.id} />
    </>
  )
}
