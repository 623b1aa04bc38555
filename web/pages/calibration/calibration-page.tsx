import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { closeCalibration, readCalibration } from '../../../contract/calibration.ts'
import type { CalibrationView } from '../../../contract/calibration-views.ts'
import { ask, call } from '../../app/client.ts'
import { useParam } from '../../app/params.ts'
import { MemberName } from '../../parts/marks.tsx'
import { Button } from '../../ui/button.tsx'
import { Card, Fact, Facts } from '../../ui/card.tsx'
import { Chip } from '../../ui/chip.tsx'
import { Dialog, DialogClose } from '../../ui/dialog.tsx'
import { useFormat } from '../../ui/format.ts'
import { cx } from '../../ui/cx.ts'
import { Columns, Page, PageHeader } from '../../ui/page.tsx'
import { ErrorState, SkeletonLines } from '../../ui/states.tsx'
import { showProblem } from '../../ui/toast.tsx'
import { Classify } from './classify.tsx'
import { Report } from './report.tsx'
import { TeamProgress } from './team-progress.tsx'

/** One calibration: the leads to answer while it is open, and afterwards how far both teams agree. */
export function CalibrationPage() {
  const id = useParam('id')
  const calibration = useQuery(ask(readCalibration, { params: { id } }))
  if (calibration.isError)
    return <ErrorState heading="h1" problem={calibration.error} onRetry={() => void calibration.refetch()} />
  if (calibration.isPending)
    return (
      <Page>
        <SkeletonLines lines={12} />
      </Page>
    )
  return <Shown calibration={calibration.data} />
}

type Of = { calibration: CalibrationView }

function Shown({ calibration }: Of) {
  const { definition, report } = calibration
  return (
    <Page>
      <PageHeader
        large
        title={definition.title}
        documentTitle={`Calibration of ${definition.title}`}
        above={
          <Link to="/calibration" className="underline-offset-4 hover:underline">
            Calibration
          </Link>
        }
        note={
          <span className="flex flex-wrap items-center gap-2">
            Version {definition.number}
            <Chip tone={report === null ? 'warn' : 'plain'}>{report === null ? 'open' : 'closed'}</Chip>
          </span>
        }
        actions={calibration.can.close && <Close calibration={calibration} />}
      />
      <Columns gap="lg" side={<Side calibration={calibration} />}>
        {report === null ? (
          <Classify calibration={calibration} />
        ) : (
          <Report calibration={calibration} report={report} />
        )}
      </Columns>
    </Page>
  )
}

function Side({ calibration }: Of) {
  const { definition, meaning, entry, progress, draw, report } = calibration
  return (
    <>
      {/* On a phone it stands with the lead, as long as leads are answered. */}
      <Card title="The definition" className={cx(report === null && 'max-lg:hidden')}>
        <p className="text-sm">{meaning}</p>
        {entry !== '' && <p className="mt-3 text-sm whitespace-pre-line text-ink-2">{entry}</p>}
        <p className="mt-3 text-sm">
          <Link
            to={`/agreements/${definition.agreementId}?version=${definition.versionId}`}
            className="underline decoration-line-strong underline-offset-4 hover:decoration-ink"
          >
            Read it whole
          </Link>
        </p>
      </Card>
      <Card title="Answered">
        <TeamProgress progress={progress} />
        <p className="mt-3 text-xs text-ink-3">
          The first of a team to answer a lead speaks for the team. It closes with the last answer.
        </p>
      </Card>
      <Card title="How it was drawn">
        <p className="text-sm text-ink-2">{draw.words}</p>
        {draw.near > 0 && (
          <p className="mt-2 text-sm text-ink-2">
            So many borderline leads make agreement harder than it is every day.
          </p>
        )}
        <div className="mt-3">
          <Course calibration={calibration} />
        </div>
      </Card>
    </>
  )
}

function Course({ calibration }: Of) {
  const format = useFormat()
  const { startedAt, startedBy, closedAt, closedBy } = calibration
  return (
    <Facts>
      <Fact name="Started">{format.dayTime(startedAt)}</Fact>
      <Fact name="By">
        <MemberName member={startedBy} />
      </Fact>
      {closedAt && <Fact name="Closed">{format.dayTime(closedAt)}</Fact>}
      {closedAt && <Fact name="By">{closedBy ? <MemberName member={closedBy} /> : 'the last answer'}</Fact>}
    </Facts>
  )
}

function Close({ calibration }: Of) {
  const client = useQueryClient()
  const close = useMutation({
    mutationFn: () => call(closeCalibration, { params: { id: calibration.id } }),
    onError: showProblem,
    onSettled: () => client.invalidateQueries(),
  })
  return (
    <Dialog
      width="sm"
      trigger={<Button>Close it now</Button>}
      title="Close it before everything is answered?"
      description="Everybody then sees what was answered. It cannot be opened again."
      actions={
        <>
          <DialogClose render={<Button>Keep it open</Button>} />
          <Button tone="primary" busy={close.isPending} onClick={() => close.mutate()}>
            Close and compare
          </Button>
        </>
      }
    />
  )
}
