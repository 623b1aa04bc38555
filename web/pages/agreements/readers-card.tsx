import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Check } from 'lucide-react'
import { confirmAgreementRead } from '../../../contract/agreement-discussion.ts'
import type { VersionView } from '../../../contract/agreement-views.ts'
import { call } from '../../app/client.ts'
import { MemberName } from '../../parts/marks.tsx'
import { Button } from '../../ui/button.tsx'
import { Card } from '../../ui/card.tsx'
import { useFormat } from '../../ui/format.ts'
import { Meter } from '../../ui/meter.tsx'
import { showProblem } from '../../ui/toast.tsx'
import { shareWords } from './words.ts'

const readersShown = 6

/** Who has confirmed that they read the version, and one's own confirmation. */
export function ReadersCard({ version }: { version: VersionView }) {
  const format = useFormat()
  const client = useQueryClient()
  const confirm = useMutation({
    mutationFn: () => call(confirmAgreementRead, { params: { id: version.id } }),
    onError: showProblem,
    onSettled: () => client.invalidateQueries(),
  })
  return (
    <Card title="Read by" aside={<span className="num">{shareWords(version.read, 'members')}</span>}>
      <Meter
        className="w-full"
        label="Share of members who have read it"
        value={version.read.count}
        max={version.read.of}
      />
      <ul className="mt-3 space-y-1.5 text-sm">
        {version.receipts.slice(0, readersShown).map(({ member, readAt }) => (
          <li key={member.id} className="flex justify-between gap-3">
            <MemberName member={member} />
            <span className="num shrink-0 text-ink-3">{format.day(readAt)}</span>
          </li>
        ))}
        {version.receipts.length > readersShown && (
          <li className="text-ink-3">and {version.receipts.length - readersShown} more</li>
        )}
      </ul>
      {!version.readByMe && (
        <Button
          className="mt-4 w-full"
          icon={Check}
          busy={confirm.isPending}
          onClick={() => confirm.mutate()}
        >
          I have read this version
        </Button>
      )}
    </Card>
  )
}
