import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { PencilLine, Send, Signature } from 'lucide-react'
import type { AgreementView, VersionView } from '../../../contract/agreement-views.ts'
import {
  draftAgreement,
  proposeAgreementVersion,
  signAgreementVersion,
} from '../../../contract/agreements.ts'
import { call } from '../../app/client.ts'
import { Button, ButtonLink } from '../../ui/button.tsx'
import { showProblem, showToast } from '../../ui/toast.tsx'
import { Withdraw } from './withdraw.tsx'

type ActsProps = { agreement: AgreementView; version: VersionView }

/** What whoever looks may do with the version: change, propose, sign, withdraw, or draft the next one. */
export function VersionActs({ agreement, version }: ActsProps) {
  const { can } = version
  const acts = useActs(version)
  const settled = version.state !== 'draft' && version.state !== 'proposed'
  return (
    <>
      {version.state === 'proposed' && version.signsNot && !can.sign && (
        <span className="max-w-56 text-xs text-ink-3">{version.signsNot}</span>
      )}
      {can.withdraw && !settled && <Withdraw version={version} />}
      {can.change && (
        <ButtonLink icon={PencilLine} to={`/agreements/${agreement.id}/edit/${version.id}`}>
          {version.state === 'proposed' ? 'Amend' : 'Change'}
        </ButtonLink>
      )}
      {can.propose && (
        <Button
          tone="primary"
          icon={Send}
          busy={acts.propose.isPending}
          onClick={() => acts.propose.mutate()}
        >
          Propose to both teams
        </Button>
      )}
      {can.sign && (
        <Button tone="primary" icon={Signature} busy={acts.sign.isPending} onClick={() => acts.sign.mutate()}>
          Sign for my team
        </Button>
      )}
      {settled && agreement.can.draft && (
        <Button icon={PencilLine} busy={acts.draft.isPending} onClick={() => acts.draft.mutate()}>
          Draft a new version
        </Button>
      )}
    </>
  )
}

function useActs(version: VersionView) {
  const client = useQueryClient()
  const navigate = useNavigate()
  const input = { params: { id: version.id }, body: { revision: version.revision } }
  const common = { onError: showProblem, onSettled: () => client.invalidateQueries() }
  const propose = useMutation({
    ...common,
    mutationFn: () => call(proposeAgreementVersion, input),
    onSuccess: () => showToast('Proposed: both teams can read and sign it now'),
  })
  const sign = useMutation({
    ...common,
    mutationFn: () => call(signAgreementVersion, input),
    onSuccess: (signed) =>
      showToast(signed.agreedAt ? 'Signed by both teams: it is agreed' : 'Signed for your team'),
  })
  const draft = useMutation({
    ...common,
    mutationFn: () =>
      call(draftAgreement, { params: { id: version.agreement.id }, body: { fromId: version.id } }),
    onSuccess: (made) => navigate({ to: `/agreements/${made.agreement.id}/edit/${made.id}` }),
  })
  return { propose, sign, draft }
}
