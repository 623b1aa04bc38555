import { Link } from '@tanstack/react-router'
import { MemberName } from '../marks.tsx'
import { Rows } from '../../ui/card.tsx'
import { useFormat } from '../../ui/format.ts'
import { Clauses } from './clauses.tsx'
import type { Why } from './why-card.tsx'

/** How the lead came here, oldest first; a move that criteria made shows the version and what proved it then. */
export function MovesList({ moves }: { moves: Why['moves'] }) {
  const format = useFormat()
  return (
    <section>
      <h3 className="text-base font-semibold">How it came here</h3>
      <Rows>
        {moves.map((move) => (
          <li key={move.id} className="py-3 text-sm">
            <p className="flex flex-wrap items-center gap-x-3 gap-y-1">
              <span className="num text-ink-3">{format.dayTime(move.at)}</span>
              <span className="font-medium">
                {move.from === null ? move.to : `${move.from} → ${move.to}`}
              </span>
              {move.kind === 'backward' && <span className="text-warn">backward</span>}
              {move.by && <MemberName member={move.by} />}
              {move.version && (
                <Link
                  to={`/agreements/${move.version.agreementId}`}
                  search={{ version: String(move.version.versionId) }}
                  className="underline decoration-line-strong underline-offset-4"
                >
                  judged by {move.version.title}, version {move.version.number}
                </Link>
              )}
            </p>
            {move.reason && <p className="mt-0.5 text-ink-2">{move.reason}</p>}
            {move.evidence && (
              <details className="mt-2">
                <summary className="cursor-pointer text-xs text-ink-2">What proved it then</summary>
                <div className="mt-2">
                  <Clauses part={move.evidence} phrases={move.phrases} />
                </div>
              </details>
            )}
          </li>
        ))}
      </Rows>
    </section>
  )
}
