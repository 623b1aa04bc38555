import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { changeNotificationSettings, showNotificationSettings } from '../../../contract/notifications.ts'
import { ask, call } from '../../app/client.ts'
import { Card } from '../../ui/card.tsx'
import { Checkbox } from '../../ui/input.tsx'
import { ErrorState, SkeletonLines } from '../../ui/states.tsx'
import { showProblem, showToast } from '../../ui/toast.tsx'

/** How one wants to be told; each member decides for themselves. */
export function NotificationsTab() {
  const client = useQueryClient()
  const settings = useQuery(ask(showNotificationSettings, {}))
  const change = useMutation({
    mutationFn: (byMail: boolean) => call(changeNotificationSettings, { body: { byMail } }),
    onSuccess: ({ byMail }) => showToast(byMail ? 'You are told by mail too' : 'No such mail comes any more'),
    onError: showProblem,
    onSettled: () => client.invalidateQueries({ queryKey: [showNotificationSettings.id] }),
  })
  if (settings.isError) return <ErrorState problem={settings.error} onRetry={() => void settings.refetch()} />
  if (settings.isPending) return <SkeletonLines />
  const shown = change.isPending ? change.variables : settings.data.byMail
  return (
    <Card title="Your notifications" note="The bell tells you everything that concerns you.">
      <Checkbox
        label="Tell me by mail too when somebody waits for me"
        hint="When you are mentioned, when a proposal waits for the signature of your team, and when somebody objects to what you wrote. One mail for each event."
        checked={shown}
        onChange={(event) => change.mutate(event.target.checked)}
      />
    </Card>
  )
}
