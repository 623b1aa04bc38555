import type { SigningTeam } from '../../../../contract/agreement-views.ts'
import type { Team } from '../../../../contract/records.ts'

/** Who would sign. */
export type Signer = {
  readonly memberId: string | null
  readonly team: Team
  readonly role: 'admin' | 'member' | 'viewer'
}

/** What decides whether somebody signs for their team at all. */
export type SigningRight = {
  /** Who is named to sign for the signer's team; nobody is everybody of the team. */
  readonly seats: readonly string[]
  /** What the charters that the signer holds say; null where they hold none. */
  readonly charterSigns: boolean | null
}

export type SignatureHeld = { readonly team: SigningTeam; readonly memberId: string }

type Why = { readonly message: string; readonly remedy: string }

/** The team that somebody signs for, or why they sign for none. Nobody ever signs for the other team. */
export function signingRight(signer: Signer, right: SigningRight): { readonly team: SigningTeam } | Why {
  if (signer.memberId === null)
    return {
      message: 'Only a member signs, for their own team.',
      remedy: 'Sign in as a member of marketing or of sales.',
    }
  if (signer.team !== 'marketing' && signer.team !== 'sales')
    return {
      message: `A member of the ${signer.team} team signs for neither marketing nor sales.`,
      remedy: 'Ask a member of marketing and one of sales to sign.',
    }
  if (signer.role === 'viewer')
    return { message: 'Viewers do not sign.', remedy: `Ask another member of ${signer.team} to sign.` }
  if (right.charterSigns === false)
    return {
      message: 'The role charters that you hold do not let you sign.',
      remedy: `Ask a member of ${signer.team} who may, or propose another version of the charter.`,
    }
  if (right.seats.length > 0 && !right.seats.includes(signer.memberId))
    return {
      message: `Others are named to sign for ${signer.team}.`,
      remedy: `Ask one of the signatories of ${signer.team}.`,
    }
  return { team: signer.team }
}

/** Why a member who may sign for `team` cannot put their name under this proposal any more; null where they can. */
export function alreadySigned(
  signer: { readonly memberId: string | null; readonly team: SigningTeam },
  held: readonly SignatureHeld[],
): Why | null {
  const own = held.find(({ memberId }) => memberId === signer.memberId)
  if (own !== undefined && own.team !== signer.team)
    return {
      message: `You have signed this for ${own.team} before; nobody signs for both teams.`,
      remedy: `Ask another member of ${signer.team} to sign.`,
    }
  if (held.some(({ team }) => team === signer.team))
    return {
      message:
        own === undefined ? `${signer.team} has signed this already.` : 'You have signed this already.',
      remedy: 'Nothing is left for you to do; the other team’s signature makes it binding.',
    }
  return null
}
