import { useQuery } from '@tanstack/react-query'
import { Pencil } from 'lucide-react'
import { useState } from 'react'
import { listCampaigns, readCampaign } from '../../../contract/campaigns.ts'
import type { CampaignView } from '../../../contract/campaigns.ts'
import { ask } from '../../app/client.ts'
import { useParam } from '../../app/params.ts'
import { MemberName } from '../../parts/marks.tsx'
import { Button } from '../../ui/button.tsx'
import { Card, Fact, Facts } from '../../ui/card.tsx'
import { Chip } from '../../ui/chip.tsx'
import { useFormat } from '../../ui/format.ts'
import { Columns, Page, PageHeader } from '../../ui/page.tsx'
import { ErrorState, SkeletonLines } from '../../ui/states.tsx'
import { RecordLine } from '../../parts/record-line.tsx'
import { RecordMenu } from '../../parts/record-menu.tsx'
import { CampaignForm } from './campaign-form.tsx'
import { FiguresTiles } from './figures-tiles.tsx'
import { LinkCard } from './link-card.tsx'
import { SpendCard } from './spend-card.tsx'
import { TalkTrack } from './talk-track.tsx'
import { aimWords, dayOf, standingOf, typeWords } from './words.ts'

/** One campaign: what it cost, what came of it, what sales says to those who come through it. */
export function CampaignPage() {
  const id = useParam('id')
  const campaign = useQuery(ask(readCampaign, { params: { id } }))
  if (campaign.isError)
    return <ErrorState heading="h1" problem={campaign.error} onRetry={() => void campaign.refetch()} />
  if (campaign.isPending) {
    return (
      <Page>
        <SkeletonLines lines={10} />
      </Page>
    )
  }
  return <Campaign campaign={campaign.data} />
}

function Campaign({ campaign }: { campaign: CampaignView }) {
  const [editing, setEditing] = useState(false)
  const live = campaign.deletedAt === null
  return (
    <Page>
      <PageHeader
        large
        title={campaign.name}
        above={
          <RecordLine to="/campaigns" listId={listCampaigns.id} path="/campaigns" id={campaign.id}>
            Campaigns
          </RecordLine>
        }
        note={<Subtitle campaign={campaign} />}
        actions={
          campaign.can.edit &&
          live && (
            <Button icon={Pencil} onClick={() => setEditing(true)}>
              Change
            </Button>
          )
        }
        menu={<RecordMenu kind="campaign" record={campaign} />}
      />
      <FiguresTiles campaign={campaign} />
      <Columns gap="lg" side={<Side campaign={campaign} />}>
        <TalkTrack key={campaign.id} campaign={campaign} editable={campaign.can.edit && live} />
        <SpendCard campaign={campaign} editable={campaign.can.spend && live} />
      </Columns>
      {editing && <CampaignForm campaign={campaign} onClose={() => setEditing(false)} />}
    </Page>
  )
}

function Subtitle({ campaign }: { campaign: CampaignView }) {
  const standing = standingOf(campaign, dayOf())
  return (
    <span className="flex flex-wrap items-center gap-2">
      {[typeWords[campaign.type], campaign.channel?.name, campaign.segment].filter(Boolean).join(' · ')}
      {standing && <Chip tone={standing === 'running' ? 'marketing' : 'outline'}>{standing}</Chip>}
      {campaign.deletedAt && (
        <Chip tone="warn" icon>
          in the trash
        </Chip>
      )}
    </span>
  )
}

function Side({ campaign }: { campaign: CampaignView }) {
  const format = useFormat()
  return (
    <>
      <LinkCard campaign={campaign} />
      <Card title="Campaign">
        <Facts>
          <Fact name="Owner">
            <MemberName member={campaign.owner} />
          </Fact>
          <Fact name="Works on">{aimWords[campaign.worksOn]}</Fact>
          <Fact name="Begins">{format.day(campaign.startsOn)}</Fact>
          <Fact name="Ends">{format.day(campaign.endsOn)}</Fact>
          <Fact name="Budget">
            <span className="num">{campaign.budget === null ? '–' : format.money(campaign.budget)}</span>
          </Fact>
          <Fact name="utm_source">{campaign.utmSource ?? '–'}</Fact>
          <Fact name="utm_medium">{campaign.utmMedium ?? '–'}</Fact>
          <Fact name="utm_campaign">{campaign.utmCampaign ?? '–'}</Fact>
          {campaign.externalSource && (
            <Fact name="From">
              {campaign.externalSource}
              {campaign.externalId && `, ${campaign.externalId}`}
            </Fact>
          )}
        </Facts>
      </Card>
    </>
  )
}
