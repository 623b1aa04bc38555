import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { MessagesSquare } from 'lucide-react'
import { discussCalibration } from '../../../contract/calibration.ts'
import type {
  CalibrationReport,
  CalibrationView,
  ComparisonView,
  GivenAnswer,
  RevealedLead,
} from '../../../contract/calibration-views.ts'
import { call } from '../../app/client.ts'
import { MemberName, RecordLink } from '../../parts/marks.tsx'
import { Button } from '../../ui/button.tsx'
import { Card, type HeadlineTile, HeadlineTiles, Rows } from '../../ui/card.tsx'
import { Chip } from '../../ui/chip.tsx'
import { type Format, useFormat } from '../../ui/format.ts'
import { EmptyState } from '../../ui/states.tsx'
import { TeamMark } from '../../ui/team.tsx'
import { showProblem } from '../../ui/toast.tsx'
import { AnswersCard } from './answers-card.tsx'
import { answerWords, intervalWords, kappaWords, teamWords } from './words.ts'

type ReportProps = { calibration: CalibrationView; report: CalibrationReport }

/** How far both teams agree, beyond chance and with the definition, and where they do not. */
export function Report({ calibration, report }: ReportProps) {
  const format = useFormat()
  const { teams } = report
  return (
    <>
      <HeadlineTiles
        label="How far both teams agree"
        tiles={[
          {
            key: 'share',
            team: 'joint',
            label: 'Agreement',
            value: format.percent(teams.agreementShare),
            unit: `of ${format.number(teams.compared)} leads`,
            note: teams.left > 0 && `${format.number(teams.left)} without a yes or no of both are left out`,
          },
          {
            key: 'kappa',
            team: 'joint',
            label: 'Cohen’s kappa',
            value: kappaWords(teams.kappa.value),
            note: (
              <>
                <span className="num">{intervalWords(teams.kappa)}</span>
                <span>{teams.kappa.words}</span>
              </>
            ),
          },
          withDefinition('marketing', report.marketing, format),
          withDefinition('sales', report.sales, format),
        ]}
      />
      <Disagreements calibration={calibration} report={report} />
      <AnswersCard report={report} />
    </>
  )
}

function withDefinition(team: 'marketing' | 'sales', compared: ComparisonView, format: Format): HeadlineTile {
  return {
    key: team,
    team,
    label: `${teamWords[team]} and the definition`,
    value: format.percent(compared.agreementShare),
    unit: `of ${format.number(compared.compared)}`,
    note: <span className="num">kappa {kappaWords(compared.kappa.value)}</span>,
  }
}

function Disagreements({ calibration, report }: ReportProps) {
  const disputed = report.leads.filter(({ place }) => report.disagreements.includes(place))
  return (
    <Card
      flush
      title="Where they disagree"
      aside={
        calibration.can.discuss ? (
          <Discuss calibration={calibration} />
        ) : (
          <Discussed calibration={calibration} />
        )
      }
    >
      {disputed.length === 0 ? (
        <EmptyState title="Both teams mean the same" className="py-8">
          Of no lead did one say yes and the other no.
        </EmptyState>
      ) : (
        <Rows className="px-5">
          {disputed.map((lead) => (
            <Dispute key={lead.place} lead={lead} />
          ))}
        </Rows>
      )}
    </Card>
  )
}

function Discuss({ calibration }: { calibration: CalibrationView }) {
  const client = useQueryClient()
  const discuss = useMutation({
    mutationFn: () => call(discussCalibration, { params: { id: calibration.id } }),
    onError: showProblem,
    onSettled: () => client.invalidateQueries(),
  })
  return (
    <Button
      tone="primary"
      size="sm"
      icon={MessagesSquare}
      busy={discuss.isPending}
      onClick={() => discuss.mutate()}
    >
      Discuss them on the definition
    </Button>
  )
}

function Discussed({ calibration: { definition, discussedAt } }: { calibration: CalibrationView }) {
  const format = useFormat()
  if (discussedAt === null) return null
  return (
    <Link
      to={`/agreements/${definition.agreementId}?version=${definition.versionId}`}
      className="underline decoration-line-strong underline-offset-4 hover:decoration-ink"
    >
      Discussed since {format.day(discussedAt)}
    </Link>
  )
}

function Dispute({ lead }: { lead: RevealedLead }) {
  return (
    <li className="py-4 text-sm">
      <p className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <span className="num text-ink-3">{lead.place}</span>
        <RecordLink to={`/people/${lead.contact.id}`}>{lead.contact.name}</RecordLink>
        {lead.definition && <Chip tone="outline">the definition says {lead.definition}</Chip>}
        {lead.stratum === 'near' && <Chip>near the line</Chip>}
      </p>
      <div className="mt-2 grid gap-x-6 gap-y-3 md:grid-cols-2">
        <Side team="marketing" given={lead.marketing} />
        <Side team="sales" given={lead.sales} />
      </div>
    </li>
  )
}

function Side({ team, given }: { team: 'marketing' | 'sales'; given: GivenAnswer | null }) {
  if (given === null) return null
  return (
    <div className="border-l-2 border-line-strong pl-3">
      <p className="flex items-center gap-2">
        <TeamMark team={team} />
        <span className="font-medium">
          {teamWords[team]}: {answerWords[given.answer]}
        </span>
      </p>
      <p className="mt-1 break-words text-ink-2">{given.reason}</p>
      <p className="mt-1 text-xs text-ink-3">
        <MemberName member={given.by} />
      </p>
    </div>
  )
}
