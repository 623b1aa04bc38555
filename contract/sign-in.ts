import { z } from 'zod'
import { apiPrefix, endpoint, instant } from './endpoint.ts'
import { mailAddress, newPassword, passwordLengthMax, role } from './inputs.ts'
import { team } from './records.ts'
import { workspaceView } from './workspace.ts'

const membershipView = z.object({
  workspaceId: z.number().int(),
  slug: z.string(),
  name: z.string(),
  role,
  sample: z.boolean(),
})

export const castView = z
  .object({ id: z.uuid(), name: z.string(), team, jobTitle: z.string().nullable() })
  .meta({ id: 'CastMember' })

export const sessionView = z
  .object({
    member: z
      .object({
        id: z.uuid(),
        name: z.string(),
        email: z.string().nullable(),
        team,
        role,
        jobTitle: z.string().nullable(),
      })
      .nullable()
      .describe('Null when nobody is signed in, and for the operator of the machine.'),
    workspace: workspaceView.nullable(),
    memberships: z.array(membershipView).describe('Every workspace this person belongs to.'),
    cast: z
      .array(castView)
      .describe('Through whose eyes the sample company can be seen; empty where it cannot.'),
    signUpOpen: z.boolean().describe('Whether anybody may found the first workspace.'),
    can: z.object({
      manageMembers: z.boolean(),
      changeSettings: z.boolean(),
      manageKeys: z.boolean(),
      readOutbox: z.boolean(),
      write: z.boolean(),
      foundWorkspace: z.boolean(),
    }),
  })
  .meta({ id: 'Session' })
export type SessionView = z.infer<typeof sessionView>

export const showSession = endpoint({
  id: 'showSession',
  method: 'GET',
  path: `${apiPrefix}/session`,
  summary: 'Who is signed in, where, and what they may do',
  tag: 'Sign-in',
  door: 'open',
  response: sessionView,
})

export const signIn = endpoint({
  id: 'signIn',
  method: 'POST',
  path: `${apiPrefix}/session`,
  summary: 'Sign in',
  tag: 'Sign-in',
  door: 'open',
  body: z.object({ email: mailAddress, password: z.string().min(1).max(passwordLengthMax) }),
  response: sessionView,
  refusals: ['wrong-credentials', 'too-many-attempts'],
})

export const signOut = endpoint({
  id: 'signOut',
  method: 'DELETE',
  path: `${apiPrefix}/session`,
  summary: 'Sign out',
  tag: 'Sign-in',
  door: 'open',
  response: null,
})

export const chooseWorkspace = endpoint({
  id: 'chooseWorkspace',
  method: 'PUT',
  path: `${apiPrefix}/session/workspace`,
  summary: 'Step into another workspace of this person',
  tag: 'Sign-in',
  body: z.object({ workspaceId: z.number().int() }),
  response: sessionView,
  refusals: ['not-found'],
})

export const lookThroughEyes = endpoint({
  id: 'lookThroughEyes',
  method: 'POST',
  path: `${apiPrefix}/session/eyes`,
  summary: 'See the sample company as one of its cast',
  description:
    'Signs in without a password. Only the sample company has such members, and never in production.',
  tag: 'Sign-in',
  door: 'open',
  body: z.object({ memberId: z.uuid() }),
  response: sessionView,
  refusals: ['not-found', 'too-many-attempts'],
})

const openSessionView = z
  .object({
    id: z.string(),
    current: z.boolean(),
    address: z.string().nullable(),
    program: z.string().nullable().describe('What the browser calls itself.'),
    createdAt: instant,
    expiresAt: instant,
  })
  .meta({ id: 'OpenSession' })

export const listSessions = endpoint({
  id: 'listSessions',
  method: 'GET',
  path: `${apiPrefix}/sessions`,
  summary: 'Where this person is signed in',
  tag: 'Sign-in',
  response: z.object({ items: z.array(openSessionView) }),
  refusals: ['not-allowed'],
})

export const signOutEverywhere = endpoint({
  id: 'signOutEverywhere',
  method: 'DELETE',
  path: `${apiPrefix}/sessions`,
  summary: 'Sign out everywhere, here too',
  tag: 'Sign-in',
  response: null,
  refusals: ['not-allowed'],
})

export const askPasswordReset = endpoint({
  id: 'askPasswordReset',
  method: 'POST',
  path: `${apiPrefix}/password-resets`,
  summary: 'Ask for a mail with which to set a new password',
  description: 'The answer is the same whether or not anybody has this address.',
  tag: 'Sign-in',
  door: 'open',
  body: z.object({ email: mailAddress }),
  response: null,
  status: 202,
  refusals: ['too-many-attempts'],
})

export const resetPassword = endpoint({
  id: 'resetPassword',
  method: 'PUT',
  path: `${apiPrefix}/password-resets/{token}`,
  summary: 'Set a new password with the link from the mail; signs out everywhere',
  tag: 'Sign-in',
  door: 'open',
  params: z.object({ token: z.string().min(1).max(200) }),
  body: z.object({ password: newPassword }),
  response: null,
  refusals: ['expired-link', 'too-many-attempts'],
})

export const changePassword = endpoint({
  id: 'changePassword',
  method: 'PUT',
  path: `${apiPrefix}/password`,
  summary: 'Change the password; signs out everywhere else',
  tag: 'Sign-in',
  body: z.object({ current: z.string().min(1).max(passwordLengthMax), password: newPassword }),
  response: null,
  refusals: ['not-allowed', 'wrong-credentials', 'too-many-attempts'],
})
