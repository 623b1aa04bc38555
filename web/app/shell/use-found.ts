import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { Building2, UserRound } from 'lucide-react'
import { useEffect, useState } from 'react'
import { listAccounts } from '../../../contract/accounts.ts'
import { listContacts } from '../../../contract/contacts.ts'
import type { PaletteGroup } from '../../ui/command-palette.tsx'
import { ask } from '../client.ts'
import { insidePages } from '../routes.tsx'

const pauseMs = 150
const lettersLeast = 2
const foundMax = 6

/** Who and what is called so, from the server, a breath after the typing pauses. */
export function useFound(typed: string): { groups: PaletteGroup[]; searching: boolean } {
  const text = usePaused(typed.trim())
  const worth = text.length >= lettersLeast
  const query = { q: text, limit: foundMax }
  const people = useQuery({ ...ask(listContacts, { query }), enabled: worth && stands('/people/$id') })
  const companies = useQuery({ ...ask(listAccounts, { query }), enabled: worth && stands('/companies/$id') })
  const navigate = useNavigate()
  const open = (path: string) => () => void navigate({ to: path })
  const groups: PaletteGroup[] = [
    {
      heading: 'People',
      found: true,
      entries: (people.data?.items ?? []).map((person) => ({
        id: person.id,
        label: person.name,
        hint: [person.title, person.account?.name].filter(Boolean).join(', '),
        icon: UserRound,
        run: open(`/people/${person.id}`),
      })),
    },
    {
      heading: 'Companies',
      found: true,
      entries: (companies.data?.items ?? []).map((company) => ({
        id: company.id,
        label: company.name,
        hint: company.domain ?? company.city,
        icon: Building2,
        run: open(`/companies/${company.id}`),
      })),
    },
  ]
  return { groups: worth ? groups : [], searching: people.isFetching || companies.isFetching }
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
