import { signingTeams } from '../../../contract/agreement-views.ts'
import type { SignatureView, SigningTeam, VersionRow } from '../../../contract/agreement-views.ts'
import { Chip } from '../../ui/chip.tsx'
import { useFormat } from '../../ui/format.ts'
import { TeamMark, teamNames } from '../../ui/team.tsx'

/** The signature of a team that stands, if there is one. */
export function standingSignature(version: VersionRow, team: SigningTeam): SignatureView | undefined {
  return version.signatures.findLast((each) => each.team === team && each.voidedAt === null)
}

/** Who has signed, in one line: each team by its mark, hollow where its signature is missing. */
export function SignatureMarks({ version }: { version: VersionRow }) {
  if (version.adopted)
    return (
      <Chip tone="outline" className="align-middle">
        default, unsigned
      </Chip>
    )
  return (
    <span className="flex flex-wrap gap-x-4 gap-y-1 text-ink-2">
      {signingTeams.map((team) => {
        const signature = standingSignature(version, team)
        return (
          <span key={team} className="inline-flex items-center gap-1.5">
            <TeamMark team={team} hollow={signature === undefined} />
            {signature === undefined ? `${teamNames[team]} missing` : signature.member.name}
          </span>
        )
      })}
    </span>
  )
}

/** The two signatures as they stand beneath a text: who, when, or what is missing. */
export function SignatureStrip({ version }: { version: VersionRow }) {
  const format = useFormat()
  if (version.adopted)
    return (
      <p className="rounded-lg border border-dashed border-line-strong px-4 py-3 text-sm text-ink-2">
        A default that Rapport began with. It is in force and nobody has signed it: draft a version of your
        own, or propose this text as it is.
      </p>
    )
  return (
    <div className="grid gap-px overflow-hidden rounded-lg border border-line bg-line sm:grid-cols-2">
      {signingTeams.map((team) => {
        const signature = standingSignature(version, team)
        const voided = version.signatures.findLast((each) => each.team === team && each.voidedAt !== null)
        return (
          <section key={team} className="bg-surface px-4 py-3 text-sm">
            <h3 className="flex items-center gap-2 text-xs text-ink-3">
              <TeamMark team={team} hollow={signature === undefined} />
              {teamNames[team]}
            </h3>
            {signature === undefined ? (
              <p className="mt-1 text-ink-3">has not signed</p>
            ) : (
              <p className="mt-1">
                <span className="font-medium">{signature.member.name}</span>
                <span className="text-ink-3"> signed on {format.dayTime(signature.signedAt)}</span>
              </p>
            )}
            {signature === undefined && voided && (
              <p className="mt-1 text-xs text-warn">
                {voided.member.name} had signed revision {voided.revision}; {voided.voidedWhy}
              </p>
            )}
          </section>
        )
      })}
    </div>
  )
}
