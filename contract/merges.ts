import { z } from 'zod'
import { apiPrefix, endpoint, idParams, instant, pageOf, pageQuery } from './endpoint.ts'
import { memberReference, reference } from './records.ts'

const tag = 'Identity'

export const mergeableKind = z.enum(['contact', 'account'])
export type MergeableKind = z.infer<typeof mergeableKind>

/** Why two records might be one. */
export const duplicateReasons = [
  'same-mail-domain',
  'same-phone',
  'same-domain',
  'similar-name',
  'same-name',
  'same-company',
] as const

const side = reference.extend({
  hint: z.string().nullable().describe('A mail, website or company to tell them apart.'),
})

export const duplicateView = z
  .object({
    recordKind: mergeableKind,
    first: side,
    second: side,
    score: z.number().min(0).max(1),
    reasons: z.array(z.enum(duplicateReasons)),
    foundAt: instant,
  })
  .meta({ id: 'Duplicate' })
export type DuplicateView = z.infer<typeof duplicateView>

export const listDuplicates = endpoint({
  id: 'listDuplicates',
  method: 'GET',
  path: `${apiPrefix}/duplicates`,
  summary: 'Pairs of records that are probably one, the surest first',
  tag,
  query: pageQuery.extend({ recordKind: mergeableKind.default('contact'), recordId: z.uuid().optional() }),
  response: pageOf(duplicateView),
})

export const searchDuplicates = endpoint({
  id: 'searchDuplicates',
  method: 'POST',
  path: `${apiPrefix}/duplicate-searches`,
  summary: 'Look for duplicates in the background',
  tag,
  body: z.object({ recordKind: mergeableKind.default('contact') }),
  response: null,
  status: 202,
  refusals: ['not-allowed'],
})

const pair = z.object({ recordKind: mergeableKind, firstId: z.uuid(), secondId: z.uuid() })

export const dismissDuplicate = endpoint({
  id: 'dismissDuplicate',
  method: 'POST',
  path: `${apiPrefix}/duplicate-dismissals`,
  summary: 'Say that two records are not one; they are not proposed again',
  tag,
  body: pair,
  response: null,
  refusals: ['not-allowed', 'not-found'],
})

const value = z.union([z.string(), z.number(), z.boolean(), z.null()])

export const mergePreview = z
  .object({
    recordKind: mergeableKind,
    winner: reference,
    loser: reference,
    fields: z.array(
      z.object({
        field: z.string(),
        label: z.string(),
        winner: value,
        loser: value,
        winnerName: z.string().optional(),
        loserName: z.string().optional(),
        proposal: z.enum(['winner', 'loser']),
        because: z.string(),
      }),
    ),
    brings: z.object({
      touches: z.number().int(),
      leads: z.number().int(),
      deals: z.number().int(),
      identities: z.array(z.string()),
    }),
  })
  .meta({ id: 'MergePreview' })
export type MergePreview = z.infer<typeof mergePreview>

const mergePair = z.object({ recordKind: mergeableKind, winnerId: z.uuid(), loserId: z.uuid() })

export const previewMerge = endpoint({
  id: 'previewMerge',
  method: 'POST',
  path: `${apiPrefix}/merges/preview`,
  summary: 'What a merge would do, field by field',
  tag,
  body: mergePair,
  response: mergePreview,
  refusals: ['not-found', 'not-possible-now'],
})

export const mergeView = z
  .object({
    id: z.uuid(),
    recordKind: mergeableKind,
    winner: reference,
    loser: reference,
    eventId: z.number().int(),
    mergedAt: instant,
    undoneAt: instant.nullable(),
    by: memberReference.nullable(),
  })
  .meta({ id: 'Merge' })
export type MergeView = z.infer<typeof mergeView>

const choicesMax = 300

export const createMerge = endpoint({
  id: 'createMerge',
  method: 'POST',
  path: `${apiPrefix}/merges`,
  summary: 'Join two records that are one; nothing is moved, so it can be undone exactly',
  description: 'Fields without a choice follow the proposal of the preview.',
  tag,
  body: mergePair.extend({
    choices: z
      .record(z.string().max(80), z.enum(['winner', 'loser']))
      .refine((choices) => Object.keys(choices).length <= choicesMax)
      .default({}),
  }),
  response: mergeView,
  status: 201,
  refusals: ['not-allowed', 'not-found', 'not-possible-now'],
})

export const undoMerge = endpoint({
  id: 'undoMerge',
  method: 'DELETE',
  path: `${apiPrefix}/merges/{id}`,
  summary: 'Take a merge apart again, in whatever order',
  tag,
  params: idParams,
  response: z.object({
    eventId: z.number().int(),
    restored: z.number().int(),
    keptCount: z.number().int(),
    kept: z.array(z.object({ recordId: z.uuid(), field: z.string(), label: z.string() })),
  }),
  status: 200,
  refusals: ['not-allowed', 'not-found', 'not-possible-now'],
})
