import { Link } from '@tanstack/react-router'
import { Menu as MenuIcon, Search } from 'lucide-react'
import { useState } from 'react'
import { Sheet } from '../../ui/dialog.tsx'
import type { Trigger } from '../../ui/floating/dressed.ts'
import { MemberMark, teamNames } from '../../ui/team.tsx'
import { useSession } from '../session.tsx'
import { BellLine, UnreadCount, useUnread } from './bell.tsx'
import { MemberMenu } from './member-menu.tsx'
import type { Openers } from './openers.ts'
import { PlaceLink } from './sidebar.tsx'
import { ThemeMenu } from './theme-menu.tsx'
import { openPlaces } from './use-places.ts'

const cell =
  'flex h-14 min-w-0 flex-auto flex-col items-center justify-center gap-0.5 text-2xs text-ink-3 aria-[current]:text-ink'

/** The bar at the bottom of a phone: the places used on the road, search, and all the rest in a sheet. */
export function BottomBar({ open }: { open: Openers }) {
  const unread = useUnread()
  return (
    <nav
      aria-label="Main places"
      className="noprint fixed inset-x-0 bottom-0 z-2 flex border-t border-line bg-surface pb-[env(safe-area-inset-bottom)] lg:hidden"
    >
      {openPlaces
        .filter((place) => place.phone)
        .map((place) => (
          <Link
            key={place.path}
            to={place.path}
            className={cell}
            activeProps={{ 'aria-current': 'page', className: 'font-medium' }}
            activeOptions={{ includeSearch: false }}
          >
            <place.icon aria-hidden className="size-5" strokeWidth={1.6} />
            {place.label}
          </Link>
        ))}
      <button type="button" onClick={open.search} className={cell}>
        <Search aria-hidden className="size-5" strokeWidth={1.6} />
        Search
      </button>
      <MoreSheet open={open}>
        <button type="button" className={cell}>
          <span className="relative">
            <MenuIcon aria-hidden className="size-5" strokeWidth={1.6} />
            <UnreadCount unread={unread} className="absolute -top-1.5 left-3" />
          </span>
          More
        </button>
      </MoreSheet>
    </nav>
  )
}

function MoreSheet({ children, open }: { children: Trigger; open: Openers }) {
  const [shown, setShown] = useState(false)
  const { member, workspace } = useSession()
  return (
    <Sheet open={shown} onOpenChange={setShown} trigger={children} title={workspace.name}>
      <div className="mb-3 border-b border-line pb-3">
        <BellLine
          onOpen={() => {
            setShown(false)
            open.notifications()
          }}
        />
      </div>
      <nav aria-label="All places">
        <ul className="space-y-1">
          {openPlaces.map((place) => (
            <li key={place.path}>
              <PlaceLink place={place} onGo={() => setShown(false)} />
            </li>
          ))}
        </ul>
      </nav>
      <div className="mt-6 flex items-center gap-2 border-t border-line pt-4">
        <MemberMenu open={open}>
          <button
            type="button"
            className="flex min-w-0 flex-1 items-center gap-2.5 rounded-md py-1 text-left"
          >
            <MemberMark name={member.name} team={member.team} size="lg" />
            <span className="min-w-0">
              <span className="block truncate text-sm">{member.name}</span>
              <span className="block text-xs text-ink-3">{teamNames[member.team]}</span>
            </span>
          </button>
        </MemberMenu>
        <ThemeMenu />
      </div>
    </Sheet>
  )
}
