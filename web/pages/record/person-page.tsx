import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Eraser } from 'lucide-react'
import { useState } from 'react'
import { changeContact, listContacts, readContact } from '../../../contract/contacts.ts'
import type { ContactView } from '../../../contract/contacts.ts'
import { ask, call } from '../../app/client.ts'
import { useParam } from '../../app/params.ts'
import { useMemberOptions, useStages } from '../../parts/choices.ts'
import { Card, Fact, Facts } from '../../ui/card.tsx'
import { Chip } from '../../ui/chip.tsx'
import { useFormat } from '../../ui/format.ts'
import { Columns, Page, PageHeader } from '../../ui/page.tsx'
import { ErrorState, SkeletonLines } from '../../ui/states.tsx'
import { PersonCommittee } from './committee-card.tsx'
import { CustomFacts } from './custom-facts.tsx'
import { DealsCard } from './deals-card.tsx'
import { EraseDialog } from './erase-dialog.tsx'
import { ErasedPerson } from './erased-person.tsx'
import { FlagsCard } from './flags-card.tsx'
import { InlineChoice, InlineFact } from '../../parts/inline-fact.tsx'
import { WhyCard } from '../../parts/why/why-card.tsx'
import { LeadCard } from './lead-card.tsx'
import { LeadTrack } from './lead-track.tsx'
import { MergesCard } from './merges-card.tsx'
import { RecordLine } from '../../parts/record-line.tsx'
import { RecordMenu } from '../../parts/record-menu.tsx'
import { ScoreCard } from './score-card.tsx'
import { Timeline } from './timeline.tsx'

/** One person: where they stand, one story of both teams, what comes next. */
export function PersonPage() {
  const id = useParam('id')
  const person = useQuery(ask(readContact, { params: { id } }))
  if (person.isError)
    return <ErrorState heading="h1" problem={person.error} onRetry={() => void person.refetch()} />
  if (person.isPending) return <Waiting />
  const { erasure } = person.data
  if (erasure !== null) return <ErasedPerson person={person.data} erasure={erasure} />
  return <Person person={person.data} />
}

function Waiting() {
  return (
    <Page>
      <SkeletonLines lines={10} />
    </Page>
  )
}

function useSave(id: string) {
  const client = useQueryClient()
  return async (change: Record<string, unknown>) => {
    await call(changeContact, { params: { id }, body: change })
    await client.invalidateQueries()
  }
}

function Person({ person }: { person: ContactView }) {
  const stages = useStages()
  const editable = person.can.edit && person.deletedAt === null
  return (
    <Page>
      <PageHeader
        large
        title={person.name}
        above={
          <RecordLine to="/people" listId={listContacts.id} path="/people" id={person.id}>
            People
          </RecordLine>
        }
        note={<Subtitle person={person} />}
        menu={<PersonMenu person={person} />}
      >
        <HeadFacts person={person} editable={editable} />
        {person.lead && (
          <div className="mt-4">
            <LeadTrack lead={person.lead} stages={stages} editable={editable} />
          </div>
        )}
      </PageHeader>
      <Columns gap="lg" side={<Side person={person} editable={editable} />}>
        <Timeline of="contact" id={person.id} />
      </Columns>
    </Page>
  )
}

function PersonMenu({ person }: { person: ContactView }) {
  const [erasing, setErasing] = useState(false)
  const erase = {
    label: 'Erase for good…',
    icon: Eraser,
    tone: 'danger',
    onSelect: () => setErasing(true),
  } as const
  return (
    <>
      <RecordMenu kind="contact" record={person} more={person.can.erase ? [erase] : []} />
      {erasing && <EraseDialog person={person} onClose={() => setErasing(false)} />}
    </>
  )
}

function Subtitle({ person }: { person: ContactView }) {
  return (
    <>
      {[person.title, person.city, person.email].filter(Boolean).join(' · ')}
      {person.account && (
        <>
          {' · '}
          <Link to={`/companies/${person.account.id}`} className="underline underline-offset-4">
            {person.account.name}
          </Link>
        </>
      )}
      {person.deletedAt && (
        <Chip tone="warn" icon className="ml-2">
          in the trash
        </Chip>
      )}
    </>
  )
}

