import { useQueryClient } from '@tanstack/react-query'
import { useCallback } from 'react'
import { changeContact, listContacts, readContact } from '../../../contract/contacts.ts'
import type { ContactRow } from '../../../contract/contacts.ts'
import { call } from '../../app/client.ts'

/** Saves one change of a person from the list; what is refused is thrown to the cell that was edited. */
export function useSavePerson() {
  const client = useQueryClient()
  return useCallback(
    async (person: ContactRow, change: Record<string, string | null>) => {
      await call(changeContact, { params: { id: person.id }, body: change })
      await Promise.all(
        [listContacts, readContact].map(({ id }) => client.invalidateQueries({ queryKey: [id] })),
      )
    },
    [client],
  )
}
