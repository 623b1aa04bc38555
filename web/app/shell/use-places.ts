import { useNavigate } from '@tanstack/react-router'
import { useKeys } from '../../ui/keys.ts'
import { type Place, places } from '../places.ts'
import { insidePages } from '../routes.tsx'

const open = new Set(insidePages.map((page) => page.path))

/** The places whose pages exist. */
export const openPlaces: readonly Place[] = places.filter((place) => open.has(place.path))

/** `G` and a letter goes to a place. */
export function usePlaceKeys() {
  const navigate = useNavigate()
  useKeys(
    openPlaces.map((place) => ({
      keys: `g ${place.key}`,
      label: `Go to ${place.label}`,
      group: 'Places',
      run: () => void navigate({ to: place.path }),
    })),
  )
}
