import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { listAgreementsInForce } from '../../../contract/agreements.ts'
import type { VersionInForceView } from '../../../contract/agreement-views.ts'
import { ask } from '../../app/client.ts'
import { Card } from '../../ui/card.tsx'
import { Chip } from '../../ui/chip.tsx'
import { useFormat } from '../../ui/format.ts'

/** The agreement in force that names a model; null where there is none, undefined while nobody knows. */
export type Signed = VersionInForceView | null | undefined

/** Whether both teams have signed to use a model. */
export function useSigned(modelId: string): Signed {
  const found = useQuery(ask(listAgreementsInForce, { query: { kind: 'fitted_score' } }))
  if (found.data === undefined) return undefined
  return found.data.items.find(({ body }) => body.kind === 'fitted_score' && body.modelId === modelId) ?? null
}

/** Whether a model binds, in two words. */
export function SignatureChip({ signed }: { signed: Signed }) {
  if (signed === undefined) return null
  return signed === null ? (
    <Chip tone="outline">not signed</Chip>
  ) : (
    <Chip tone="ok" icon>
      signed
    </Chip>
  )
}

/** What a model binds by, or that it does not; beneath it, whom it counted as won. */
export function SignatureCard({ signed, children }: { signed: Signed; children: ReactNode }) {
  const format = useFormat()
  return (
    <Card
      title={signed ? 'Signed' : 'Not signed'}
      note={
        signed
          ? `In force since ${format.day(signed.inForceFrom)}.`
          : 'Nothing runs on this score. An agreement that names it makes it binding.'
      }
    >
      {signed && (
        <p className="mb-2 text-sm">
          <Link
            to="/agreements/$id"
            params={{ id: signed.agreement.id }}
            className="underline underline-offset-4"
          >
            {signed.agreement.name}
          </Link>
        </p>
      )}
      <p className="text-sm text-ink-2">{children}</p>
    </Card>
  )
}
