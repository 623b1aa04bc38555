import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { MessageSquareWarning, Signature } from 'lucide-react'
import { agreementKinds } from '../../../contract/agreement-bodies.ts'
import type { AgreementKind } from '../../../contract/agreement-bodies.ts'
import type { AgreementRow } from '../../../contract/agreement-views.ts'
import { agreementsMax, listAgreements } from '../../../contract/agreements.ts'
import { pageLimitMax } from '../../../contract/endpoint.ts'
import { ask } from '../../app/client.ts'
import { useStages } from '../../parts/choices.ts'
import { Card, Rows } from '../../ui/card.tsx'
import { Chip } from '../../ui/chip.tsx'
import { useFormat } from '../../ui/format.ts'
import { SearchInput } from '../../ui/input.tsx'
import { Page, PageHeader } from '../../ui/page.tsx'
import { EmptyState, ErrorState, SkeletonLines } from '../../ui/states.tsx'
import { Tabs } from '../../ui/tabs.tsx'
import { useUrlState } from '../../ui/url-state.ts'
import { NewAgreement } from './new-agreement.tsx'
import { SignatureMarks } from './signature-marks.tsx'
import { kindWords, shareWords, stateWords } from './words.ts'

const views = [
  { key: 'all', label: 'All' },
  { key: 'open', label: 'Under discussion' },
  { key: 'mine', label: 'Waiting for me' },
] as const
type ViewKey = (typeof views)[number]['key']

/** What marketing and sales have agreed: by kind, with what is in force and what waits for a signature. */
export function AgreementsPage() {
  const [state, setState] = useUrlState()
  const view = views.find(({ key }) => key === state['view'])?.key ?? 'all'
  const q = state['q']?.trim()
  const agreements = useQuery(
    ask(listAgreements, {
      query: {
        limit: Math.min(pageLimitMax, agreementsMax),
        ...(q ? { q } : {}),
        ...(view === 'open' && { open: 'true' }),
        ...(view === 'mine' && { awaitsMe: 'true' }),
      },
    }),
  )
  const items = agreements.data?.items ?? []
  return (
    <Page>
      <PageHeader
        title="Agreements"
        note="What both teams have signed, and what runs on it. A change is drafted, tried on our own history, signed by marketing and by sales."
        actions={<NewAgreement />}
      />
      <div className="flex flex-wrap items-center gap-3">
        <Tabs<ViewKey>
          label="Which agreements"
          tabs={views}
          value={view}
          onChange={(key) => setState({ view: key === 'all' ? undefined : key })}
        />
        <SearchInput
          label="Find an agreement"
          value={state['q'] ?? ''}
          onChange={(text) => setState({ q: text })}
          className="w-full sm:w-64"
        />
      </div>
      {agreements.isError && (
        <ErrorState problem={agreements.error} onRetry={() => void agreements.refetch()} />
      )}
      {agreements.isPending && <SkeletonLines lines={10} />}
      {agreements.data && items.length === 0 && <Nothing view={view} />}
      {ordered.map((kind) => (
        <Kind key={kind} kind={kind} items={items.filter((item) => item.kind === kind)} />
      ))}
    </Page>
  )
}

const order = Object.keys(kindWords)
const ordered = agreementKinds.toSorted((one, other) => order.indexOf(one) - order.indexOf(other))

function Nothing({ view }: { view: ViewKey }) {
  const titles = {
    all: 'No agreement has this name',
    open: 'Nothing is under discussion',
    mine: 'Nothing waits for your signature',
  }
  return (
    <EmptyState icon={Signature} title={titles[view]}>
      A proposal appears here until both teams have signed it.
    </EmptyState>
  )
}

function Kind({ kind, items: given }: { kind: AgreementKind; items: readonly AgreementRow[] }) {
  const stages = useStages().map(({ key }) => key)
  // Stages stand in the order of the funnel, everything else by its title.
  const items =
    kind === 'stage'
      ? given.toSorted(
          (one, other) => stages.indexOf(one.subject ?? '') - stages.indexOf(other.subject ?? ''),
        )
      : given
  if (items.length === 0) return null
  return (
    <Card flush title={kindWords[kind].many} aside={<span className="num">{items.length}</span>}>
      <Rows className="px-5">
        {items.map((item) => (
          <Agreement key={item.id} item={item} />
        ))}
      </Rows>
    </Card>
  )
}

function Agreement({ item }: { item: AgreementRow }) {
  const format = useFormat()
  const { inForce } = item
  return (
    <li className="grid items-center gap-x-6 gap-y-1.5 py-3 text-sm md:grid-cols-[minmax(0,1fr)_200px_220px_120px]">
      <span className="flex min-w-0 flex-wrap items-center gap-2">
        <Link to={`/agreements/${item.id}`} className="font-medium underline-offset-4 hover:underline">
          {item.title}
        </Link>
        {item.open.map((version) => (
          <Chip key={version.id} tone={stateWords[version.state].tone}>
            version {version.number} {stateWords[version.state].word}
          </Chip>
        ))}
        {item.objections > 0 && (
          <Chip tone="bad" icon={MessageSquareWarning}>
            {item.objections === 1 ? '1 objection' : `${item.objections} objections`}
          </Chip>
        )}
      </span>
      <span className="text-ink-2">
        {inForce === null
          ? 'nothing in force'
          : `version ${inForce.number}, since ${format.day(inForce.inForceFrom)}`}
      </span>
      <span>{inForce && <SignatureMarks version={inForce} />}</span>
      <span className="num text-ink-3 md:text-right">{shareWords(item.read, 'have read')}</span>
    </li>
  )
}
