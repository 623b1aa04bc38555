import { Page, PageHeader } from '../../ui/page.tsx'
import { Tabs } from '../../ui/tabs.tsx'
import { useUrlState } from '../../ui/url-state.ts'
import { ProductsTab } from './products-tab.tsx'
import { ProfilesTab } from './profiles-tab.tsx'

const tabs = [
  { key: 'profiles', label: 'Profiles' },
  { key: 'products', label: 'Products' },
] as const

/** Whom we sell to and what: the profiles in force, how much of the market they cover, the products that fit. */
export function ProfilesPage() {
  const [state, setState] = useUrlState()
  const tab = tabs.find(({ key }) => key === state['tab'])?.key ?? 'profiles'
  return (
    <Page>
      <PageHeader
        title="Customer profiles"
        note="Whom both teams agreed to look for, who that is today, and how much of our market it covers."
      />
      <Tabs
        label="Profiles and products"
        tabs={tabs}
        value={tab}
        onChange={(key) => setState({ tab: key === 'profiles' ? undefined : key, measure: undefined })}
      >
        {tab === 'profiles' ? <ProfilesTab /> : <ProductsTab />}
      </Tabs>
    </Page>
  )
}
