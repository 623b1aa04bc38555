import { useQuery } from '@tanstack/react-query'
import { Check, ChevronLeft, ChevronRight } from 'lucide-react'
import { useState } from 'react'
import { readCalibrationLead } from '../../../contract/calibration.ts'
import type { CalibrationView } from '../../../contract/calibration-views.ts'
import { ask } from '../../app/client.ts'
import { IconButton } from '../../ui/button.tsx'
import { Card } from '../../ui/card.tsx'
import { cx } from '../../ui/cx.ts'
import { useKeys } from '../../ui/keys.ts'
import { EmptyState, ErrorState, SkeletonLines } from '../../ui/states.tsx'
import { useUrlState } from '../../ui/url-state.ts'
import { AnswerForm } from './answer-form.tsx'
import { LeadFacts } from './lead-facts.tsx'
import { answerWords, firstPlace, nextPlace, teamWords } from './words.ts'

/** The leads one after the other, each with what was known of it, and the answer of one's team. */
export function Classify({ calibration }: { calibration: CalibrationView }) {
  const { id, places, mine, can } = calibration
  const { place, go } = usePlace(calibration)
  const [wentOn, setWentOn] = useState(false)
  const lead = useQuery(ask(readCalibrationLead, { params: { id, place } }))
  const at = places.indexOf(place)
  return (
    <>
      {can.answer && mine !== null && mine.answers.length === places.length && (
        <Done calibration={calibration} />
      )}
      <Card
        title={`Lead ${place}`}
        aside={
          <span className="flex items-center gap-2">
            <span className="num">
              {at + 1} of {places.length}
            </span>
            <IconButton
              icon={ChevronLeft}
              label="Previous lead"
              disabled={at <= 0}
              onClick={() => go(places[at - 1])}
            />
            <IconButton
              icon={ChevronRight}
              label="Next lead"
              disabled={at + 1 >= places.length}
              onClick={() => go(places[at + 1])}
            />
          </span>
        }
      >
        <Places calibration={calibration} place={place} onGo={go} />
        <Definition calibration={calibration} />
        {can.answer && (
          <AnswerForm
            key={place}
            calibration={calibration}
            place={place}
            focused={wentOn}
            onAnswered={() => {
              setWentOn(true)
              go(nextPlace(calibration, place))
            }}
          />
        )}
        {lead.isError && <ErrorState problem={lead.error} onRetry={() => void lead.refetch()} />}
        {lead.isPending && <SkeletonLines lines={10} />}
        {lead.data && <LeadFacts lead={lead.data} />}
      </Card>
    </>
  )
}

/** What the lead is held against: beneath each other on a phone, where the column beside it would stand at the end. */
function Definition({ calibration: { definition, meaning, entry } }: { calibration: CalibrationView }) {
  return (
    <details open className="group/definition mb-5 rounded-lg bg-sunken px-4 py-3 text-sm lg:hidden">
      <summary className="flex min-h-6 items-center gap-1.5 rounded-sm font-medium">
        <ChevronRight
          aria-hidden
          className="size-3.5 shrink-0 transition-transform group-open/definition:rotate-90"
        />
        What “{definition.title}” asks
      </summary>
      <p className="mt-2">{meaning}</p>
      {entry !== '' && <p className="mt-2 whitespace-pre-line text-ink-2">{entry}</p>}
    </details>
  )
}

/** The lead that is shown, which stands in the address. */
function usePlace(calibration: CalibrationView) {
  const [state, setState] = useUrlState()
  const { places } = calibration
  const asked = Number(state['lead'])
  const place = places.includes(asked) ? asked : firstPlace(calibration)
  const go = (to: number | undefined) => {
    if (to !== undefined) setState({ lead: String(to) })
  }
  const at = places.indexOf(place)
  useKeys([
    { keys: 'j', label: 'Next lead', group: 'Calibration', run: () => go(places[at + 1]) },
    { keys: 'k', label: 'Previous lead', group: 'Calibration', run: () => go(places[at - 1]) },
  ])
  return { place, go }
}

type PlacesProps = { calibration: CalibrationView; place: number; onGo: (place: number) => void }

/** All leads as numbers, those that one's team has answered with a tick. */
function Places({ calibration: { places, mine }, place: shown, onGo }: PlacesProps) {
  return (
    <nav aria-label="Leads" className="mb-5 flex flex-wrap gap-1">
      {places.map((place) => {
        const given = mine?.answers.find((one) => one.place === place)
        return (
          <button
            key={place}
            type="button"
            aria-current={place === shown ? 'true' : undefined}
            aria-label={given ? `Lead ${place}, answered ${answerWords[given.answer]}` : `Lead ${place}`}
            onClick={() => onGo(place)}
            className={cx(
              'num inline-flex h-7 min-w-9 items-center justify-center gap-0.5 rounded-md border px-1.5 text-xs',
              place === shown
                ? 'border-ink font-semibold text-ink'
                : 'border-line text-ink-2 hover:bg-sunken',
              given && 'bg-sunken',
            )}
          >
            {place}
            {given && <Check aria-hidden className="size-3" />}
          </button>
        )
      })}
    </nav>
  )
}

function Done({ calibration: { mine, progress } }: { calibration: CalibrationView }) {
  const other = progress.find(({ team }) => team !== mine?.team)
  if (!other || !mine) return null
  return (
    <Card>
      <EmptyState icon={Check} title={`${teamWords[mine.team]} has answered every lead`} className="py-6">
        {teamWords[other.team]} has answered {other.answered} of {other.of}. Both sides see the other’s
        answers once everything is answered; until then yours can be changed.
      </EmptyState>
    </Card>
  )
}
