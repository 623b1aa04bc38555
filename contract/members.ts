import { z } from 'zod'
import { apiPrefix, endpoint, idParams, instant } from './endpoint.ts'
import { line, mailAddress, passwordLengthMax, role, timeZone } from './inputs.ts'
import { team } from './records.ts'
import { sessionView } from './sign-in.ts'

export const memberView = z
  .object({
    id: z.uuid(),
    name: z.string(),
    email: z.string().nullable(),
    team,
    role,
    jobTitle: z.string().nullable(),
    region: z.string().nullable(),
    managerName: z.string().nullable(),
    timeZone: z.string().nullable(),
    signsIn: z.boolean().describe('False for somebody who is known by name only, such as an imported owner.'),
    createdAt: instant,
    leftAt: instant.nullable(),
    can: z.object({ change: z.boolean(), changeRole: z.boolean(), remove: z.boolean() }),
  })
  .meta({ id: 'Member' })
export type MemberView = z.infer<typeof memberView>

export const membersMax = 5000

export const listMembers = endpoint({
  id: 'listMembers',
  method: 'GET',
  path: `${apiPrefix}/members`,
  summary: 'The members, by name',
  tag: 'Members',
  query: z.object({
    team: team.optional(),
    left: z.stringbool().default(false).describe('Also those who left.'),
  }),
  response: z.object({ items: z.array(memberView).max(membersMax) }),
})

export const showMember = endpoint({
  id: 'showMember',
  method: 'GET',
  path: `${apiPrefix}/members/{id}`,
  summary: 'One member',
  tag: 'Members',
  params: idParams,
  response: memberView,
  refusals: ['not-found'],
})

export const changeMember = endpoint({
  id: 'changeMember',
  method: 'PATCH',
  path: `${apiPrefix}/members/{id}`,
  summary: 'Change a member: oneself, or as an admin anybody and also team and role',
  tag: 'Members',
  params: idParams,
  body: z
    .object({
      name: line(200),
      team,
      role,
      jobTitle: line(200).nullable(),
      region: line(120).nullable(),
      managerName: line(200).nullable(),
      timeZone: timeZone.nullable(),
    })
    .partial(),
  response: memberView,
  refusals: ['not-found', 'not-allowed', 'not-possible-now'],
})

export const invitationView = z
  .object({
    id: z.uuid(),
    email: z.string(),
    team,
    role,
    invitedBy: z.string().nullable(),
    createdAt: instant,
    expiresAt: instant,
    state: z.enum(['open', 'accepted', 'revoked', 'expired']),
  })
  .meta({ id: 'Invitation' })
export type InvitationView = z.infer<typeof invitationView>

export const listInvitations = endpoint({
  id: 'listInvitations',
  method: 'GET',
  path: `${apiPrefix}/invitations`,
  summary: 'The invitations, newest first',
  tag: 'Members',
  response: z.object({ items: z.array(invitationView) }),
  refusals: ['not-allowed'],
})

export const invite = endpoint({
  id: 'invite',
  method: 'POST',
  path: `${apiPrefix}/invitations`,
  summary: 'Invite somebody by mail; an earlier open invitation to the same address is revoked',
  tag: 'Members',
  body: z.object({ email: mailAddress, team, role: role.default('member') }),
  response: invitationView.extend({ link: z.string().describe('The link in the mail; shown this once.') }),
  status: 201,
  refusals: ['not-allowed', 'already-exists'],
})

export const revokeInvitation = endpoint({
  id: 'revokeInvitation',
  method: 'DELETE',
  path: `${apiPrefix}/invitations/{id}`,
  summary: 'Take an invitation back',
  tag: 'Members',
  params: idParams,
  response: null,
  refusals: ['not-found', 'not-allowed', 'not-possible-now'],
})

const tokenParams = z.object({ token: z.string().min(1).max(200) })

export const showInvitation = endpoint({
  id: 'showInvitation',
  method: 'GET',
  path: `${apiPrefix}/invitations/{token}`,
  summary: 'What the link in an invitation offers',
  tag: 'Members',
  door: 'open',
  params: tokenParams,
  response: z.object({
    workspaceName: z.string(),
    invitedBy: z.string().nullable(),
    email: z.string(),
    team,
    role,
    knownPerson: z
      .boolean()
      .describe('Whether this address has a password already, which then is the one to give.'),
  }),
  refusals: ['expired-link', 'too-many-attempts'],
})

export const acceptInvitation = endpoint({
  id: 'acceptInvitation',
  method: 'POST',
  path: `${apiPrefix}/invitations/{token}/acceptance`,
  summary: 'Join the workspace and be signed in',
  description:
    'Somebody new chooses a name and a password. Somebody known gives their password, unless they are signed in.',
  tag: 'Members',
  door: 'open',
  params: tokenParams,
  body: z.object({
    name: line(200).optional(),
    password: z.string().min(1).max(passwordLengthMax).optional(),
  }),
  response: sessionView,
  status: 201,
  refusals: ['expired-link', 'wrong-credentials', 'too-many-attempts', 'already-exists'],
})
