import { useQuery } from '@tanstack/react-query'
import type { ContactView } from '../../../contract/contacts.ts'
import { readLead } from '../../../contract/leads.ts'
import { ask } from '../../app/client.ts'
import { MemberName, RecordLink } from '../../parts/marks.tsx'
import { Card, Fact, Facts } from '../../ui/card.tsx'
import { useFormat } from '../../ui/format.ts'
import { CustomFacts } from './custom-facts.tsx'

type LeadCardProps = { lead: NonNullable<ContactView['lead']>; passes: number }

/** The pass through the funnel that speaks for the person now, with what was recorded of it. */
export function LeadCard({ lead, passes }: LeadCardProps) {
  const format = useFormat()
  const whole = useQuery(ask(readLead, { params: { id: lead.id } })).data
  return (
    <Card title="Lead" aside={passes > 1 ? `${passes} passes` : undefined}>
      <Facts>
        <Fact name="Entered">{format.day(lead.enteredAt)}</Fact>
        <Fact name="Origin">{lead.origin ?? <span className="text-ink-3">blank</span>}</Fact>
        <Fact name="Campaign">
          {lead.campaign ? (
            <RecordLink to={`/campaigns/${lead.campaign.id}`}>{lead.campaign.name}</RecordLink>
          ) : (
            '–'
          )}
        </Fact>
        {whole?.landingPage && (
          <Fact name="Landing page">
            <span className="break-words">{whole.landingPage}</span>
          </Fact>
        )}
        {whole?.segment && <Fact name="Segment">{whole.segment}</Fact>}
        <Fact name="Owner">
          <MemberName member={lead.owner} />
        </Fact>
        {whole && <CustomFacts custom={whole.custom} />}
      </Facts>
    </Card>
  )
}
