import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Ellipsis, Trash2, Undo2 } from 'lucide-react'
import { restoreAccount, trashAccount } from '../../contract/accounts.ts'
import { restoreCampaign, trashCampaign } from '../../contract/campaigns.ts'
import { restoreContact, trashContact } from '../../contract/contacts.ts'
import type { MergeableKind } from '../../contract/merges.ts'
import { restoreDeal, trashDeal } from '../../contract/pipeline.ts'
import { call } from '../app/client.ts'
import { Button, IconButton } from '../ui/button.tsx'
import { Menu } from '../ui/menu.tsx'
import type { MenuItem } from '../ui/menu.tsx'
import { showProblem, showToast } from '../ui/toast.tsx'

type RecordMenuProps = {
  kind: MergeableKind | 'deal' | 'campaign'
  record: { id: string; name: string; deletedAt: string | null; can: { remove: boolean } }
  /** What else can be done to this kind of record, in the trash or not. */
  more?: readonly MenuItem[]
}

const acts = {
  contact: { trash: trashContact, restore: restoreContact },
  account: { trash: trashAccount, restore: restoreAccount },
  deal: { trash: trashDeal, restore: restoreDeal },
  campaign: { trash: trashCampaign, restore: restoreCampaign },
}

/** What is done to a whole record: to the trash and back, and what else its kind allows. */
export function RecordMenu({ kind, record, more }: RecordMenuProps) {
  const client = useQueryClient()
  const params = { id: record.id }
  const refresh = () => client.invalidateQueries()
  const restore = useMutation({
    mutationFn: async () => {
      await call(acts[kind].restore, { params })
    },
    onError: showProblem,
    onSettled: refresh,
  })
  const trash = useMutation({
    mutationFn: async () => {
      await call(acts[kind].trash, { params })
    },
    onSuccess: () => showToast(`${record.name} is in the trash`, { undo: () => restore.mutate() }),
    onError: showProblem,
    onSettled: refresh,
  })
  if (!record.can.remove) return null
  if (record.deletedAt !== null) {
    return (
      <span className="flex gap-2">
        <Button icon={Undo2} onClick={() => restore.mutate()}>
          Restore
        </Button>
        {more && more.length > 0 && <MoreMenu items={more} />}
      </span>
    )
  }
  const toTrash = {
    label: 'Move to the trash',
    icon: Trash2,
    tone: 'danger',
    onSelect: () => trash.mutate(),
  } as const
  return <MoreMenu items={[toTrash, ...(more ?? [])]} />
}

function MoreMenu({ items }: { items: readonly MenuItem[] }) {
  return <Menu trigger={<IconButton icon={Ellipsis} label="More" />} items={items} />
}
