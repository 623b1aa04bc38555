import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Check, MessageSquareWarning } from 'lucide-react'
import { useEffect, useRef } from 'react'
import {
  listAgreementComments,
  reopenAgreementComment,
  resolveAgreementComment,
} from '../../../contract/agreement-discussion.ts'
import type { AgreementCommentView } from '../../../contract/agreement-discussion.ts'
import type { AgreementView, VersionView } from '../../../contract/agreement-views.ts'
import { pageLimitMax } from '../../../contract/endpoint.ts'
import { ask, call } from '../../app/client.ts'
import { MemberName } from '../../parts/marks.tsx'
import { Button } from '../../ui/button.tsx'
import { Card, Rows } from '../../ui/card.tsx'
import { Chip } from '../../ui/chip.tsx'
import { cx } from '../../ui/cx.ts'
import { useFormat } from '../../ui/format.ts'
import { ErrorState, SkeletonLines } from '../../ui/states.tsx'
import { showProblem } from '../../ui/toast.tsx'
import { useUrlState } from '../../ui/url-state.ts'
import { SayForm } from './say-form.tsx'

type DiscussionProps = { agreement: AgreementView; version: VersionView }

/** What both teams say about the agreement: comments on clauses, questions to members, objections. */
export function Discussion({ agreement, version }: DiscussionProps) {
  const comments = useQuery(
    ask(listAgreementComments, { params: { id: agreement.id }, query: { limit: pageLimitMax } }),
  )
  const items = comments.data?.items ?? []
  return (
    <Card title="Discussion" aside={<span className="num">{items.length} said</span>}>
      {comments.isError && <ErrorState problem={comments.error} onRetry={() => void comments.refetch()} />}
      {comments.isPending && <SkeletonLines />}
      {comments.data && items.length === 0 && (
        <p className="pb-4 text-sm text-ink-3">
          Nobody has said anything yet. Speak to a clause, ask a colleague with @, or object.
        </p>
      )}
      <Rows className="mb-4">
        {items.map((comment) => (
          <Comment key={comment.id} comment={comment} version={version} />
        ))}
      </Rows>
      {version.can.comment && <SayForm version={version} />}
    </Card>
  )
}

function Comment({ comment, version }: { comment: AgreementCommentView; version: VersionView }) {
  const format = useFormat()
  const heading = version.clauses.find(({ key }) => key === comment.clause)?.heading
  const settled = comment.resolvedAt !== null
  const { line, isMeant } = useMeant(comment.id)
  return (
    <li
      ref={line}
      className={cx('py-3 text-sm', settled && 'text-ink-3', isMeant && '-mx-3 rounded-lg bg-sel px-3')}
    >
      <p className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <span className="font-medium">
          <MemberName member={comment.author} />
        </span>
        {comment.objection && (
          <Chip tone={settled ? 'plain' : 'bad'} icon={MessageSquareWarning}>
            {settled ? 'objection, settled' : 'objects'}
          </Chip>
        )}
        {heading && <Chip tone="outline">on “{heading}”</Chip>}
        <span className="text-xs text-ink-3">
          version {comment.version.number}, {format.dayTime(comment.createdAt)}
        </span>
      </p>
      <p className="mt-1 max-w-prose whitespace-pre-line">{comment.body}</p>
      {comment.mentions.length > 0 && (
        <p className="mt-1 text-xs text-ink-3">told {comment.mentions.map(({ name }) => name).join(', ')}</p>
      )}
      {comment.can.resolve && <Settle comment={comment} quiet={!comment.objection} />}
      {comment.resolvedBy && (
        <p className="mt-1 text-xs text-ink-3">
          settled by {comment.resolvedBy.name}, {format.day(comment.resolvedAt)}
        </p>
      )}
    </li>
  )
}

/** A notification leads to what was said: the line stands out, and comes into view when it is there. */
function useMeant(id: string) {
  const [state] = useUrlState()
  const line = useRef<HTMLLIElement>(null)
  const isMeant = state['said'] === id
  useEffect(() => {
    if (isMeant) line.current?.scrollIntoView({ block: 'center' })
  }, [isMeant])
  return { line, isMeant }
}

/** What was only said is settled in passing; an objection waits for it. */
function Settle({ comment, quiet }: { comment: AgreementCommentView; quiet: boolean }) {
  const client = useQueryClient()
  const settled = comment.resolvedAt !== null
  const settle = useMutation({
    mutationFn: () =>
      call(settled ? reopenAgreementComment : resolveAgreementComment, { params: { id: comment.id } }),
    onError: showProblem,
    onSettled: () => client.invalidateQueries(),
  })
  return (
    <Button
      size="sm"
      tone={quiet ? 'ghost' : 'secondary'}
      className={quiet ? 'mt-1 -ml-2.5' : 'mt-2'}
      icon={settled ? undefined : Check}
      busy={settle.isPending}
      onClick={() => settle.mutate()}
    >
      {settled ? 'Open again' : 'Call it settled'}
    </Button>
  )
}
