import * as departure from '../../../contract/departures.ts'
import * as member from '../../../contract/members.ts'
import * as door from '../../../contract/sign-in.ts'
import type { SessionView } from '../../../contract/sign-in.ts'
import * as contract from '../../../contract/workspace.ts'
import { inVisit, serve, serveOpen, serveRaw } from '../../http/resource.ts'
import type { Desk } from '../../http/resource.ts'
import { chosenWorkspace } from '../../http/sign-in.ts'
import type { SignedIn, Visit } from '../../http/sign-in.ts'
import type { Visitor } from '../../http/visitor.ts'
import { notFound, Refusal } from '../../platform/refusal.ts'
import * as workspace from './index.ts'
import type { Founding, Ground, Handover } from './index.ts'

export function workspaceRoutes(
  desk: Desk,
  foundings: readonly Founding[],
  handovers: readonly Handover[],
): void {
  settingsRoutes(desk)
  foundingRoutes(desk, foundings)
  sessionRoutes(desk)
  openSessionRoutes(desk)
  passwordRoutes(desk)
  memberRoutes(desk)
  departureRoutes(desk, handovers)
  invitationRoutes(desk)
  keyRoutes(desk)
  viewRoutes(desk)
}

function settingsRoutes(desk: Desk): void {
  serve(desk, contract.showWorkspace, (scope) => workspace.showWorkspace(scope))
  serve(desk, contract.changeWorkspace, (scope, { body }) => workspace.changeWorkspace(scope, body))
  serve(desk, contract.removeWorkspace, async (scope) => {
    await workspace.removeSampleWorkspace(scope)
    return undefined
  })
  serve(desk, contract.listMails, (scope, { query }) => workspace.listMails(scope, query))
}

function foundingRoutes(desk: Desk, foundings: readonly Founding[]): void {
  serveOpen(desk, contract.foundWorkspace, async ({ visitor, request, reply }, { body }) => {
    await desk.signIn.check('address', request.ip)
    const signedIn = await desk.signIn.current(request)
    const applicant = { looker: visitor, person: signedIn?.person ?? null }
    const { person, ...plan } = body
    const founder = await workspace.judgeFounder(groundOf(desk), applicant, person)
    const founded = await workspace.foundWorkspace(groundOf(desk), { ...plan, ...founder }, foundings)
    if (founder.founder.kind === 'new' && founded.userId !== null)
      await desk.signIn.vouched({ request, reply }, founded.userId)
    if (founder.founder.kind !== 'named') desk.signIn.choose(reply, founded.view.id)
    return founded.view
  })
}

function sessionRoutes(desk: Desk): void {
  serveOpen(desk, door.showSession, ({ visitor }) => session(desk, visitor))

  serveOpen(desk, door.signIn, async ({ request, reply }, { body }) => {
    const userId = await desk.signIn.withPassword({ request, reply }, body)
    const visitor = await desk.recognise(userId, chosenWorkspace(request))
    if (visitor !== null) return session(desk, visitor)
    await workspace.endSessions(groundOf(desk), userId)
    throw new Refusal('not-allowed', {
      message: 'You belong to no workspace any more. Ask for an invitation.',
    })
  })

  serveOpen(desk, door.signOut, async ({ request, reply }) => {
    await desk.signIn.out({ request, reply })
    return undefined
  })

  serveOpen(desk, door.lookThroughEyes, async ({ request, reply }, { body }) => {
    if (desk.production) throw notFound('member of the sample company')
    await desk.signIn.check('tokens', request.ip)
    const { userId, workspaceId } = await workspace.openEyes(groundOf(desk), body.memberId)
    await desk.signIn.vouched({ request, reply }, userId)
    return enter(desk, reply, { userId, workspaceId })
  })

  serveRaw(desk, door.chooseWorkspace, async ({ visitor, reply }, { body }) => {
    if (visitor.userId === null) throw notFound('workspace')
    return enter(desk, reply, { userId: visitor.userId, workspaceId: body.workspaceId })
  })
}

async function enter(
  desk: Desk,
  reply: Visit['reply'],
  { userId, workspaceId }: { readonly userId: string; readonly workspaceId: number },
): Promise<SessionView> {
  const visitor = await desk.recognise(userId, workspaceId)
  if (visitor?.workspaceId !== workspaceId) throw notFound('workspace')
  desk.signIn.choose(reply, workspaceId)
  return session(desk, visitor)
}

function session(desk: Desk, looker: Visitor | null): Promise<SessionView> {
  return workspace.showSession(groundOf(desk), { looker, eyesOpen: !desk.production })
}

function openSessionRoutes(desk: Desk): void {
  serveRaw(desk, door.listSessions, async ({ request }) => {
    const { person, sessionId } = await inBrowser(desk, request)
    const items = await desk.signIn.sessions(person.id)
    return {
      items: items.map((one) => ({
        ...one,
        current: one.id === sessionId,
        createdAt: one.createdAt.toISOString(),
        expiresAt: one.expiresAt.toISOString(),
      })),
    }
  })

  serveRaw(desk, door.signOutEverywhere, async ({ request, reply }) => {
    const { person } = await inBrowser(desk, request)
    await desk.signIn.out({ request, reply })
    await workspace.endSessions(groundOf(desk), person.id)
    return reply.status(204).send()
  })
}

