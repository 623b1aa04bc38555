import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { changeDeal, listDeals, listPipelines, readDeal } from '../../../contract/pipeline.ts'
import type { DealView, PipelineView } from '../../../contract/pipeline.ts'
import { ask, call } from '../../app/client.ts'
import { useParam } from '../../app/params.ts'
import { useMemberOptions } from '../../parts/choices.ts'
import { MemberName } from '../../parts/marks.tsx'
import { Card, Fact, Facts } from '../../ui/card.tsx'
import { Chip } from '../../ui/chip.tsx'
import { useFormat } from '../../ui/format.ts'
import { StageTrack } from '../../ui/meter.tsx'
import { Columns, Page, PageHeader } from '../../ui/page.tsx'
import { SeamTimeline } from '../../ui/seam-timeline.tsx'
import { ErrorState, SkeletonLines } from '../../ui/states.tsx'
import { InlineChoice, InlineFact } from '../../parts/inline-fact.tsx'
import { Neighbours } from '../../parts/neighbours.tsx'
import { RecordMenu } from '../../parts/record-menu.tsx'

/** One deal: where it stands, what opened the door, what comes next. */
export function DealPage() {
  const id = useParam('id')
  const deal = useQuery(ask(readDeal, { params: { id } }))
  const pipelines = useQuery(ask(listPipelines, {}))
  if (deal.isError)
    return <ErrorState heading="h1" problem={deal.error} onRetry={() => void deal.refetch()} />
  const pipeline = pipelines.data?.items.find((one) => one.id === deal.data?.pipelineId)
  if (!deal.data || !pipeline) {
    return (
      <Page>
        <SkeletonLines lines={10} />
      </Page>
    )
  }
  return <Deal deal={deal.data} pipeline={pipeline} />
}

function Deal({ deal, pipeline }: { deal: DealView; pipeline: PipelineView }) {
  const format = useFormat()
  return (
    <Page>
      <PageHeader
        large
        title={deal.name}
        above={
          <div className="flex items-center justify-between">
            <Link to="/pipeline" className="underline-offset-4 hover:underline">
              {pipeline.name}
            </Link>
            <Neighbours listId={listDeals.id} path="/deals" id={deal.id} />
          </div>
        }
        note={<span className="num">{format.money(deal.amount, { currency: deal.currency })}</span>}
        actions={<RecordMenu kind="deal" record={deal} />}
      >
        <div className="mt-4">
          <StageTrack label="Stages" stages={trackOf(deal, pipeline, format.shortDay)} />
        </div>
      </PageHeader>
      <Columns gap="lg" side={<Side deal={deal} />}>
        <History deal={deal} pipeline={pipeline} />
      </Columns>
    </Page>
  )
}

function trackOf(deal: DealView, pipeline: PipelineView, day: (at: string) => string) {
  const current = pipeline.stages.find(({ id }) => id === deal.stageId)
  const shown = pipeline.stages.filter((stage) => stage.outcome === 'open' || stage.id === deal.stageId)
  return shown.map((stage) => {
    const at = deal.stageChanges.findLast(({ toStageId }) => toStageId === stage.id)?.at
    const passed = at !== undefined || stage.position < (current?.position ?? 0)
    return {
      key: stage.id,
      label: stage.name,
      team: 'sales' as const,
      state: stateOf(stage.id === deal.stageId, passed),
      when: at === undefined ? undefined : day(at),
    }
  })
}

function stateOf(current: boolean, passed: boolean) {
  if (current) return 'current' as const
  return passed ? ('reached' as const) : ('ahead' as const)
}

function History({ deal, pipeline }: { deal: DealView; pipeline: PipelineView }) {
  const format = useFormat()
  const name = (id: string | null) =>
    pipeline.stages.find((stage) => stage.id === id)?.name ?? 'another stage'
  const entries = deal.stageChanges.toReversed().map((change) => ({
    key: String(change.id),
    team: 'sales' as const,
    title: (
      <span className="font-medium">
        {change.fromStageId === null
          ? `Opened at ${name(change.toStageId)}`
          : `${name(change.fromStageId)} → ${name(change.toStageId)}`}
      </span>
    ),
    when: format.dayTime(change.at),
    detail: [change.actor?.name, change.reason, change.importId === null ? null : `import ${change.importId}`]
      .filter(Boolean)
      .join(' · '),
  }))
  return (
    <Card title="Stage history">
      <SeamTimeline label="Stage history" groups={[{ key: 'all', heading: 'Newest first', entries }]} />
    </Card>
  )
}

function Side({ deal }: { deal: DealView }) {
  const client = useQueryClient()
  const format = useFormat()
  const members = useMemberOptions()
  const editable = deal.can.edit && deal.deletedAt === null
  const save = async (change: Record<string, unknown>) => {
    await call(changeDeal, { params: { id: deal.id }, body: change })
    await client.invalidateQueries()
  }
  return (
    <>
      <Card title="Next step">
        <Facts>
          <Fact name="What">
            <InlineFact
              label="Next step"
              value={deal.nextStep}
              editable={editable}
              save={(nextStep) => save({ nextStep })}
            />
          </Fact>
          <Fact name="By">
            <InlineFact
              label="Next step on"
              type="date"
              value={deal.nextStepOn}
              text={deal.nextStepOn && format.day(deal.nextStepOn)}
              editable={editable}
              save={(nextStepOn) => save({ nextStepOn })}
            />
          </Fact>
          <Fact name="Owner">
            <InlineChoice
              label="Owner"
              value={deal.owner?.id ?? null}
              text={deal.owner?.name ?? null}
              options={members}
              editable={editable}
              save={(ownerId) => save({ ownerId })}
            />
          </Fact>
        </Facts>
      </Card>
      <DealFacts deal={deal}>
        <Fact name="Amount">
          <InlineFact
            label="Amount"
            value={deal.amount}
            text={deal.amount && format.money(deal.amount, { currency: deal.currency })}
            editable={editable}
            save={(amount) => save({ amount })}
          />
        </Fact>
      </DealFacts>
    </>
  )
}

/** What the deal is about; the amount, which is changed in place, comes as the child. */
function DealFacts({ deal, children }: { deal: DealView; children: ReactNode }) {
  const format = useFormat()
  return (
    <Card title="Deal">
      <Facts>
        {children}
        <Fact name="Company">
          {deal.account ? <Link to={`/companies/${deal.account.id}`}>{deal.account.name}</Link> : '–'}
        </Fact>
        <Fact name="Person">
          {deal.contact ? <Link to={`/people/${deal.contact.id}`}>{deal.contact.name}</Link> : '–'}
        </Fact>
        <Fact name="Opened by">{deal.openedBy ? <Chip tone="marketing">{deal.openedBy}</Chip> : '–'}</Fact>
        <Fact name="Product">{deal.product?.name ?? '–'}</Fact>
        <Fact name="Opened">{format.day(deal.openedAt)}</Fact>
        <Fact name="Closed">{format.day(deal.closedAt)}</Fact>
        {deal.lostReason && <Fact name="Lost because">{deal.lostReason}</Fact>}
        <Fact name="Owner">
          <MemberName member={deal.owner} />
        </Fact>
        {Object.entries(deal.custom).map(([key, value]) => (
          <Fact key={key} name={key.replaceAll('_', ' ')}>
            {value === null ? '–' : String(value)}
          </Fact>
        ))}
      </Facts>
    </Card>
  )
}
