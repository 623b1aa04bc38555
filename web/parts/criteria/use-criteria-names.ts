import { criteriaNames } from '../../../contract/criteria-names.ts'
import type { CriteriaNames } from '../../../contract/criteria-sentence.ts'
import { useSession } from '../../app/session.tsx'
import { useChannelOptions, useMemberOptions, useStages } from '../choices.ts'
import { useCampaignOptions, useCriteriaFields, useProfileOptions } from './use-choices.ts'

/** What everything is called that criteria can speak of, for the sentence. */
export function useCriteriaNames(): CriteriaNames {
  const { workspace } = useSession()
  const channels = useChannelOptions()
  const named = [...useCampaignOptions(), ...useProfileOptions(), ...useMemberOptions()]
  return criteriaNames({
    fields: useCriteriaFields(),
    channels: channels.map(({ value, label }) => ({ id: Number(value), name: label })),
    stages: useStages(),
    named: named.map(({ value, label }) => ({ id: value, name: label })),
    currency: workspace.currency,
  })
}