function HeadFacts({ person, editable }: { person: ContactView; editable: boolean }) {
  const format = useFormat()
  const members = useMemberOptions()
  const save = useSave(person.id)
  return (
    <dl className="mt-4 flex flex-wrap gap-x-10 gap-y-3 border-t border-line pt-4 text-sm">
      <HeadFact name="Next step">
        <InlineFact
          label="Next step"
          value={person.nextStep}
          editable={editable}
          save={(nextStep) => save({ nextStep })}
        />
      </HeadFact>
      <HeadFact name="By">
        <InlineFact
          label="Next step on"
          type="date"
          value={person.nextStepOn}
          text={person.nextStepOn && format.day(person.nextStepOn)}
          editable={editable}
          save={(nextStepOn) => save({ nextStepOn })}
        />
      </HeadFact>
      <HeadFact name="Owner">
        <InlineChoice
          label="Owner"
          value={person.owner?.id ?? null}
          text={person.owner?.name ?? null}
          options={members}
          editable={editable}
          save={(ownerId) => save({ ownerId })}
        />
      </HeadFact>
      <HeadFact name="First touch">
        {person.firstChannel ? `${person.firstChannel.name}, ${format.day(person.firstTouchAt)}` : '–'}
      </HeadFact>
      <HeadFact name="Touches">
        <span className="num">{format.number(person.touchCount)}</span>
      </HeadFact>
    </dl>
  )
}

function HeadFact({ name, children }: { name: string; children: React.ReactNode }) {
  return (
    <div className="min-w-0">
      <dt className="text-xs text-ink-3">{name}</dt>
      <dd className="mt-0.5 max-w-72 font-medium">{children}</dd>
    </div>
  )
}

function Side({ person, editable }: { person: ContactView; editable: boolean }) {
  const format = useFormat()
  const save = useSave(person.id)
  const fact = (key: 'title' | 'city' | 'country' | 'language' | 'origin', label: string) => (
    <Fact name={label}>
      <InlineFact
        label={label}
        value={person[key]}
        editable={editable}
        save={(value) => save({ [key]: value })}
      />
    </Fact>
  )
  return (
    <>
      <FlagsCard flags={person.flags} />
      <Card title="Person">
        <Facts>
          {fact('title', 'Job title')}
          {person.identities.map((identity) => (
            <Fact key={`${identity.kind}${identity.key}`} name={identityWords[identity.kind]}>
              <IdentityValue kind={identity.kind} value={identity.value} />
              {!identity.valid && (
                <Chip tone="warn" icon className="ml-2">
                  not valid
                </Chip>
              )}
            </Fact>
          ))}
          {fact('city', 'City')}
          {fact('country', 'Country')}
          {fact('language', 'Language')}
          {fact('origin', 'Origin')}
          <CustomFacts custom={person.custom} />
          <Fact name="Known since">{format.day(person.createdAt)}</Fact>
        </Facts>
      </Card>
      {person.lead && <LeadCard lead={person.lead} passes={person.leadCount} />}
      <ScoreCard personId={person.id} />
      {person.lead && <WhyCard leadId={person.lead.id} />}
      <PersonCommittee personId={person.id} hasCompany={person.account !== null} editable={editable} />
      <DealsCard deals={person.deals} />
      <MergesCard
        kind="contact"
        id={person.id}
        merged={person.merged.map(({ contact, ...merge }) => ({ ...merge, record: contact }))}
        canMerge={person.can.merge}
      />
    </>
  )
}

/** A mail or phone that can be used from here; a long mail breaks after its at-sign and not within a word. */
function IdentityValue({ kind, value }: { kind: ContactView['identities'][number]['kind']; value: string }) {
  if (kind === 'external') return <span className="break-words">{value}</span>
  const [before = '', ...after] = value.split('@')
  return (
    <a
      href={`${kind === 'email' ? 'mailto' : 'tel'}:${value}`}
      className="break-words underline-offset-4 hover:underline"
    >
      {before}
      {after.length > 0 && (
        <>
          @<wbr />
          {after.join('@')}
        </>
      )}
    </a>
  )
}

const identityWords = { email: 'Mail', phone: 'Phone', external: 'Outside id' } as const
