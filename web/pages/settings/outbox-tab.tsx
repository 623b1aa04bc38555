import { listMails } from '../../../contract/workspace.ts'
import type { MailView } from '../../../contract/workspace.ts'
import { call } from '../../app/client.ts'
import { usePages } from '../../parts/use-pages.ts'
import { Button } from '../../ui/button.tsx'
import { Card, Rows } from '../../ui/card.tsx'
import { Chip } from '../../ui/chip.tsx'
import { useFormat } from '../../ui/format.ts'
import { EmptyState, ErrorState, SkeletonLines } from '../../ui/states.tsx'

/** Every mail that Rapport wrote; without a mail server this is where it is read. */
export function OutboxTab() {
  const mails = usePages({
    endpoint: listMails,
    query: {},
    load: (page, signal) => call(listMails, { query: page }, signal),
  })
  return (
    <Card title="Outbox" note="Every mail that Rapport wrote. Without a mail server they are read here.">
      {mails.problem && <ErrorState problem={mails.problem} onRetry={mails.retry} />}
      {mails.table.loading && <SkeletonLines />}
      {!mails.table.loading && mails.rows.length === 0 && <EmptyState title="No mail was written yet" />}
      <Rows>
        {mails.rows.map((mail) => (
          <Mail key={mail.id} mail={mail} />
        ))}
      </Rows>
      {mails.table.hasMore && <Button onClick={mails.table.onEndReached}>Show earlier</Button>}
    </Card>
  )
}

function Mail({ mail }: { mail: MailView }) {
  const format = useFormat()
  const { tone, words } = standingOf(mail)
  return (
    <li className="py-2.5 text-sm">
      <details>
        <summary className="flex cursor-pointer flex-wrap items-center gap-x-3 gap-y-1">
          <span className="min-w-40 flex-1">
            <span className="font-medium">{mail.subject}</span>
            <span className="block text-xs text-ink-3">
              to {mail.recipient} · {format.dayTime(mail.createdAt)}
            </span>
          </span>
          <Chip tone={tone} icon>
            {words}
          </Chip>
        </summary>
        <pre className="mt-2 overflow-x-auto rounded-lg bg-sunken p-3 font-sans text-sm whitespace-pre-wrap">
          {mail.body}
        </pre>
        {mail.link && (
          <p className="mt-2 break-all">
            <a href={mail.link} className="underline underline-offset-4">
              {mail.link}
            </a>
          </p>
        )}
        {mail.failure && <p className="mt-2 text-bad">{mail.failure}</p>}
      </details>
    </li>
  )
}

function standingOf(mail: MailView) {
  if (mail.sentAt) return { tone: 'ok', words: 'sent' } as const
  return mail.failure
    ? ({ tone: 'bad', words: 'failed' } as const)
    : ({ tone: 'warn', words: 'kept here' } as const)
}
