import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import type { AgreementBody } from '../../../contract/agreement-bodies.ts'
import type { VersionView } from '../../../contract/agreement-views.ts'
import { changeAgreementVersion, readAgreementVersion } from '../../../contract/agreements.ts'
import { ask, call, RefusalError } from '../../app/client.ts'
import { useParam } from '../../app/params.ts'
import { useSession } from '../../app/session.tsx'
import { dayOf, startOfDay } from '../../parts/days.ts'
import { Button, ButtonLink } from '../../ui/button.tsx'
import { Card } from '../../ui/card.tsx'
import { Field } from '../../ui/field.tsx'
import { Input, Textarea } from '../../ui/input.tsx'
import { Page, PageHeader } from '../../ui/page.tsx'
import { ErrorState, SkeletonLines } from '../../ui/states.tsx'
import { showToast } from '../../ui/toast.tsx'
import { BodyEditor } from './editors/body-editor.tsx'
import { QuizEditor } from './editors/quiz-editor.tsx'
import { writtenQuiz } from './editors/quiz-written.ts'
import { kindWords } from './words.ts'

/** Where a draft, or a proposal that is amended, is written. */
export function AgreementEditPage() {
  const id = Number(useParam('version'))
  const version = useQuery({ ...ask(readAgreementVersion, { params: { id } }), meta: { live: false } })
  if (version.isError)
    return <ErrorState heading="h1" problem={version.error} onRetry={() => void version.refetch()} />
  if (version.isPending)
    return (
      <Page>
        <SkeletonLines lines={12} />
      </Page>
    )
  return <Editing key={version.data.id} version={version.data} />
}

function Editing({ version }: { version: VersionView }) {
  const [body, setBody] = useState<AgreementBody>(version.body)
  const [why, setWhy] = useState(version.why)
  const [quiz, setQuiz] = useState(() => writtenQuiz(version.quiz))
  const effective = useEffectiveDay(version.effectiveFrom)
  const save = useSave(version)
  const backTo = `/agreements/${version.agreement.id}`
  return (
    <Page className="max-w-[960px]">
      <PageHeader
        title={`${version.agreement.title}, version ${version.number}`}
        above={
          <Link
            to={backTo}
            search={{ version: String(version.id) }}
            className="underline-offset-4 hover:underline"
          >
            {version.agreement.title}
          </Link>
        }
        note={
          version.state === 'proposed'
            ? `A proposal that both teams are reading. Saving a change voids its signatures.`
            : `${kindWords[version.agreement.kind].one}. It binds nobody until both teams have signed it.`
        }
      />
      <BodyEditor body={body} onChange={setBody} />
      <Card title="About this version">
        <div className="space-y-4">
          <Field label="Why it should be so" hint="The first thing that the other team reads.">
            <Textarea
              rows={3}
              maxLength={2000}
              value={why}
              onChange={(event) => setWhy(event.target.value)}
            />
          </Field>
          <Field
            label="To take effect on"
            hint={`The beginning of that day in ${effective.timeZone}. Empty: as soon as both teams have signed.`}
            className="max-w-56"
            required={false}
          >
            <Input
              type="date"
              value={effective.day}
              onChange={(event) => effective.setDay(event.target.value)}
            />
          </Field>
        </div>
      </Card>
      <QuizEditor quiz={quiz} onChange={setQuiz} />
      <Problems problem={save.error} />
      {/* However long the text is, saving stays in reach. */}
      <div className="sticky bottom-(--bottom-bar) z-1 -mx-4 flex items-center justify-end gap-3 border-t border-line bg-bg px-4 py-3 lg:-mx-8 lg:px-8">
        <ButtonLink to={backTo} search={{ version: String(version.id) }}>
          Back
        </ButtonLink>
        <Button
          tone="primary"
          busy={save.isPending}
          onClick={() => save.mutate({ body, why, quiz, ...effective.change })}
        >
          Save
        </Button>
      </div>
    </Page>
  )
}

/** The day on which it is to take effect, where the workspace stands. An instant of that day stays unless another day is chosen. */
function useEffectiveDay(stored: string | null) {
  const { timeZone } = useSession().workspace
  const storedDay = stored === null ? '' : dayOf(stored, timeZone)
  const [day, setDay] = useState(storedDay)
  const effectiveFrom = day === '' ? null : startOfDay(day, timeZone)
  return { day, setDay, timeZone, change: day === storedDay ? {} : { effectiveFrom } }
}

/** Everything that keeps the draft from being saved, each with its place. */
function Problems({ problem }: { problem: unknown }) {
  if (!(problem instanceof RefusalError)) return null
  const details =
    problem.details.length > 0 ? problem.details : [{ place: problem.place ?? '', message: problem.message }]
  return (
    <div role="alert" className="rounded-lg border border-bad bg-bad-soft px-4 py-3 text-sm text-bad">
      <p className="font-medium">This cannot be saved yet. What you wrote is still here.</p>
      <ul className="mt-1 list-disc pl-5">
        {details.map(({ place, message }) => (
          <li key={`${place} ${message}`}>
            {place && <code className="mr-1.5">{place.replace(/^body\./, '')}</code>}
            {message}
          </li>
        ))}
      </ul>
      {problem.remedy && <p className="mt-1">{problem.remedy}</p>}
    </div>
  )
}

type Content = Omit<Parameters<typeof call<typeof changeAgreementVersion>>[1]['body'], 'revision'>

function useSave(version: VersionView) {
  const client = useQueryClient()
  const navigate = useNavigate()
  return useMutation({
    mutationFn: (content: Content) =>
      call(changeAgreementVersion, {
        params: { id: version.id },
        body: { ...content, revision: version.revision },
      }),
    onSuccess: async (saved) => {
      showToast('Saved')
      await client.invalidateQueries()
      await navigate({ to: `/agreements/${saved.agreement.id}`, search: { version: String(saved.id) } })
    },
  })
}
