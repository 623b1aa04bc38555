import { useQuery, useQueryClient } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { changeDeal, listDeals, listPipelines, readDeal } from '../../../contract/pipeline.ts'
import type { DealView, PipelineView } from '../../../contract/pipeline.ts'
import { ask, call } from '../../app/client.ts'
import { useParam } from '../../app/params.ts'
import { RecordLink } from '../../parts/marks.tsx'
import { outcomeTones } from '../../parts/outcome.ts'
import { Card, Fact, Facts } from '../../ui/card.tsx'
import { Chip } from '../../ui/chip.tsx'
import { useFormat } from '../../ui/format.ts'
import { Columns, Page, PageHeader } from '../../ui/page.tsx'
import { EmptyState, ErrorState, SkeletonLines } from '../../ui/states.tsx'
import { InlineFact } from '../../parts/inline-fact.tsx'
import { RecordLine } from '../../parts/record-line.tsx'
import { RecordMenu } from '../../parts/record-menu.tsx'
import { CustomFacts } from './custom-facts.tsx'
import { DealHistory } from './deal-history.tsx'
import { DealTrack } from './deal-track.tsx'
import { NextStepCard } from './next-step-card.tsx'
import { Timeline } from './timeline.tsx'

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
  return (
    <Page>
      <PageHeader
        large
        title={deal.name}
        above={
          <RecordLine
            to="/pipeline"
            search={{ pipeline: pipeline.id }}
            listId={listDeals.id}
            path="/deals"
            id={deal.id}
          >
            {`${pipeline.name} pipeline`}
          </RecordLine>
        }
        note={<Subtitle deal={deal} />}
        menu={<RecordMenu kind="deal" record={deal} />}
      >
        <div className="mt-4">
          <DealTrack deal={deal} pipeline={pipeline} movable={deal.can.move && deal.deletedAt === null} />
        </div>
      </PageHeader>
      <Columns gap="lg" side={<Side deal={deal} pipeline={pipeline} />}>
        <Story deal={deal} />
      </Columns>
    </Page>
  )
}

function Subtitle({ deal }: { deal: DealView }) {
  const format = useFormat()
  return (
    <span className="flex flex-wrap items-center gap-2">
      <span className="num text-base font-medium text-ink">
        {deal.amount === null ? 'no amount yet' : format.money(deal.amount, { currency: deal.currency })}
      </span>
      {deal.outcome !== 'open' && (
        <Chip tone={outcomeTones[deal.outcome]} icon>
          {deal.outcome}
        </Chip>
      )}
      {deal.openedBy && (
        <span className="inline-flex min-w-0 items-center gap-1.5">
          opened by <Chip tone="marketing">{deal.openedBy}</Chip>
        </span>
      )}
      {deal.deletedAt && (
        <Chip tone="warn" icon>
          in the trash
        </Chip>
      )}
    </span>
  )
}

/** What led to the deal: the story of the company, else of the person. */
function Story({ deal }: { deal: DealView }) {
  if (deal.account) return <Timeline of="account" id={deal.account.id} />
  if (deal.contact) return <Timeline of="contact" id={deal.contact.id} />
  return (
    <Card title="One story, both teams">
      <EmptyState title="Nobody belongs to this deal yet">
        Sales names its company or person; the story of both teams then stands here.
      </EmptyState>
    </Card>
  )
}

function Side({ deal, pipeline }: { deal: DealView; pipeline: PipelineView }) {
  const client = useQueryClient()
  const format = useFormat()
  const editable = deal.can.edit && deal.deletedAt === null
  const save = async (change: Record<string, unknown>) => {
    await call(changeDeal, { params: { id: deal.id }, body: change })
    await client.invalidateQueries()
  }
  return (
    <>
      <NextStepCard record={deal} editable={editable} save={save} />
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
      <DealHistory deal={deal} pipeline={pipeline} />
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
          {deal.account ? (
            <RecordLink to={`/companies/${deal.account.id}`}>{deal.account.name}</RecordLink>
          ) : (
            '–'
          )}
        </Fact>
        <Fact name="Person">
          {deal.contact ? (
            <RecordLink to={`/people/${deal.contact.id}`}>{deal.contact.name}</RecordLink>
          ) : (
            '–'
          )}
        </Fact>
        <Fact name="Product">{deal.product?.name ?? '–'}</Fact>
        <Fact name="Opened">{format.day(deal.openedAt)}</Fact>
        <Fact name="Closed">{format.day(deal.closedAt)}</Fact>
        {deal.lostReason && <Fact name="Lost because">{deal.lostReason}</Fact>}
        <CustomFacts custom={deal.custom} />
      </Facts>
    </Card>
  )
}
