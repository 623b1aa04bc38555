import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { Building2, Handshake, UserRound } from 'lucide-react'
import { useEffect, useState } from 'react'
import { listAccounts } from '../../../contract/accounts.ts'
import type { AccountRow } from '../../../contract/accounts.ts'
import { listContacts } from '../../../contract/contacts.ts'
import type { ContactRow } from '../../../contract/contacts.ts'
import { listDeals } from '../../../contract/pipeline.ts'
import type { DealRow } from '../../../contract/pipeline.ts'
import type { PaletteEntry, PaletteGroup } from '../../ui/command-palette.tsx'
import { ask } from '../client.ts'
import { insidePages } from '../routes.tsx'

const pauseMs = 150
const lettersLeast = 2
const foundMax = 6

/** Which people, companies and deals are called so, from the server, a breath after the typing pauses. */
export function useFound(typed: string): { groups: PaletteGroup[]; searching: boolean } {
  const text = usePaused(typed.trim())
  const worth = text.length >= lettersLeast
  const query = { q: text, limit: foundMax }
  const people = useQuery({ ...ask(listContacts, { query }), enabled: worth && stands('/people/$id') })
  const companies = useQuery({ ...ask(listAccounts, { query }), enabled: worth && stands('/companies/$id') })
  const deals = useQuery({ ...ask(listDeals, { query }), enabled: worth && stands('/deals/$id') })
  const navigate = useNavigate()
  const open: Open = (path) => () => void navigate({ to: path })
  const groups = [
    groupOf('People', people.data?.items, (person) => personEntry(person, open)),
    groupOf('Companies', companies.data?.items, (company) => companyEntry(company, open)),
    groupOf('Deals', deals.data?.items, (deal) => dealEntry(deal, open)),
  ]
  const searching = [people, companies, deals].some(({ isFetching }) => isFetching)
  return { groups: worth ? groups : [], searching }
}

type Open = (path: string) => () => void

function groupOf<Row>(
  heading: string,
  rows: readonly Row[] | undefined,
  entryOf: (row: Row) => PaletteEntry,
): PaletteGroup {
  return { heading, found: true, entries: (rows ?? []).map(entryOf) }
}

function personEntry({ id, name, title, account }: ContactRow, open: Open): PaletteEntry {
  const hint = [title, account?.name].filter(Boolean).join(', ')
  return { id, label: name, hint, icon: UserRound, run: open(`/people/${id}`) }
}

function companyEntry({ id, name, domain, city }: AccountRow, open: Open): PaletteEntry {
  return { id, label: name, hint: domain ?? city, icon: Building2, run: open(`/companies/${id}`) }
}

function dealEntry({ id, name, account, contact }: DealRow, open: Open): PaletteEntry {
  const hint = account?.name ?? contact?.name
  return { id, label: name, hint, icon: Handshake, run: open(`/deals/${id}`) }
}

function stands(path: string): boolean {
  return insidePages.some((page) => page.path === path)
}

function usePaused(text: string): string {
  const [paused, setPaused] = useState(text)
  useEffect(() => {
    const timer = setTimeout(() => setPaused(text), pauseMs)
    return () => clearTimeout(timer)
  }, [text])
  return paused
}
