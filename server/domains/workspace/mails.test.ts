import { SMTPServer } from 'smtp-server'
import { afterEach, beforeAll, describe, expect, test } from 'vitest'
import { mailOf, openWorld } from '../../../test/world.ts'
import type { World } from '../../../test/world.ts'
import { queueMail } from './index.ts'

const mails = '/api/v1/mails'

/** A real mail server on this machine that keeps what it receives, or refuses everything. */
async function mailServer(refuses: () => boolean) {
  const received: { to: string[]; text: string }[] = []
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    logger: false,
    onRcptTo: (_address, _session, done) => done(refuses() ? new Error('No such box here') : null),
    onData: (stream, session, done) => {
      let text = ''
      stream.setEncoding('utf8')
      stream.on('data', (chunk: string) => (text += chunk))
      stream.on('end', () => {
        received.push({ to: session.envelope.rcptTo.map((one) => one.address), text })
        done()
      })
    },
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.server.address()
  const port = typeof address === 'object' && address !== null ? address.port : 0
  return {
    received,
    url: `smtp://127.0.0.1:${port}`,
    close: () => new Promise<void>((resolve) => server.close(() => resolve())),
  }
}

describe('without a mail server', () => {
  let world: World
  beforeAll(async () => {
    world = await openWorld()
    for (const email of ['a@nordwind.test', 'b@nordwind.test', 'c@nordwind.test'])
      await world.as('aylin').post('/api/v1/invitations', { email, team: 'sales' })
    await world.runJobs()
  })

  test('a mail stays readable in the outbox, newest first, page by page', async () => {
    const first = await world.as('aylin').get(`${mails}?limit=2`)
    const second = await world.as('aylin').get(`${mails}?limit=2&cursor=${first.body.nextCursor}`)
    const recipients = [...first.body.items, ...second.body.items].map(
      (one: { recipient: string }) => one.recipient,
    )
    expect(recipients).toEqual(['c@nordwind.test', 'b@nordwind.test', 'a@nordwind.test'])
    expect(second.body.nextCursor).toBeNull()
    expect(first.body.items[0]).toMatchObject({
      sentAt: null,
      failure: null,
      body: expect.stringContaining('Aylin Demir'),
    })
  })

  test('the outbox is for admins', async () => {
    expect((await world.as('mara').get(mails)).body.error.code).toBe('not-allowed')
    expect((await world.as('rita').get(mails)).body.items).toEqual([])
  })
})

describe('with a mail server', () => {
  let world: World
  let refusing = false
  let server: Awaited<ReturnType<typeof mailServer>>
  beforeAll(async () => {
    server = await mailServer(() => refusing)
    world = await openWorld({
      settings: {
        SMTP_URL: server.url,
        MAIL_FROM: 'Rapport <rapport@nordwind.test>',
        PUBLIC_URL: 'https://rapport.nordwind.test',
      },
    })
    return () => server.close()
  })
  afterEach(() => {
    refusing = false
    server.received.length = 0
  })

  const invite = (email: string) => world.as('aylin').post('/api/v1/invitations', { email, team: 'sales' })
  const outbox = async (recipient: string) =>
    (await world.as('aylin').get(mails)).body.items.find(
      (one: { recipient: string }) => one.recipient === recipient,
    )

  test('a mail arrives with its link, and the outbox forgets the link', async () => {
    const { body } = await invite('new@nordwind.test')
    await world.runJobs()
    expect(server.received).toHaveLength(1)
    expect(server.received[0]?.to).toEqual(['new@nordwind.test'])
    const text = server.received[0]?.text.replaceAll('=\r\n', '').replaceAll('=3D', '=')
    expect(text).toContain('From: Rapport <rapport@nordwind.test>')
    expect(text).toContain(body.link)
    expect(await outbox('new@nordwind.test')).toMatchObject({
      link: null,
      sentAt: expect.any(String),
      failure: null,
    })
    expect((await world.as('aylin').get(mails)).text).not.toContain(body.link)
  })

  test('a mail about a place of the web app leads there from anywhere', async () => {
    const place = {
      recipient: 'far@nordwind.test',
      subject: 'Look',
      body: 'Here: {link}',
      link: '/agreements/1',
    }
    await world.scope('aylin', (scope) => queueMail(scope, place))
    await world.runJobs()
    expect(server.received[0]?.text).toContain('Here: https://rapport.nordwind.test/agreements/1')
  })

  test('a mail that was sent is not sent again', async () => {
    await invite('once@nordwind.test')
    await world.runJobs()
    const { rows } = await world.database.ownerPool.query(
      `select id from mails where recipient = 'once@nordwind.test'`,
    )
    await world.database.ownerPool.query(`select graphile_worker.add_job('workspace.send-mail', $1::json)`, [
      JSON.stringify({ workspaceId: world.home, mailId: rows[0].id }),
    ])
    await world.runJobs()
    expect(server.received).toHaveLength(1)
  })

  test('a mail that is refused says why, and goes out with the next attempt', async () => {
    refusing = true
    await invite('later@nordwind.test')
    await world.runJobs()
    expect(await outbox('later@nordwind.test')).toMatchObject({
      sentAt: null,
      failure: expect.stringContaining('No such box'),
    })
    refusing = false
    await world.database.ownerPool.query(`update graphile_worker._private_jobs set run_at = now()`)
    await world.runJobs()
    expect(await outbox('later@nordwind.test')).toMatchObject({ failure: null, sentAt: expect.any(String) })
  })

  test('a reset link is for the recipient only, also before it was sent', async () => {
    refusing = true
    await world.stranger().post('/api/v1/password-resets', { email: mailOf('mara') })
    await world.runJobs()
    expect(await outbox(mailOf('mara'))).toMatchObject({ link: null, failure: expect.any(String) })
  })

  test('an invitation that is rolled back sends nothing', async () => {
    await invite(mailOf('mara'))
    await world.runJobs()
    expect(server.received).toEqual([])
  })
})
