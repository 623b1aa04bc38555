import {
  Building2,
  FileUp,
  Filter,
  GraduationCap,
  type LucideIcon,
  Megaphone,
  Scale,
  Settings,
  Signature,
  SquareKanban,
  Target,
  Users,
} from 'lucide-react'

export type Place = {
  path: string
  label: string
  icon: LucideIcon
  /** The heading of the sidebar it stands under; `foot` is the sidebar's last line. */
  group: 'Alignment' | 'Customers' | 'Truth' | 'foot'
  /** `G` and then this key goes there. */
  key: string
  /** Also in the bar at the bottom of a phone. */
  phone?: boolean
}

/**
 * Every place of the product that exists, in the order of the sidebar. A place appears once its page is in
 * `routes.tsx`; nobody is shown a door to an empty room.
 */
export const places: readonly Place[] = [
  { path: '/agreements', label: 'Agreements', icon: Signature, group: 'Alignment', key: 'a', phone: true },
  { path: '/profiles', label: 'Profiles', icon: Target, group: 'Alignment', key: 'r' },
  { path: '/calibration', label: 'Calibration', icon: Scale, group: 'Alignment', key: 'b' },
  { path: '/people', label: 'People', icon: Users, group: 'Customers', key: 'p', phone: true },
  { path: '/companies', label: 'Companies', icon: Building2, group: 'Customers', key: 'c' },
  { path: '/pipeline', label: 'Pipeline', icon: SquareKanban, group: 'Customers', key: 'd', phone: true },
  { path: '/campaigns', label: 'Campaigns', icon: Megaphone, group: 'Customers', key: 'm' },
  { path: '/funnel', label: 'Funnel', icon: Filter, group: 'Truth', key: 'f', phone: true },
  { path: '/learning', label: 'Learned score', icon: GraduationCap, group: 'Truth', key: 'l' },
  { path: '/import', label: 'Import & data quality', icon: FileUp, group: 'Truth', key: 'i' },
  { path: '/settings', label: 'Settings', icon: Settings, group: 'foot', key: 's' },
]
