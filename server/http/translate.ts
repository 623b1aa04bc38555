import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify'
import { hasZodFastifySchemaValidationErrors } from 'fastify-type-provider-zod'
import { refusals } from '../../contract/refusals.ts'
import type { RefusalCode, RefusalView } from '../../contract/refusals.ts'
import { Refusal } from '../platform/refusal.ts'

const payloadTooLarge = 413
const tooManyRequests = 429
const internalStatus = 500
const detailsMax = 20

/** The one place where a failure becomes an answer. What is not a known refusal says nothing about the inside. */
export function translate(error: FastifyError | Error, request: FastifyRequest, reply: FastifyReply): void {
  const known = asRefusal(error)
  if (known !== undefined) {
    void reply.status(refusals[known.code].status).send(viewOf(known))
    return
  }
  request.log.error({ err: error }, 'unexpected failure')
  const message = `Something went wrong on our side. The log knows more under request ${request.id}.`
  void reply.status(internalStatus).send({ error: { code: 'internal', message } } satisfies RefusalView)
}

function asRefusal(error: FastifyError | Error): Refusal | undefined {
  if (error instanceof Refusal) return error
  if (hasZodFastifySchemaValidationErrors(error)) return invalidInput(error)
  const byConstraint = constraintRefusal(error)
  if (byConstraint !== undefined) return byConstraint
  const status = 'statusCode' in error ? error.statusCode : undefined
  if (status === payloadTooLarge) return new Refusal('too-large')
  if (status === tooManyRequests) return new Refusal('too-many-attempts')
  if (status !== undefined && status >= 400 && status < internalStatus) {
    return new Refusal('invalid-input', { message: 'The request itself is malformed.' })
  }
  return undefined
}

function invalidInput(error: { validation: readonly { instancePath: string; message?: string }[] }): Refusal {
  const details = error.validation.slice(0, detailsMax).map((fault) => ({
    place: fault.instancePath.replace(/^\//, '').replaceAll('/', '.'),
    message: fault.message ?? 'is not usable',
  }))
  const first = details[0]
  return new Refusal('invalid-input', {
    message: first === undefined ? undefined : `${first.place}: ${first.message}`,
    place: first?.place,
    details,
  })
}

const constraintCodes: Record<string, { code: RefusalCode; message: string }> = {
  '23505': { code: 'already-exists', message: 'Something with this key exists already.' },
  '23503': { code: 'invalid-input', message: 'This refers to something that does not exist.' },
  '23514': { code: 'invalid-input', message: 'A value lies outside what is permitted.' },
  '22003': { code: 'invalid-input', message: 'A number is greater than anything that is kept.' },
  '22P05': { code: 'invalid-input', message: 'The text contains a character that cannot be stored.' },
  '22021': { code: 'invalid-input', message: 'The text contains a character that cannot be stored.' },
  '40001': { code: 'changed-meanwhile', message: refusals['changed-meanwhile'].message },
  '40P01': { code: 'changed-meanwhile', message: refusals['changed-meanwhile'].message },
}

/** A constraint that spoke before a rule did is still the caller's to mend; its own words stay inside. */
function constraintRefusal(error: Error): Refusal | undefined {
  if (!('code' in error) || typeof error.code !== 'string') return undefined
  const known = constraintCodes[error.code]
  return known === undefined ? undefined : new Refusal(known.code, { message: known.message })
}

function viewOf(refusal: Refusal): RefusalView {
  const { place, remedy, details } = refusal.parts
  return {
    error: {
      code: refusal.code,
      message: refusal.message,
      ...(place === undefined ? {} : { place }),
      ...(remedy === undefined ? {} : { remedy }),
      ...(details === undefined ? {} : { details: [...details] }),
    },
  }
}
