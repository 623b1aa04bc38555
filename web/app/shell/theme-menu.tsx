import { Monitor, Moon, Sun } from 'lucide-react'
import { IconButton } from '../../ui/button.tsx'
import { Menu } from '../../ui/menu.tsx'
import { type ThemeWish, useTheme } from '../theme.ts'

const wishes = [
  { wish: 'system', label: 'As the system', icon: Monitor },
  { wish: 'light', label: 'Light', icon: Sun },
  { wish: 'dark', label: 'Dark', icon: Moon },
] as const satisfies readonly { wish: ThemeWish; label: string; icon: typeof Sun }[]

/** System, light or dark. */
export function ThemeMenu() {
  const [current, setTheme] = useTheme()
  const Icon = wishes.find(({ wish }) => wish === current)?.icon ?? Moon
  return (
    <Menu
      side="top"
      trigger={<IconButton icon={Icon} label="Theme" className="hover:bg-line/40" />}
      items={wishes.map(({ wish, label, icon }) => ({
        kind: 'choice',
        label,
        icon,
        chosen: wish === current,
        onSelect: () => setTheme(wish),
      }))}
    />
  )
}
