import type { APIRequestContext } from 'playwright-core'

export type ScreenPlace = { readonly name: string; readonly path: string }

/** The pages before one is signed in. */
export const entryPlaces: readonly ScreenPlace[] = [
  { name: 'welcome', path: '/welcome' },
  { name: 'sign-in', path: '/sign-in' },
  { name: 'password-reset-asked', path: '/password-resets' },
  { name: 'password-reset', path: '/password-resets/an-old-link' },
  { name: 'invitation', path: '/invitations/an-old-link' },
]

const lists: readonly ScreenPlace[] = [
  { name: 'funnel', path: '/funnel' },
  { name: 'funnel-by-campaign', path: '/funnel?group=campaign' },
  { name: 'funnel-leads', path: '/funnel/leads?cell=won' },
  { name: 'people', path: '/people' },
  { name: 'people-nobody', path: '/people?q=nobody-is-called-this' },
  { name: 'companies', path: '/companies' },
  { name: 'profiles', path: '/profiles' },
  { name: 'profiles-products', path: '/profiles?tab=products' },
  { name: 'pipeline', path: '/pipeline' },
  { name: 'pipeline-table', path: '/pipeline?view=table' },
  { name: 'pipeline-figures', path: '/pipeline?view=figures' },
  { name: 'pipeline-deals', path: '/pipeline/deals?cell=won' },
  { name: 'campaigns', path: '/campaigns' },
  { name: 'import', path: '/import' },
  { name: 'data-quality', path: '/import?tab=quality' },
  { name: 'duplicates', path: '/import?tab=duplicates' },
  { name: 'agreements', path: '/agreements' },
  { name: 'calibrations', path: '/calibration' },
  { name: 'learning', path: '/learning' },
  { name: 'metrics', path: '/metrics' },
  { name: 'settings', path: '/settings' },
  ...['signatories', 'workspace', 'fields', 'keys', 'outbox', 'notifications', 'security'].map((tab) => ({
    name: `settings-${tab}`,
    path: `/settings?tab=${tab}`,
  })),
  { name: 'not-found', path: '/there-is-no-such-page' },
]

const records = [
  { name: 'person', api: 'contacts?sort=-stageSince', path: '/people' },
  { name: 'company', api: 'accounts', path: '/companies' },
  { name: 'deal', api: 'deals', path: '/deals' },
  { name: 'campaign', api: 'campaigns?sort=-spend', path: '/campaigns' },
  { name: 'import-done', api: 'imports', path: '/import' },
  { name: 'agreement', api: 'agreements?kind=scoring', path: '/agreements' },
  { name: 'calibration', api: 'calibrations', path: '/calibration' },
  { name: 'profile', api: 'profiles', path: '/profiles' },
] as const

/** Every page inside, with one record of each kind that stands in the workspace. */
export async function insidePlaces(request: APIRequestContext): Promise<ScreenPlace[]> {
  const found = await Promise.all(records.map((record) => placeOf(request, record)))
  return [...lists, ...found.filter((place) => place !== undefined), ...(await proposalPlaces(request))]
}

/** The stage definition on which one team still has to sign: as it reads, what changes by it, and where it is edited. */
async function proposalPlaces(request: APIRequestContext): Promise<ScreenPlace[]> {
  const answer = await request.get('/api/v1/agreements?kind=stage&open=true')
  const { items }: { items: { id: string; open: { id: number }[] }[] } = await answer.json()
  const [first] = items
  const version = first?.open[0]
  if (!first || !version) return []
  const path = `/agreements/${first.id}`
  return [
    { name: 'proposal', path: `${path}?version=${version.id}` },
    { name: 'proposal-changes', path: `${path}?version=${version.id}&show=changes` },
    { name: 'agreement-edit', path: `${path}/edit/${version.id}` },
  ]
}

async function placeOf(
  request: APIRequestContext,
  { name, api, path }: (typeof records)[number],
): Promise<ScreenPlace | undefined> {
  const answer = await request.get(`/api/v1/${api}`)
  const { items }: { items: { id: string }[] } = await answer.json()
  const first = items[0]
  return first && { name, path: `${path}/${first.id}` }
}
