import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { useMemo } from 'react'
import {
  listMarketMembers,
  listProfileMembers,
  marketParts,
  profileMemberKinds,
  showProfile,
} from '../../../contract/profiles.ts'
import type { MarketPart } from '../../../contract/profiles.ts'
import { ask, call } from '../../app/client.ts'
import { useParam } from '../../app/params.ts'
import { useStages } from '../../parts/choices.ts'
import { usePages } from '../../parts/use-pages.ts'
import { useFormat } from '../../ui/format.ts'
import { Page, PageHeader, TablePage } from '../../ui/page.tsx'
import { EmptyState, ErrorState, SkeletonLines } from '../../ui/states.tsx'
import { VirtualTable } from '../../ui/table/virtual-table.tsx'
import { Tabs } from '../../ui/tabs.tsx'
import { useUrlState } from '../../ui/url-state.ts'
import { addressOf, memberColumns } from './member-columns.tsx'

type Of = (typeof profileMemberKinds)[number]

/** Exactly what a figure of the coverage counts: of a profile, or of several, none, or the whole market. */
export function ProfileMembersPage() {
  const id = useParam('id')
  const part = marketParts.find((one) => one === id)
  return part === undefined ? <OfProfile id={id} /> : <Members part={part} {...partWords[part]} />
}

const partWords: Readonly<Record<MarketPart, { title: string; note: string }>> = {
  several: { title: 'In several profiles', note: 'Each of these profiles counts them too.' },
  none: { title: 'In no profile', note: 'They fulfil none of the profiles in force.' },
  all: { title: 'The whole market', note: 'Everybody, whichever profile they fulfil.' },
}

function OfProfile({ id }: { id: string }) {
  const profile = useQuery(ask(showProfile, { params: { id } }))
  if (profile.isError)
    return <ErrorState heading="h1" problem={profile.error} onRetry={() => void profile.refetch()} />
  if (profile.isPending) {
    return (
      <Page>
        <SkeletonLines lines={10} />
      </Page>
    )
  }
  return <Members part={id} title={profile.data.name} note={profile.data.sentence} />
}

type MembersProps = { part: string; title: string; note: string }

function Members({ part, title, note }: MembersProps) {
  const [state] = useUrlState()
  const navigate = useNavigate()
  const of = profileMemberKinds.find((kind) => kind === state['of']) ?? 'contacts'
  const stages = useStages()
  const members = usePages({
    endpoint: listProfileMembers,
    query: { id: part, of },
    load: (page, signal) => loadMembers({ part, of }, page, signal),
  })
  const format = useFormat()
  const columns = useMemo(() => memberColumns(of, { stages, format }), [of, stages, format])
  return (
    <TablePage head={<Head title={title} note={note} of={of} total={members.total} />}>
      {members.problem ? (
        <ErrorState problem={members.problem} onRetry={members.retry} />
      ) : (
        <VirtualTable
          {...members.table}
          name={`profile-${of}`}
          label={kindWords[of].label}
          columns={columns}
          rowId={(member) => member.id}
          rowLabel={(member) => member.name}
          onOpen={(member) => void navigate({ to: addressOf(of, member) })}
          empty={
            <EmptyState title="Nothing is counted here today">
              Who fulfils a profile is judged anew each time; the agreement says what is asked.
            </EmptyState>
          }
        />
      )}
    </TablePage>
  )
}

type Asked = { part: string; of: Of }
type PageAsked = { cursor?: string | undefined; limit?: number | undefined }

function loadMembers({ part, of }: Asked, page: PageAsked, signal: AbortSignal) {
  const ofMarket = marketParts.find((one) => one === part)
  return ofMarket === undefined
    ? call(listProfileMembers, { params: { id: part }, query: { of, ...page } }, signal)
    : call(listMarketMembers, { params: { part: ofMarket }, query: { of, ...page } }, signal)
}

const kindWords: Readonly<Record<Of, { label: string; noun: string }>> = {
  contacts: { label: 'People', noun: 'people' },
  accounts: { label: 'Companies', noun: 'companies' },
  leads: { label: 'Leads', noun: 'leads' },
  wonDeals: { label: 'Won deals', noun: 'won deals' },
}

type HeadProps = Omit<MembersProps, 'part'> & { of: Of; total: number | null }

function Head({ title, note, of, total }: HeadProps) {
  const [, setState] = useUrlState()
  const format = useFormat()
  return (
    <>
      <PageHeader
        title={title}
        above={
          <Link to="/profiles" className="underline-offset-4 hover:underline">
            Customer profiles
          </Link>
        }
        note={
          <>
            <span className="num">
              {total === null ? 'Counting …' : `${format.number(total)} ${kindWords[of].noun}`}
            </span>
            {' · '}
            {note}
          </>
        }
      />
      <Tabs
        label="What is listed"
        tabs={profileMemberKinds.map((key) => ({ key, label: kindWords[key].label }))}
        value={of}
        onChange={(key) => setState({ of: key === 'contacts' ? undefined : key })}
      />
    </>
  )
}
