import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { readModel } from '../../../contract/learning.ts'
import type { ModelView } from '../../../contract/learning-views.ts'
import { ask } from '../../app/client.ts'
import { useParam } from '../../app/params.ts'
import { Card, HeadlineTiles } from '../../ui/card.tsx'
import { Chip } from '../../ui/chip.tsx'
import { useFormat } from '../../ui/format.ts'
import { Columns, Page, PageHeader } from '../../ui/page.tsx'
import { ErrorState, SkeletonLines } from '../../ui/states.tsx'
import { CalibrationCard, LiftCard } from './charts.tsx'
import { CoefficientsCard } from './coefficients-card.tsx'
import { ExplainCard } from './explain-card.tsx'
import { SignatureCard, SignatureChip, useSigned } from './signature.tsx'
import type { Signed } from './signature.tsx'
import { becauseWords } from './words.ts'

/** One model: how it did on leads it had not seen, what it found, and why a lead has its chance. */
export function LearnedModelPage() {
  const id = useParam('id')
  const model = useQuery(ask(readModel, { params: { id } }))
  if (model.isError)
    return <ErrorState heading="h1" problem={model.error} onRetry={() => void model.refetch()} />
  if (model.isPending) {
    return (
      <Page>
        <SkeletonLines lines={10} />
      </Page>
    )
  }
  return <Model model={model.data} />
}

function Model({ model }: { model: ModelView }) {
  const format = useFormat()
  const signed = useSigned(model.id)
  const by = model.trainedBy === null ? '' : ` by ${model.trainedBy.name}`
  return (
    <Page>
      <PageHeader
        title={model.name}
        above={
          <Link to="/learning" className="underline-offset-4 hover:underline">
            Learned score
          </Link>
        }
        note={`Trained ${format.dayTime(model.trainedAt)}${by}. ${model.splitWords}`}
        actions={
          <>
            {!model.timeOrdered && (
              <Chip tone="warn" icon>
                not ordered by time
              </Chip>
            )}
            <SignatureChip signed={signed} />
          </>
        }
      />
      <Headlines model={model} />
      <Columns side={<Side model={model} signed={signed} />}>
        <LiftCard evaluation={model.evaluation} />
        <CalibrationCard evaluation={model.evaluation} />
        <ExplainCard modelId={model.id} />
        <CoefficientsCard coefficients={model.coefficients} />
      </Columns>
    </Page>
  )
}

function Headlines({ model: { evaluation, rows } }: { model: ModelView }) {
  const format = useFormat()
  const [best] = evaluation.deciles
  return (
    <HeadlineTiles
      label="How well it did"
      tiles={[
        {
          key: 'auc',
          label: 'AUC',
          value: fixed(evaluation.auc),
          note: 'How often a won lead scores above a lost one; chance is 0.500.',
        },
        {
          key: 'lift',
          label: 'Lift of the best tenth',
          value: best?.lift == null ? 'no data' : `${best.lift.toFixed(2)}×`,
          note: `${format.percent(best?.rate)} of it were won.`,
        },
        {
          key: 'brier',
          label: 'Brier score',
          value: fixed(evaluation.brier),
          note: `Log loss ${fixed(evaluation.logLoss)}. Less is better.`,
        },
        {
          key: 'rows',
          label: 'Judged by',
          value: format.number(evaluation.rows),
          unit: 'leads',
          note: `${format.number(evaluation.positives)} of them won; ${format.number(rows)} leads taught.`,
        },
      ]}
    />
  )
}

function fixed(value: number | null): string {
  return value === null ? 'no data' : value.toFixed(3)
}

function Side({ model, signed }: { model: ModelView; signed: Signed }) {
  return (
    <>
      <SignatureCard signed={signed}>{model.ruleWords}</SignatureCard>
      {model.warnings.length > 0 && (
        <Card title="Worth knowing">
          <ul className="space-y-2 text-sm text-ink-2">
            {model.warnings.map((warning) => (
              <li key={warning}>{warning}</li>
            ))}
          </ul>
        </Card>
      )}
      <Card title="What it reads">
        <ul className="space-y-1.5 text-sm">
          {model.features.map(({ attribute, label, because }) => (
            <li key={attribute}>
              {label} <span className="text-xs text-ink-3">{becauseWords[because]}</span>
            </li>
          ))}
        </ul>
      </Card>
      {model.leftOut.length > 0 && (
        <Card title="What it leaves out">
          <ul className="space-y-1.5 text-sm">
            {model.leftOut.map(({ attribute, label, because }) => (
              <li key={attribute}>
                {label} <span className="block text-xs text-ink-3">{because}</span>
              </li>
            ))}
          </ul>
        </Card>
      )}
    </>
  )
}
