import { Link } from '@tanstack/react-router'
import { Search, Settings } from 'lucide-react'
import { Chip } from '../../ui/chip.tsx'
import { cx } from '../../ui/cx.ts'
import { commandKey } from '../../ui/keys.ts'
import { MemberMark, teamNames } from '../../ui/team.tsx'
import type { Place } from '../places.ts'
import { useSession } from '../session.tsx'
import { BellLine } from './bell.tsx'
import { Logo } from './logo.tsx'
import { MemberMenu } from './member-menu.tsx'
import type { Openers } from './openers.ts'
import { ThemeMenu } from './theme-menu.tsx'
import { openPlaces } from './use-places.ts'

/** The sidebar, 240 wide: search, the places by heading, the member below. */
export function Sidebar({ open }: { open: Openers }) {
  return (
    <div className="noprint hidden border-r border-line bg-sunken/65 lg:block">
      <aside aria-label="Sidebar" className="sticky top-0 flex h-dvh flex-col">
        <div className="px-3 pt-3 pb-2">
          <WorkspaceLine />
          <SearchButton onClick={open.search} />
          <div className="mt-2">
            <BellLine onOpen={open.notifications} />
          </div>
        </div>
        <nav aria-label="Places" className="min-h-0 flex-1 overflow-y-auto px-3 pb-4">
          <PlaceList places={openPlaces.filter((place) => place.group === 'Alignment')} heading="Alignment" />
          <PlaceList places={openPlaces.filter((place) => place.group === 'Customers')} heading="Customers" />
          <PlaceList places={openPlaces.filter((place) => place.group === 'Truth')} heading="Truth" />
        </nav>
        <SampleLine onEyes={open.eyes} />
        <Foot open={open} />
      </aside>
    </div>
  )
}

function WorkspaceLine() {
  const { workspace } = useSession()
  return (
    <div className="mb-2 flex h-8 items-center justify-between gap-2 px-1">
      <Link to="/" className="flex items-center gap-2 text-base font-semibold tracking-tight">
        <Logo />
        Rapport
      </Link>
      <span className="truncate text-xs text-ink-3">{workspace.name}</span>
    </div>
  )
}

function SearchButton({ onClick }: { onClick: () => void }) {
  return (
    <button
      type="button"
      onClick={onClick}
      aria-keyshortcuts="Meta+K Control+K"
      className="flex h-8 w-full items-center gap-2.5 rounded-md border border-line bg-surface px-2.5 text-sm text-ink-2 hover:border-line-strong"
    >
      <Search aria-hidden className="size-3.5" />
      Search or do…
      <span aria-hidden className="ml-auto text-xs text-ink-3">
        {commandKey}K
      </span>
    </button>
  )
}

function PlaceList({ places, heading }: { places: readonly Place[]; heading: string }) {
  if (places.length === 0) return null
  return (
    <>
      <h2 className="px-2 pt-3 pb-1.5 text-xs font-medium text-ink-3">{heading}</h2>
      <ul className="space-y-px">
        {places.map((place) => (
          <li key={place.path}>
            <PlaceLink place={place} />
          </li>
        ))}
      </ul>
    </>
  )
}

/** A line of the sidebar; the present place stands on a card of its own. */
export function PlaceLink({ place, onGo }: { place: Place; onGo?: () => void }) {
  return (
    <Link
      to={place.path}
      {...(onGo && { onClick: onGo })}
      className="flex h-8 items-center gap-2 rounded-md border border-transparent px-2 text-sm font-medium text-ink-2 hover:bg-line/40 hover:text-ink"
      activeProps={{ className: '!border-line !bg-surface !text-ink', 'aria-current': 'page' }}
      activeOptions={{ includeSearch: false }}
    >
      <place.icon aria-hidden className="size-4 shrink-0" strokeWidth={1.75} />
      <span className="truncate">{place.label}</span>
    </Link>
  )
}

/** The sample company says what it is, and offers the eyes of its cast. */
function SampleLine({ onEyes }: { onEyes: () => void }) {
  const { workspace, cast } = useSession()
  if (!workspace.sample) return null
  return (
    <div className="flex items-center gap-2 px-4 pb-3 text-xs whitespace-nowrap text-ink-3">
      <Chip tone="outline">Sample</Chip>
      {cast.length > 0 ? (
        <button type="button" onClick={onEyes} className="underline underline-offset-2 hover:text-ink">
          look through other eyes
        </button>
      ) : (
        'an invented company'
      )}
    </div>
  )
}

function Foot({ open }: { open: Openers }) {
  const { member } = useSession()
  const settings = openPlaces.find((place) => place.group === 'foot')
  return (
    <div className="flex h-14 items-center gap-1 border-t border-line px-3">
      <MemberMenu open={open}>
        <button
          type="button"
          className="-ml-1 flex min-w-0 flex-1 items-center gap-2.5 rounded-md px-1 py-1 text-left hover:bg-line/40"
        >
          <MemberMark name={member.name} team={member.team} />
          <span className="min-w-0">
            <span className="block truncate text-sm leading-4 text-ink">{member.name}</span>
            <span className="block text-xs text-ink-3">{teamNames[member.team]}</span>
          </span>
        </button>
      </MemberMenu>
      <ThemeMenu />
      {settings && (
        <Link
          to={settings.path}
          aria-label="Settings"
          title="Settings"
          className={cx(footIcon, 'text-ink-2 hover:text-ink')}
          activeProps={{ className: '!border-line !bg-surface !text-ink', 'aria-current': 'page' }}
        >
          <Settings aria-hidden className="size-4" strokeWidth={1.75} />
        </Link>
      )}
    </div>
  )
}

const footIcon =
  'inline-flex size-8 shrink-0 items-center justify-center rounded-md border border-transparent hover:bg-line/40'
