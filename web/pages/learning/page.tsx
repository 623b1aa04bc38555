import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { GraduationCap } from 'lucide-react'
import { createSurvey, showLearning } from '../../../contract/learning.ts'
import type { SurveyView } from '../../../contract/learning-views.ts'
import { ask, call } from '../../app/client.ts'
import { Button } from '../../ui/button.tsx'
import { Card } from '../../ui/card.tsx'
import { useFormat } from '../../ui/format.ts'
import { Columns, Page, PageHeader } from '../../ui/page.tsx'
import { EmptyState, ErrorState, SkeletonLines } from '../../ui/states.tsx'
import { showProblem } from '../../ui/toast.tsx'
import { AttributesCard } from './attributes-card.tsx'
import { ModelsCard } from './models-card.tsx'
import { RunCard } from './run-card.tsx'
import { TrainCard } from './train-card.tsx'
import { hasNothing, heaps, isUnderWay } from './words.ts'

const pollMs = 700

/** The score that is fitted to the past: what it may read, its training, and the models there are. */
export function LearnedScorePage() {
  const view = useQuery({
    ...ask(showLearning, {}),
    refetchInterval: ({ state }) => (isUnderWay(state.data?.run ?? null) ? pollMs : false),
  })
  const survey = useSurvey()
  const run = view.data?.run ?? null
  const mayAsk = view.data?.can.work === true && !isUnderWay(run)
  return (
    <Page>
      <PageHeader
        title="Learned score"
        note="A score fitted to what became of your own leads, beside the rules people write. It binds nobody until both teams have signed it."
        actions={
          mayAsk &&
          view.data?.survey && (
            <Button busy={survey.isPending} onClick={() => survey.mutate()}>
              Look at the past again
            </Button>
          )
        }
      />
      {view.isError && <ErrorState problem={view.error} onRetry={() => void view.refetch()} />}
      {view.isPending && <SkeletonLines lines={10} />}
      {run && <RunCard run={run} mayStop={view.data?.can.work === true} />}
      {view.data && view.data.survey === null && !isUnderWay(run) && (
        <Card>
          <EmptyState
            icon={GraduationCap}
            title="Nobody has looked at the past yet"
            action={
              mayAsk && (
                <Button tone="primary" busy={survey.isPending} onClick={() => survey.mutate()}>
                  Look at the past
                </Button>
              )
            }
          >
            Rapport reads the leads that were won and lost, and shows which attributes were probably written
            only afterwards. Then you say which were known on arrival, and train.
          </EmptyState>
        </Card>
      )}
      {view.data?.survey && (
        <Found survey={view.data.survey} editable={view.data.can.work} busy={isUnderWay(run)} />
      )}
    </Page>
  )
}

function useSurvey() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: () => call(createSurvey, { body: {} }),
    onError: showProblem,
    onSettled: () => client.invalidateQueries({ queryKey: [showLearning.id] }),
  })
}

type FoundProps = { survey: SurveyView; editable: boolean; busy: boolean }

function Found({ survey, editable, busy }: FoundProps) {
  const nothing = survey.attributes.filter(hasNothing)
  return (
    <Columns
      side={
        <>
          <CountsCard survey={survey} />
          {editable && <TrainCard key={survey.id} survey={survey} busy={busy} />}
          <ModelsCard />
        </>
      }
    >
      {heaps.map((heap) => (
        <AttributesCard
          key={heap.key}
          title={heap.title}
          note={heap.note}
          attributes={survey.attributes.filter(heap.holds)}
          editable={editable && heap.key === 'asked'}
        />
      ))}
      {nothing.length > 0 && (
        <Card
          title="Nothing to learn from"
          note="Empty, the same for everybody, dates, names of single records, or almost never repeated."
        >
          <p className="text-sm text-ink-2">{nothing.map(({ label }) => label).join(', ')}</p>
        </Card>
      )}
    </Columns>
  )
}

function CountsCard({ survey: { counts, surveyedAt, plan } }: { survey: SurveyView }) {
  const format = useFormat()
  const facts = [
    ['Won', counts.won],
    ['Not won', counts.lost],
    ['Still open, not read', counts.open],
    ['Decided too early, not read', counts.early],
    ['Beyond the newest 50,000', counts.beyondLimit],
  ] as const
  return (
    <Card
      title="What was read"
      note={`Each lead as it was known ${plan.momentHours} hours after it entered.`}
    >
      <dl className="divide-y divide-line text-sm">
        {facts
          .filter(([, count], place) => place < 2 || count > 0)
          .map(([name, count]) => (
            <div key={name} className="flex justify-between gap-4 py-1.5">
              <dt className="text-ink-3">{name}</dt>
              <dd className="num">{format.number(count)}</dd>
            </div>
          ))}
      </dl>
      <p className="mt-3 text-xs text-ink-3">Read {format.dayTime(surveyedAt)}.</p>
    </Card>
  )
}
