import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { changeCampaign } from '../../../contract/campaigns.ts'
import type { CampaignView } from '../../../contract/campaigns.ts'
import { call } from '../../app/client.ts'
import { Button } from '../../ui/button.tsx'
import { Card } from '../../ui/card.tsx'
import { Textarea } from '../../ui/input.tsx'
import { showProblem, showToast } from '../../ui/toast.tsx'

const lengthMax = 4000

/** What sales says to those who come through the campaign: written by marketing, read before the call. */
export function TalkTrack({ campaign, editable }: { campaign: CampaignView; editable: boolean }) {
  const [draft, setDraft] = useState<string | null>(null)
  const save = useSave(campaign, () => setDraft(null))
  return (
    <Card
      title="Talk track"
      note="What sales says to those who come through it."
      aside={
        editable &&
        draft === null && (
          <Button size="sm" onClick={() => setDraft(campaign.talkTrack ?? '')}>
            {campaign.talkTrack === null ? 'Write it' : 'Change'}
          </Button>
        )
      }
    >
      {draft === null ? (
        <p className="text-sm whitespace-pre-wrap">
          {campaign.talkTrack ?? (
            <span className="text-ink-3">
              Nothing yet. Marketing owes sales three sentences: who comes, why, what was promised.
            </span>
          )}
        </p>
      ) : (
        <form
          className="space-y-3"
          onSubmit={(event) => {
            event.preventDefault()
            save.mutate(draft)
          }}
        >
          <Textarea
            autoFocus
            aria-label="Talk track"
            rows={5}
            maxLength={lengthMax}
            value={draft}
            onChange={(event) => setDraft(event.target.value)}
          />
          <div className="flex justify-end gap-2">
            <Button onClick={() => setDraft(null)}>Keep what was</Button>
            <Button tone="primary" type="submit" busy={save.isPending}>
              Save
            </Button>
          </div>
        </form>
      )}
    </Card>
  )
}

function useSave(campaign: CampaignView, onSaved: () => void) {
  const client = useQueryClient()
  const write = (talkTrack: string | null) =>
    call(changeCampaign, { params: { id: campaign.id }, body: { talkTrack } })
  const refresh = () => client.invalidateQueries()
  const before = campaign.talkTrack
  return useMutation({
    mutationFn: (text: string) => write(text.trim() || null),
    onSuccess: () => {
      onSaved()
      showToast('The talk track is saved', {
        undo: () => write(before).then(refresh).catch(showProblem),
      })
    },
    onError: showProblem,
    onSettled: refresh,
  })
}
