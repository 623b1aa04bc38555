import { z } from 'zod'
import { apiPrefix, endpoint, idParams, instant, pageOf, pageQuery } from './endpoint.ts'
import { currency, line, locale, mailAddress, newPassword, slug, timeZone } from './inputs.ts'
import { team } from './records.ts'

export const workspaceView = z
  .object({
    id: z.number().int(),
    slug: z.string(),
    name: z.string(),
    currency: z.string(),
    timeZone: z.string(),
    locale: z.string(),
    country: z.string().nullable(),
    fiscalYearStartMonth: z.number().int(),
    sample: z.boolean(),
    createdAt: instant,
    can: z.object({ change: z.boolean() }),
  })
  .meta({ id: 'Workspace' })
export type WorkspaceView = z.infer<typeof workspaceView>

export const showWorkspace = endpoint({
  id: 'showWorkspace',
  method: 'GET',
  path: `${apiPrefix}/workspace`,
  summary: 'The workspace and its settings',
  tag: 'Workspace',
  response: workspaceView,
})

export const changeWorkspace = endpoint({
  id: 'changeWorkspace',
  method: 'PATCH',
  path: `${apiPrefix}/workspace`,
  summary: 'Change the settings of the workspace',
  tag: 'Workspace',
  body: z
    .object({
      name: line(120),
      currency,
      timeZone,
      locale,
      country: z
        .string()
        .regex(/^[A-Z]{2}$/, 'must be a code of two letters, such as DE')
        .nullable(),
      fiscalYearStartMonth: z.number().int().min(1).max(12),
    })
    .partial(),
  response: workspaceView,
  refusals: ['not-allowed'],
})

export const removeWorkspace = endpoint({
  id: 'removeWorkspace',
  method: 'DELETE',
  path: `${apiPrefix}/workspace`,
  summary: 'Remove the sample company with everything in it',
  description: 'Only the sample company; `POST /sample` loads it anew. A real workspace is refused.',
  tag: 'Workspace',
  response: null,
  refusals: ['not-allowed', 'not-possible-now'],
})

export const foundWorkspace = endpoint({
  id: 'foundWorkspace',
  method: 'POST',
  path: `${apiPrefix}/workspaces`,
  summary: 'Found a workspace, and be its first admin',
  description:
    'Open to everybody while there is no workspace but the sample; afterwards to signed-in admins, who become ' +
    'the admin of the new one themselves and leave `person` out, and to the operator of the machine.',
  tag: 'Workspace',
  door: 'open',
  body: z.object({
    name: line(120),
    slug: slug.optional().describe('The short name in addresses; made from the name when left out.'),
    currency: currency.default('EUR'),
    timeZone: timeZone.default('UTC'),
    person: z
      .object({ name: line(200), email: mailAddress, password: newPassword, team: team.default('joint') })
      .optional(),
  }),
  response: workspaceView,
  status: 201,
  refusals: ['not-allowed', 'already-exists'],
})

export const keyView = z
  .object({
    id: z.uuid(),
    name: z.string(),
    prefix: z.string().describe('How the secret begins, to tell keys apart.'),
    member: z.object({ id: z.uuid(), name: z.string() }),
    createdAt: instant,
    lastUsedAt: instant.nullable(),
    can: z.object({ revoke: z.boolean() }),
  })
  .meta({ id: 'Key' })
export type KeyView = z.infer<typeof keyView>

export const listKeys = endpoint({
  id: 'listKeys',
  method: 'GET',
  path: `${apiPrefix}/keys`,
  summary: "The API keys: all of them for an admin, else one's own",
  tag: 'API keys',
  response: z.object({ items: z.array(keyView) }),
})

export const issueKey = endpoint({
  id: 'issueKey',
  method: 'POST',
  path: `${apiPrefix}/keys`,
  summary: 'Make an API key that may do what its member may',
  tag: 'API keys',
  body: z.object({ name: line(120) }),
  response: keyView.extend({ secret: z.string().describe('Shown this once.') }),
  status: 201,
  refusals: ['not-allowed', 'not-possible-now'],
})

export const revokeKey = endpoint({
  id: 'revokeKey',
  method: 'DELETE',
  path: `${apiPrefix}/keys/{id}`,
  summary: 'Revoke an API key',
  tag: 'API keys',
  params: idParams,
  response: null,
  refusals: ['not-found', 'not-allowed'],
})

export const savedView = z
  .object({
    id: z.uuid(),
    page: z.string(),
    name: z.string(),
    search: z.string().describe('The query of the address, which holds filters, sort and columns.'),
    shared: z.boolean(),
    member: z.object({ id: z.uuid(), name: z.string() }),
    createdAt: instant,
    can: z.object({ change: z.boolean(), remove: z.boolean() }),
  })
  .meta({ id: 'SavedView' })
export type SavedView = z.infer<typeof savedView>

const page = z.string().regex(/^[a-z][a-z-]{0,59}$/, 'must be the name of a page')

export const listViews = endpoint({
  id: 'listViews',
  method: 'GET',
  path: `${apiPrefix}/views`,
  summary: "The saved views: one's own and those shared",
  tag: 'Saved views',
  query: z.object({ page: page.optional() }),
  response: z.object({ items: z.array(savedView) }),
})

export const saveView = endpoint({
  id: 'saveView',
  method: 'POST',
  path: `${apiPrefix}/views`,
  summary: 'Keep a list as it is filtered and sorted now',
  tag: 'Saved views',
  body: z.object({ page, name: line(120), search: z.string().max(4000), shared: z.boolean().default(false) }),
  response: savedView,
  status: 201,
  refusals: ['not-allowed', 'not-possible-now'],
})

export const changeView = endpoint({
  id: 'changeView',
  method: 'PATCH',
  path: `${apiPrefix}/views/{id}`,
  summary: 'Let a saved view show something else, or give it another name',
  tag: 'Saved views',
  params: idParams,
  body: z.object({ name: line(120), search: z.string().max(4000) }).partial(),
  response: savedView,
  refusals: ['not-found', 'not-allowed'],
})

export const removeView = endpoint({
  id: 'removeView',
  method: 'DELETE',
  path: `${apiPrefix}/views/{id}`,
  summary: 'Remove a saved view',
  tag: 'Saved views',
  params: idParams,
  response: null,
  refusals: ['not-found', 'not-allowed'],
})

export const mailView = z
  .object({
    id: z.uuid(),
    recipient: z.string(),
    subject: z.string(),
    body: z.string(),
    link: z.string().nullable().describe('The link that belongs into the text, until the mail was sent.'),
    createdAt: instant,
    sentAt: instant.nullable(),
    failure: z.string().nullable(),
  })
  .meta({ id: 'Mail' })
export type MailView = z.infer<typeof mailView>

export const listMails = endpoint({
  id: 'listMails',
  method: 'GET',
  path: `${apiPrefix}/mails`,
  summary: 'Every mail that Rapport wrote, newest first',
  tag: 'Workspace',
  query: pageQuery,
  response: pageOf(mailView),
  refusals: ['not-allowed'],
})
