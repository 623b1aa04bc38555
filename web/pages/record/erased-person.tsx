import { listContacts } from '../../../contract/contacts.ts'
import type { ContactView } from '../../../contract/contacts.ts'
import { erasureReasons } from '../../../contract/erasures.ts'
import type { ErasureNote } from '../../../contract/erasures.ts'
import { useStages } from '../../parts/choices.ts'
import { RecordLine } from '../../parts/record-line.tsx'
import { Card, Fact, Facts } from '../../ui/card.tsx'
import { useFormat } from '../../ui/format.ts'
import { Columns, Page, PageHeader } from '../../ui/page.tsx'
import { DealsCard } from './deals-card.tsx'
import { LeadCard } from './lead-card.tsx'
import { LeadTrack } from './lead-track.tsx'
import { Timeline } from './timeline.tsx'

type ErasedPersonProps = { person: ContactView; erasure: ErasureNote }

/** What is left of somebody who was erased: that it was done, and the nameless facts that figures open to. */
export function ErasedPerson({ person, erasure }: ErasedPersonProps) {
  const stages = useStages()
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
        note="Everything that was known of this person is gone for good. What figures rest on stays without a name."
      >
        {person.lead && (
          <div className="mt-4">
            <LeadTrack lead={person.lead} stages={stages} editable={false} />
          </div>
        )}
      </PageHeader>
      <Columns
        gap="lg"
        side={
          <>
            <ErasureCard erasure={erasure} />
            {person.lead && <LeadCard lead={person.lead} passes={person.leadCount} />}
            <DealsCard deals={person.deals} />
          </>
        }
      >
        <Timeline of="contact" id={person.id} />
      </Columns>
    </Page>
  )
}

function ErasureCard({ erasure }: { erasure: ErasureNote }) {
  const format = useFormat()
  return (
    <Card title="Erased">
      <Facts>
        <Fact name="On">{format.day(erasure.at)}</Fact>
        <Fact name="By">{erasure.by?.name ?? 'Rapport'}</Fact>
        <Fact name="Because">{erasureReasons[erasure.reason]}</Fact>
        <Fact name="Asked on">{format.day(erasure.requestedOn)}</Fact>
      </Facts>
    </Card>
  )
}
