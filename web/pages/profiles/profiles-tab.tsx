import { useQuery } from '@tanstack/react-query'
import { Target } from 'lucide-react'
import { listProfiles } from '../../../contract/profiles.ts'
import { ask } from '../../app/client.ts'
import { ButtonLink } from '../../ui/button.tsx'
import { EmptyState, ErrorState, SkeletonLines } from '../../ui/states.tsx'
import { CoverageCard } from './coverage-card.tsx'
import { ProfileCard } from './profile-card.tsx'
import { useCoverage } from './query.ts'

/** The market and the profiles in force. */
export function ProfilesTab() {
  const profiles = useQuery(ask(listProfiles, {}))
  const coverage = useCoverage()
  if (profiles.isError) return <ErrorState problem={profiles.error} onRetry={() => void profiles.refetch()} />
  if (profiles.isPending) return <SkeletonLines lines={10} />
  const { items, more } = profiles.data
  if (items.length === 0) return <NoProfiles />
  return (
    <div className="mt-4 space-y-4">
      <CoverageCard coverage={coverage} />
      <div className="grid gap-4 xl:grid-cols-2">
        {items.map((profile) => (
          <ProfileCard
            key={profile.id}
            profile={profile}
            isCounting={coverage.isPending}
            counted={coverage.data?.profiles.find((one) => one.profile.id === profile.id)}
          />
        ))}
      </div>
      {more > 0 && (
        <p className="text-sm text-ink-3">{more} more profiles are in force and not counted here.</p>
      )}
    </div>
  )
}

function NoProfiles() {
  return (
    <EmptyState
      icon={Target}
      title="No customer profile is in force"
      action={
        <ButtonLink to="/agreements" tone="primary">
          Draft a profile
        </ButtonLink>
      }
    >
      Marketing and sales say together whom they look for. Once both have signed, everybody who belongs is
      counted here.
    </EmptyState>
  )
}
