import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useLocation, useNavigate } from '@tanstack/react-router'
import { listViews, removeView, saveView } from '../../contract/workspace.ts'
import { ask, call } from '../app/client.ts'
import { SavedViews } from '../ui/saved-views.tsx'
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
  const remove = useMutation({
    mutationFn: (id: string) => call(removeView, { params: { id } }),
    onSuccess: refresh,
    onError: showProblem,
  })
  return (
    <SavedViews
      allLabel={allLabel}
      query={searchStr}
      views={(views.data?.items ?? []).map(({ id, name, search, shared, can }) => ({
        id,
        name,
        shared,
        query: search,
        mine: can.remove,
      }))}
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
