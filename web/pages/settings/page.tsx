import { useSession } from '../../app/session.tsx'
import { Page, PageHeader } from '../../ui/page.tsx'
import { Tabs } from '../../ui/tabs.tsx'
import { useUrlState } from '../../ui/url-state.ts'
import { FieldsTab } from './fields-tab.tsx'
import { KeysTab } from './keys-tab.tsx'
import { MembersTab } from './members-tab.tsx'
import { NotificationsTab } from './notifications-tab.tsx'
import { OutboxTab } from './outbox-tab.tsx'
import { SecurityTab } from './security-tab.tsx'
import { SignatoriesTab } from './signatories-tab.tsx'
import { WorkspaceTab } from './workspace-tab.tsx'

const tabs = [
  { key: 'members', label: 'Members' },
  { key: 'signatories', label: 'Who signs' },
  { key: 'workspace', label: 'Workspace' },
  { key: 'fields', label: 'Custom fields' },
  { key: 'keys', label: 'API keys' },
  { key: 'outbox', label: 'Outbox' },
  { key: 'notifications', label: 'Your notifications' },
  { key: 'security', label: 'Your sign-in' },
] as const

/** Settings of the workspace and of one's own sign-in. */
export function SettingsPage() {
  const [state, setState] = useUrlState()
  const { can } = useSession()
  const shown = tabs.filter(({ key }) => key !== 'outbox' || can.readOutbox)
  const tab = shown.find(({ key }) => key === state.tab)?.key ?? 'members'
  return (
    <Page>
      <PageHeader title="Settings" />
      <Tabs label="Settings" tabs={shown} value={tab} onChange={(next) => setState({ tab: next })}>
        {tab === 'members' && <MembersTab />}
        {tab === 'signatories' && <SignatoriesTab />}
        {tab === 'workspace' && <WorkspaceTab />}
        {tab === 'fields' && <FieldsTab />}
        {tab === 'keys' && <KeysTab />}
        {tab === 'outbox' && <OutboxTab />}
        {tab === 'notifications' && <NotificationsTab />}
        {tab === 'security' && <SecurityTab />}
      </Tabs>
    </Page>
  )
}
