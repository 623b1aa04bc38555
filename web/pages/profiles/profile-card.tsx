import { Link } from '@tanstack/react-router'
import type { ProfileView } from '../../../contract/profiles.ts'
import { RecordLink } from '../../parts/marks.tsx'
import { Card } from '../../ui/card.tsx'
import { BarChart } from '../../ui/charts/bar-chart.tsx'
import { Chip } from '../../ui/chip.tsx'
import { useFormat } from '../../ui/format.ts'
import type { Coverage } from './query.ts'

type Counted = Coverage['profiles'][number]
type ProfileCardProps = { profile: ProfileView; counted: Counted | undefined; isCounting: boolean }

/** One profile: whom it means in plain English, who that is now, and how well they fit. */
export function ProfileCard({ profile, counted, isCounting }: ProfileCardProps) {
  const format = useFormat()
  return (
    <Card
      title={profile.name}
      note={profile.sentence}
      aside={
        <RecordLink to={`/agreements/${profile.id}`}>
          {`version ${profile.number}, since ${format.day(profile.inForceFrom)}`}
        </RecordLink>
      }
    >
      <Membership id={profile.id} counted={counted} isCounting={isCounting} />
      {profile.persona && <p className="mt-4 text-sm whitespace-pre-line text-ink-2">{profile.persona}</p>}
      <div className="mt-4 grid gap-x-6 gap-y-4 text-sm sm:grid-cols-2">
        <Part name="What concerns them" empty="Nobody wrote it down." lines={profile.concerns} />
        <div className="space-y-4">
          <Chips
            name="Products that fit"
            empty="None is named."
            words={profile.products.map(({ name }) => name)}
          />
          <Chips
            name="Who decides"
            empty="No role is named."
            words={profile.decides.map((role) => role.replaceAll('_', ' '))}
          />
        </div>
      </div>
      {counted?.fit && <FitSpread name={profile.name} fit={counted.fit} />}
    </Card>
  )
}

type MembershipProps = Pick<ProfileCardProps, 'counted' | 'isCounting'> & { id: string }

function Membership({ id, counted, isCounting }: MembershipProps) {
  const format = useFormat()
  if (counted === undefined)
    return (
      <p className="text-sm text-ink-3">{isCounting ? 'Being counted …' : 'Who belongs was not counted.'}</p>
    )
  const { contacts, accounts } = counted.counts
  return (
    <p className="flex flex-wrap gap-x-6 gap-y-1 text-sm text-ink-2">
      <Figure to={`/profiles/${id}`} search={{}} count={format.number(contacts)} noun="people" />
      <Figure
        to={`/profiles/${id}`}
        search={{ of: 'accounts' }}
        count={format.number(accounts)}
        noun="companies"
      />
    </p>
  )
}

type FigureProps = { to: string; search: Record<string, string>; count: string; noun: string }

function Figure({ to, search, count, noun }: FigureProps) {
  return (
    <Link to={to} search={search} className="group/figure rounded-sm">
      <span className="num text-xl font-semibold text-ink">{count}</span>{' '}
      <span className="underline decoration-line-strong underline-offset-4 group-hover/figure:decoration-ink">
        {noun}
      </span>
    </Link>
  )
}

function Part({ name, lines, empty }: { name: string; lines: readonly string[]; empty: string }) {
  return (
    <section>
      <h3 className="text-xs text-ink-3">{name}</h3>
      {lines.length === 0 ? (
        <p className="mt-1 text-ink-3">{empty}</p>
      ) : (
        <ul className="mt-1 list-disc space-y-1 pl-4 marker:text-ink-3">
          {lines.map((line) => (
            <li key={line}>{line}</li>
          ))}
        </ul>
      )}
    </section>
  )
}

function Chips({ name, words, empty }: { name: string; words: readonly string[]; empty: string }) {
  return (
    <section>
      <h3 className="text-xs text-ink-3">{name}</h3>
      <p className="mt-1 flex flex-wrap gap-1.5">
        {words.length === 0 && <span className="text-ink-3">{empty}</span>}
        {words.map((word) => (
          <Chip key={word}>{word}</Chip>
        ))}
      </p>
    </section>
  )
}

const chartHeight = 130

function FitSpread({ name, fit }: { name: string; fit: NonNullable<Counted['fit']> }) {
  const format = useFormat()
  return (
    <div className="mt-5 border-t border-line pt-4">
      <h3 className="text-sm font-medium">Where their fit lies</h3>
      <p className="mb-2 text-xs text-ink-3">
        People by points of fit, as of the last judgement.
        {fit.unscored > 0 && ` ${format.number(fit.unscored)} have no lead and no score.`}
      </p>
      <BarChart
        label={`Fit of ${name}`}
        height={chartHeight}
        series={[{ key: 'people', label: 'People', tone: 'ink' }]}
        groups={fit.steps.map(({ from, to, people }) => ({
          key: String(from),
          label: `${from}–${to}`,
          values: [people],
        }))}
        format={(value) => format.number(value)}
      />
    </div>
  )
}
