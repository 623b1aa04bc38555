import { useMutation, useQueryClient } from '@tanstack/react-query'
import { GitMerge } from 'lucide-react'
import type { VersionView } from '../../../contract/agreement-views.ts'
import { rebaseAgreementVersion } from '../../../contract/agreements.ts'
import { call } from '../../app/client.ts'
import { Button } from '../../ui/button.tsx'
import { Card } from '../../ui/card.tsx'
import { showProblem, showToast } from '../../ui/toast.tsx'
import { ChangedClauses } from './differences.tsx'

/** Tells a draft that is based on an old version what changed beneath it, and takes these changes over. */
export function StaleNotice({ version }: { version: VersionView }) {
  const client = useQueryClient()
  const rebase = useMutation({
    mutationFn: () =>
      call(rebaseAgreementVersion, { params: { id: version.id }, body: { revision: version.revision } }),
    onSuccess: ({ collisions }) =>
      showToast(
        collisions.length === 0
          ? 'The draft stands on the newest version'
          : `The draft stands on the newest version; look at ${collisions.join(', ')}, which both changed`,
      ),
    onError: showProblem,
    onSettled: () => client.invalidateQueries(),
  })
  if (version.beneath === null) return null
  return (
    <Card
      className="border-warn"
      title={`Version ${version.beneath.newest.number} was agreed while this was being written`}
      note="This is what changed beneath it. Where you left the text alone, the change can be taken over."
    >
      <ChangedClauses changes={version.beneath.changes.filter(({ change }) => change !== 'same')} />
      {version.can.rebase && (
        <Button className="mt-4" icon={GitMerge} busy={rebase.isPending} onClick={() => rebase.mutate()}>
          Take these changes over
        </Button>
      )}
    </Card>
  )
}
