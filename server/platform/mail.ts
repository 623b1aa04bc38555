import { createTransport } from 'nodemailer'

const timeoutMs = 20_000

export type OutgoingMail = { readonly to: string; readonly subject: string; readonly text: string }

export type Mailer = {
  readonly send: (mail: OutgoingMail) => Promise<void>
  readonly close: () => void
}

export type MailSettings = { readonly SMTP_URL?: string | undefined; readonly MAIL_FROM: string }

/** A way to send mails by the server of the settings, or undefined where none is set: then the outbox keeps them. */
export function openMailer({ SMTP_URL, MAIL_FROM }: MailSettings): Mailer | undefined {
  if (SMTP_URL === undefined) return undefined
  const transport = createTransport({
    url: SMTP_URL,
    connectionTimeout: timeoutMs,
    greetingTimeout: timeoutMs,
    socketTimeout: timeoutMs,
    disableFileAccess: true,
    disableUrlAccess: true,
  })
  return {
    send: async (mail) => {
      await transport.sendMail({ from: MAIL_FROM, ...mail })
    },
    close: () => transport.close(),
  }
}
