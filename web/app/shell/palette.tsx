import { useNavigate } from '@tanstack/react-router'
import { Bell, Eye, Keyboard, Monitor, Moon, Sun } from 'lucide-react'
import { useState } from 'react'
import { CommandPalette, type PaletteEntry } from '../../ui/command-palette.tsx'
import { standingActs } from '../../ui/palette-acts.ts'
import { useSession } from '../session.tsx'
import { useTheme } from '../theme.ts'
import type { Openers } from './openers.ts'
import { useFound } from './use-found.ts'
import { openPlaces } from './use-places.ts'

type PaletteProps = { onOpenChange: (open: boolean) => void; shellOpen: Openers }

/** ⌘K of the product: what can be done here, where one can go, who and what is called so. */
export function Palette({ onOpenChange, shellOpen }: PaletteProps) {
  const [text, setText] = useState('')
  const found = useFound(text)
  const everywhere = useActsEverywhere(shellOpen)
  const places = usePlaceEntries()
  return (
    <CommandPalette
      open
      onOpenChange={onOpenChange}
      placeholder="Search or do…"
      onSearch={setText}
      searching={found.searching}
      groups={[
        { heading: 'Do', entries: [...standingActs(), ...everywhere] },
        { heading: 'Go to', entries: places },
        ...found.groups,
      ]}
    />
  )
}

function useActsEverywhere(open: Openers): PaletteEntry[] {
  const { cast } = useSession()
  const [theme, setTheme] = useTheme()
  const themes: PaletteEntry[] = [
    { id: 'theme-light', label: 'Switch to the light theme', icon: Sun, run: () => setTheme('light') },
    { id: 'theme-dark', label: 'Switch to the dark theme', icon: Moon, run: () => setTheme('dark') },
    { id: 'theme-system', label: 'Follow the system’s theme', icon: Monitor, run: () => setTheme('system') },
  ]
  return [
    ...themes.filter(({ id }) => id !== `theme-${theme}`),
    {
      id: 'notifications',
      label: 'Show notifications',
      icon: Bell,
      keyHint: 'G N',
      run: open.notifications,
    },
    { id: 'keys', label: 'Show all keys', icon: Keyboard, keyHint: '?', run: open.help },
    ...(cast.length > 0
      ? [
          {
            id: 'eyes',
            label: 'Look through the eyes of…',
            icon: Eye,
            keywords: ['sample', 'cast'],
            run: open.eyes,
          },
        ]
      : []),
  ]
}

function usePlaceEntries(): PaletteEntry[] {
  const navigate = useNavigate()
  return openPlaces.map((place) => ({
    id: place.path,
    label: place.label,
    icon: place.icon,
    keyHint: `G ${place.key.toUpperCase()}`,
    run: () => void navigate({ to: place.path }),
  }))
}