/** Sessions and passwords belong to a person at a browser; a key or the operator has neither. */
async function inBrowser(desk: Desk, request: Visit['request']): Promise<SignedIn> {
  const signedIn = request.headers.authorization === undefined ? await desk.signIn.current(request) : null
  if (signedIn === null)
    throw new Refusal('not-allowed', { message: 'Only a person at a browser can do this.' })
  return signedIn
}

function passwordRoutes(desk: Desk): void {
  serveOpen(desk, door.askPasswordReset, async ({ request }, { body }) => {
    await desk.signIn.check('address', request.ip)
    await desk.signIn.check('mailTo', body.email)
    await workspace.askPasswordReset(groundOf(desk), body.email, desk.publicUrl)
    return undefined
  })

  serveOpen(desk, door.resetPassword, async ({ request }, { params, body }) => {
    await desk.signIn.check('tokens', request.ip)
    await workspace.resetPassword(groundOf(desk), params.token, body.password)
    return undefined
  })

  serveRaw(desk, door.changePassword, async ({ visitor, request, reply }, { body }) => {
    const { person, sessionId } = await inBrowser(desk, request)
    await desk.signIn.prove(request, { email: person.email, password: body.current })
    const change = { userId: person.id, sessionId, password: body.password }
    await inVisit(desk, { visitor }, (scope) => workspace.replacePassword(scope, change))
    return reply.status(204).send()
  })
}

function memberRoutes(desk: Desk): void {
  serve(desk, member.listMembers, (scope, { query }) => workspace.listMembers(scope, query))
  serve(desk, member.showMember, (scope, { params }) => workspace.showMember(scope, params.id))
  serve(desk, member.changeMember, (scope, { params, body }) =>
    workspace.changeMember(scope, params.id, body),
  )
}

function departureRoutes(desk: Desk, handovers: readonly Handover[]): void {
  serve(desk, departure.listBelongings, (scope, { params }) =>
    workspace.belongings(scope, params.id, handovers),
  )
  serve(desk, departure.createDeparture, (scope, { params, body }) =>
    workspace.depart(scope, { ...params, ...body }, handovers),
  )
}

function invitationRoutes(desk: Desk): void {
  serve(desk, member.listInvitations, (scope) => workspace.listInvitations(scope))
  serve(desk, member.invite, (scope, { body }) =>
    workspace.invite(scope, { ...body, publicUrl: desk.publicUrl }),
  )
  serve(desk, member.revokeInvitation, async (scope, { params }) => {
    await workspace.revokeInvitation(scope, params.id)
    return undefined
  })

  serveOpen(desk, member.showInvitation, async ({ request }, { params }) => {
    await desk.signIn.check('tokens', request.ip)
    return workspace.showOffer(groundOf(desk), params.token)
  })

  serveOpen(desk, member.acceptInvitation, async ({ request, reply }, { params, body }) => {
    await desk.signIn.check('tokens', request.ip)
    const offer = await workspace.showOffer(groundOf(desk), params.token)
    const provenUserId = offer.knownPerson
      ? await provenOwner(desk, { request, reply }, { ...offer, ...body })
      : null
    const userId = await workspace.acceptInvitation(groundOf(desk), {
      token: params.token,
      provenUserId,
      ...body,
    })
    if (provenUserId === null) await desk.signIn.vouched({ request, reply }, userId)
    return enter(desk, reply, { userId, workspaceId: offer.workspaceId })
  })
}

/** The link proves that somebody reads the mail; the password, or being signed in, that it is the person known. */
async function provenOwner(
  desk: Desk,
  visit: Visit,
  { email, password }: { readonly email: string; readonly password?: string | undefined },
): Promise<string> {
  const signedIn = await desk.signIn.current(visit.request)
  if (signedIn?.person.email === email) return signedIn.person.id
  if (password === undefined)
    throw new Refusal('wrong-credentials', { message: 'Give the password you have here already.' })
  return desk.signIn.withPassword(visit, { email, password })
}

function keyRoutes(desk: Desk): void {
  serve(desk, contract.listKeys, (scope) => workspace.listKeys(scope))
  serve(desk, contract.issueKey, (scope, { body }) => workspace.issueKey(scope, body.name))
  serve(desk, contract.revokeKey, async (scope, { params }) => {
    await workspace.revokeKey(scope, params.id)
    return undefined
  })
}

function viewRoutes(desk: Desk): void {
  serve(desk, contract.listViews, (scope, { query }) => workspace.listViews(scope, query.page))
  serve(desk, contract.saveView, (scope, { body }) => workspace.saveView(scope, body))
  serve(desk, contract.changeView, (scope, { params, body }) => workspace.changeView(scope, params.id, body))
  serve(desk, contract.removeView, async (scope, { params }) => {
    await workspace.removeView(scope, params.id)
    return undefined
  })
}

function groundOf(desk: Desk): Ground {
  return { database: desk.database, now: desk.now() }
}
