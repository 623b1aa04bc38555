import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useLocation, useNavigate } from '@tanstack/react-router'
import { useEffect } from 'react'
import { changeView, listViews, removeView, saveView } from '../../contract/workspace.ts'
import type { SavedView as SavedViewData } from '../../contract/workspace.ts'
import { ask, call } from '../app/client.ts'
import { SavedViews } from '../ui/saved-views.tsx'
import type { SavedView } from '../ui/saved-views.tsx'
import { showProblem, showToast } from '../ui/toast.tsx'
import { parseSearch } from '../ui/url-state.ts'

/**
 * The saved views of a list: `<PageViews page="people" allLabel="All people" />` inside its `FilterBar`. A view is the
 * address's query under a name, so whatever the page keeps in the URL belongs to it.
 */
export function PageViews({ page, allLabel }: { page: string; allLabel: string }) {
  const client = useQueryClient()
  const navigate = useNavigate()
  const { searchStr } = useLocation()
  const views = useQuery(ask(listViews, { query: { page } }))
  const refresh = () => client.invalidateQueries({ queryKey: [listViews.id] })
  const keep = useMutation({
    mutationFn: (view: { name: string; query: string; shared: boolean }) =>
      call(saveView, { body: { page, name: view.name, search: view.query, shared: view.shared } }),
    onSuccess: refresh,
    onError: showProblem,
  })
  const change = useMutation({
    mutationFn: ({ id, search }: { id: string; search: string }) =>
      call(changeView, { params: { id }, body: { search } }),
    onSuccess: refresh,
    onError: showProblem,
  })
  const remove = useMutation({
    mutationFn: (id: string) => call(removeView, { params: { id } }),
    onSuccess: refresh,
    onError: showProblem,
  })
  const shown = (views.data?.items ?? []).map(presented)
  return (
    <SavedViews
      allLabel={allLabel}
      query={searchStr}
      views={shown}
      opened={useOpened(page, { views: shown, query: searchStr })}
      onReplace={(view) =>
        change.mutate(
          { id: view.id, search: searchStr },
          {
            onSuccess: () =>
              showToast(`“${view.name}” shows this from now on`, {
                undo: () => change.mutate({ id: view.id, search: view.query }),
              }),
          },
        )
      }
      onOpen={(query) => void navigate({ to: '.', search: parseSearch(query) })}
      onSave={(view) => keep.mutate(view)}
      onDelete={(view) =>
        remove.mutate(view.id, {
          onSuccess: () => showToast(`“${view.name}” is removed`, { undo: () => keep.mutate(view) }),
        })
      }
    />
  )
}

function presented({ id, name, search, shared, can }: SavedViewData): SavedView {
  return { id, name, shared, query: search, mine: can.remove, changeable: can.change }
}

/**
 * The view that was opened last and has been changed since. It outlives a look at a record and a reload, and is
 * forgotten with everything else of the list when all is shown again.
 */
function useOpened(page: string, { views, query }: { views: readonly SavedView[]; query: string }) {
  const key = `rapport.view.${page}`
  const current = views.find((view) => view.query === query)?.id
  useEffect(() => {
    if (current !== undefined) remember(key, current)
    else if (query === '') remember(key, '')
  }, [key, current, query])
  const id = current ?? recalled(key)
  return views.find((view) => view.id === id)
}

function recalled(key: string): string | null {
  try {
    return sessionStorage.getItem(key)
  } catch {
    // A browser that forbids storage forgets which view was opened; it can still be saved anew.
    return null
  }
}

function remember(key: string, id: string) {
  try {
    sessionStorage.setItem(key, id)
  } catch {
    // The same.
  }
}
