import { Eye, Keyboard, LogOut } from 'lucide-react'
import type { Trigger } from '../../ui/floating/dressed.ts'
import { Menu, type MenuItem } from '../../ui/menu.tsx'
import { showProblem } from '../../ui/toast.tsx'
import { leave, useSession } from '../session.tsx'
import type { Openers } from './openers.ts'

/** What a member does with the session: look through other eyes (in the sample only), see the keys, sign out. */
export function MemberMenu({ children, open }: { children: Trigger; open: Openers }) {
  const { workspace, cast } = useSession()
  const eyes: MenuItem[] =
    workspace.sample && cast.length > 0
      ? [{ label: 'Look through the eyes of…', icon: Eye, onSelect: open.eyes }, { kind: 'line' }]
      : []
  return (
    <Menu
      trigger={children}
      align="start"
      side="top"
      items={[
        ...eyes,
        { label: 'All keys', icon: Keyboard, keyHint: '?', onSelect: open.help },
        { label: 'Sign out', icon: LogOut, onSelect: () => void leave().catch(showProblem) },
      ]}
    />
  )
}
