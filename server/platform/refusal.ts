import type { RefusalCode } from '../../contract/refusals.ts'
import { refusals } from '../../contract/refusals.ts'

export type RefusalParts = {
  readonly message?: string
  /** The field, row, column or parameter that is at fault. */
  readonly place?: string
  /** What the person can do about it. */
  readonly remedy?: string
  readonly details?: readonly { readonly place: string; readonly message: string }[]
}

/** An expected no. Anything else that is thrown is a bug and reaches the caller as a bare 500. */
export class Refusal extends Error {
  readonly code: RefusalCode
  readonly parts: RefusalParts

  constructor(code: RefusalCode, parts: RefusalParts = {}) {
    super(parts.message ?? refusals[code].message)
    this.name = 'Refusal'
    this.code = code
    this.parts = parts
  }
}

/** The one refusal for what does not exist and for what is not the caller's to see: they must look alike. */
export function notFound(what: string): Refusal {
  return new Refusal('not-found', { message: `There is no such ${what}, or it is not yours to see.` })
}
