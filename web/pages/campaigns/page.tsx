import { useNavigate } from '@tanstack/react-router'
import { FileUp, Plus } from 'lucide-react'
import { useMemo, useState } from 'react'
import { campaignAims, campaignTypes, listCampaigns } from '../../../contract/campaigns.ts'
import { call } from '../../app/client.ts'
import { useSession } from '../../app/session.tsx'
import { useChannelOptions, useMemberOptions } from '../../parts/choices.ts'
import { PageViews } from '../../parts/page-views.tsx'
import { usePages } from '../../parts/use-pages.ts'
import { Button, ButtonLink } from '../../ui/button.tsx'
import { FilterBar } from '../../ui/filter-bar.tsx'
import type { Filter } from '../../ui/filter-bar.tsx'
import { useFormat } from '../../ui/format.ts'
import { PageHeader, TablePage } from '../../ui/page.tsx'
import { EmptyState, ErrorState } from '../../ui/states.tsx'
import { sortFrom, sortText } from '../../ui/table/columns.ts'
import { VirtualTable } from '../../ui/table/virtual-table.tsx'
import { useUrlState } from '../../ui/url-state.ts'
import { CampaignForm } from './campaign-form.tsx'
import { campaignColumns } from './columns.tsx'
import { campaignsQuery, useCampaignFigures } from './query.ts'
import { aimWords, dayOf, mayRunCampaigns, typeWords } from './words.ts'

/** What marketing runs: what each campaign cost, whom it reached, what was won. */
export function CampaignsPage() {
  const [state, setState] = useUrlState()
  const navigate = useNavigate()
  const format = useFormat()
  const query = campaignsQuery(state)
  const campaigns = usePages({
    endpoint: listCampaigns,
    query,
    load: (page, signal) => call(listCampaigns, { query: { ...query, ...page } }, signal),
  })
  const figures = useCampaignFigures()
  const columns = useMemo(() => campaignColumns({ figures, format }), [figures, format])
  return (
    <TablePage head={<Head total={campaigns.total} />}>
      {campaigns.problem ? (
        <ErrorState problem={campaigns.problem} onRetry={campaigns.retry} />
      ) : (
        <VirtualTable
          {...campaigns.table}
          name="campaigns"
          label="Campaigns"
          columns={columns}
          rowId={(campaign) => campaign.id}
          rowLabel={(campaign) => campaign.name}
          sort={sortFrom(query.sort)}
          onSort={(sort) => setState({ sort: sortText(sort) })}
          onOpen={(campaign) => void navigate({ to: `/campaigns/${campaign.id}`, search: { ...state } })}
          empty={<NoCampaigns />}
        />
      )}
    </TablePage>
  )
}

function Head({ total }: { total: number | null }) {
  const [state, setState] = useUrlState()
  const [adding, setAdding] = useState(false)
  const format = useFormat()
  const session = useSession()
  const counted = total === null ? 'Counting …' : `${format.number(total)} campaigns`
  return (
    <>
      <PageHeader
        title="Campaigns"
        note={<span className="num">{counted} · what each cost and what came of it</span>}
        actions={
          mayRunCampaigns(session) && (
            <>
              <ButtonLink to="/import" icon={FileUp}>
                Import
              </ButtonLink>
              <Button tone="primary" icon={Plus} onClick={() => setAdding(true)}>
                Campaign
              </Button>
            </>
          )
        }
      />
      <FilterBar
        filters={useCampaignFilters()}
        state={state}
        onChange={setState}
        search={{ key: 'q', label: 'Search campaigns' }}
      >
        <PageViews page="campaigns" allLabel="All campaigns" />
      </FilterBar>
      {adding && <CampaignForm onClose={() => setAdding(false)} />}
    </>
  )
}

function useCampaignFilters(): Filter[] {
  const members = useMemberOptions()
  const channels = useChannelOptions()
  const today = dayOf()
  return [
    {
      kind: 'choice',
      key: 'type',
      label: 'Type',
      options: campaignTypes.map((value) => ({ value, label: typeWords[value] })),
    },
    { kind: 'choice', key: 'channel', label: 'Channel', options: channels },
    {
      kind: 'choice',
      key: 'worksOn',
      label: 'Works on',
      options: campaignAims.map((value) => ({ value, label: aimWords[value] })),
    },
    {
      kind: 'choice',
      key: 'owner',
      label: 'Owner',
      options: [{ value: 'none', label: 'Nobody' }, ...members],
    },
    {
      kind: 'choice',
      key: 'runningOn',
      label: 'Running',
      options: [{ value: today, label: 'Today' }],
    },
    { kind: 'flag', key: 'deleted', label: 'In the trash' },
  ]
}

function NoCampaigns() {
  return (
    <EmptyState
      title="No campaign matches"
      action={
        <ButtonLink to="/import" icon={FileUp} tone="primary">
          Import campaigns
        </ButtonLink>
      }
    >
      Widen the filters, or bring campaigns in: marketing adds them here or imports them with what they cost.
    </EmptyState>
  )
}
