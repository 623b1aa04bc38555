import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { changeAccount, listAccounts, readAccount } from '../../../contract/accounts.ts'
import type { AccountView } from '../../../contract/accounts.ts'
import { ask, call } from '../../app/client.ts'
import { useParam } from '../../app/params.ts'
import { useStages } from '../../parts/choices.ts'
import { RecordLink, StageChip } from '../../parts/marks.tsx'
import { Card, Fact, Facts, Rows } from '../../ui/card.tsx'
import { Chip } from '../../ui/chip.tsx'
import { useFormat } from '../../ui/format.ts'
import { Columns, Page, PageHeader } from '../../ui/page.tsx'
import { ErrorState, SkeletonLines } from '../../ui/states.tsx'
import { CompanyCommittee } from './committee-card.tsx'
import { CustomFacts } from './custom-facts.tsx'
import { DealsCard } from './deals-card.tsx'
import { FlagsCard } from './flags-card.tsx'
import { InlineFact } from '../../parts/inline-fact.tsx'
import { MergesCard } from './merges-card.tsx'
import { RecordLine } from '../../parts/record-line.tsx'
import { RecordMenu } from '../../parts/record-menu.tsx'
import { NextStepCard } from './next-step-card.tsx'
import { Timeline } from './timeline.tsx'

/** One company: its people, its deals, one story of both teams. */
export function CompanyPage() {
  const id = useParam('id')
  const company = useQuery(ask(readAccount, { params: { id } }))
  if (company.isError)
    return <ErrorState heading="h1" problem={company.error} onRetry={() => void company.refetch()} />
  if (company.isPending) {
    return (
      <Page>
        <SkeletonLines lines={10} />
      </Page>
    )
  }
  return <Company company={company.data} />
}

function useSave(id: string) {
  const client = useQueryClient()
  return async (change: Record<string, unknown>) => {
    await call(changeAccount, { params: { id }, body: change })
    await client.invalidateQueries()
  }
}

function Company({ company }: { company: AccountView }) {
  const editable = company.can.edit && company.deletedAt === null
  return (
    <Page>
      <PageHeader
        large
        title={company.name}
        above={
          <RecordLine to="/companies" listId={listAccounts.id} path="/companies" id={company.id}>
            Companies
          </RecordLine>
        }
        note={
          <>
            {[company.industry, company.city, company.domain].filter(Boolean).join(' · ')}
            {company.deletedAt && (
              <Chip tone="warn" icon className="ml-2">
                in the trash
              </Chip>
            )}
          </>
        }
        menu={<RecordMenu kind="account" record={company} />}
      />
      <Columns gap="lg" side={<Side company={company} editable={editable} />}>
        <People company={company} />
        <Timeline of="account" id={company.id} />
      </Columns>
    </Page>
  )
}

function People({ company }: { company: AccountView }) {
  const stages = useStages()
  const format = useFormat()
  return (
    <Card title="People" aside={`${company.people} known`}>
      <Rows>
        {company.contacts.map((person) => (
          <li key={person.id} className="flex items-center justify-between gap-3 py-2 text-sm">
            <span className="min-w-0">
              <Link to={`/people/${person.id}`} className="font-medium underline-offset-4 hover:underline">
                {person.name}
              </Link>
              <span className="block truncate text-xs text-ink-3">{person.title ?? person.email}</span>
            </span>
            <span className="flex shrink-0 items-center gap-3">
              <span className="num hidden text-xs text-ink-3 sm:inline">
                {format.day(person.lastTouchAt)}
              </span>
              <StageChip stage={stages.find(({ id }) => id === person.stageId)} />
            </span>
          </li>
        ))}
      </Rows>
    </Card>
  )
}

type TextField = 'industry' | 'segment' | 'city' | 'country' | 'domain'

function Side({ company, editable }: { company: AccountView; editable: boolean }) {
  const format = useFormat()
  const save = useSave(company.id)
  const fact = (key: TextField, label: string) => (
    <Fact name={label}>
      <InlineFact
        label={label}
        value={company[key]}
        editable={editable}
        save={(value) => save({ [key]: value })}
      />
    </Fact>
  )
  return (
    <>
      <FlagsCard flags={company.flags} />
      <NextStepCard record={company} editable={editable} save={save} />
      <Card title="Company">
        <Facts>
          {fact('domain', 'Website')}
          {fact('industry', 'Industry')}
          {fact('segment', 'Segment')}
          <Fact name="Employees">{company.employees === null ? '–' : format.number(company.employees)}</Fact>
          <Fact name="Annual revenue">
            {company.annualRevenue === null ? '–' : format.compactMoney(company.annualRevenue)}
          </Fact>
          {fact('city', 'City')}
          {fact('country', 'Country')}
          <Fact name="Parent">
            {company.parent ? (
              <RecordLink to={`/companies/${company.parent.id}`}>{company.parent.name}</RecordLink>
            ) : (
              '–'
            )}
          </Fact>
          <CustomFacts custom={company.custom} />
          <Fact name="Known since">{format.day(company.createdAt)}</Fact>
        </Facts>
      </Card>
      <CompanyCommittee companyId={company.id} people={company.contacts} editable={editable} />
      <DealsCard deals={company.deals} />
      <MergesCard
        kind="account"
        id={company.id}
        merged={company.merged.map(({ account, ...merge }) => ({ ...merge, record: account }))}
        canMerge={company.can.merge}
      />
    </>
  )
}
