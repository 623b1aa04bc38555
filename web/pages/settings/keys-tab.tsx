import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { issueKey, listKeys, revokeKey } from '../../../contract/workspace.ts'
import { ask, call } from '../../app/client.ts'
import { useSession } from '../../app/session.tsx'
import { Button } from '../../ui/button.tsx'
import { Card, Rows } from '../../ui/card.tsx'
import { Field } from '../../ui/field.tsx'
import { useFormat } from '../../ui/format.ts'
import { Input } from '../../ui/input.tsx'
import { EmptyState } from '../../ui/states.tsx'
import { showProblem } from '../../ui/toast.tsx'

/** Keys with which programs speak to Rapport on behalf of a member. */
export function KeysTab() {
  const client = useQueryClient()
  const format = useFormat()
  const { can } = useSession()
  const [name, setName] = useState('')
  const keys = useQuery(ask(listKeys, {}))
  const refresh = () => client.invalidateQueries({ queryKey: [listKeys.id] })
  const issue = useMutation({
    mutationFn: () => call(issueKey, { body: { name } }),
    onSuccess: () => setName(''),
    onError: showProblem,
    onSettled: refresh,
  })
  const revoke = useMutation({
    mutationFn: (id: string) => call(revokeKey, { params: { id } }),
    onError: showProblem,
    onSettled: refresh,
  })
  return (
    <Card title="API keys" note="A key may do what its member may. The API is described at /api/v1/docs.">
      {can.write && (
        <form
          className="mb-4 flex max-w-lg items-end gap-3"
          onSubmit={(event) => {
            event.preventDefault()
            issue.mutate()
          }}
        >
          <Field label="Name of a new key" className="flex-1">
            <Input required maxLength={120} value={name} onChange={(event) => setName(event.target.value)} />
          </Field>
          <Button type="submit" busy={issue.isPending}>
            Make a key
          </Button>
        </form>
      )}
      {issue.data && (
        <div className="mb-4 max-w-lg">
          <Field
            label={`The secret of ${issue.data.name}`}
            hint="Shown this once; keep it where your program finds it."
          >
            <Input readOnly value={issue.data.secret} onFocus={(event) => event.target.select()} />
          </Field>
        </div>
      )}
      {keys.data?.items.length === 0 && <EmptyState title="No key yet" />}
      <Rows>
        {keys.data?.items.map((key) => (
          <li key={key.id} className="flex flex-wrap items-center gap-3 py-2.5 text-sm">
            <span className="min-w-40 flex-1">
              <span className="font-medium">{key.name}</span>{' '}
              <code className="text-xs text-ink-3">{key.prefix}…</code>
              <span className="block text-xs text-ink-3">
                {key.member.name} · made {format.day(key.createdAt)} · last used {format.day(key.lastUsedAt)}
              </span>
            </span>
            {key.can.revoke && (
              <Button size="sm" tone="danger" onClick={() => revoke.mutate(key.id)}>
                Revoke
              </Button>
            )}
          </li>
        ))}
      </Rows>
    </Card>
  )
}
