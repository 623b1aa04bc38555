import type { MemberReference } from '../../../contract/records.ts'
import { useMemberOptions } from '../../parts/choices.ts'
import { InlineChoice, InlineFact } from '../../parts/inline-fact.tsx'
import { Card, Fact, Facts } from '../../ui/card.tsx'
import { useFormat } from '../../ui/format.ts'

type Owned = {
  readonly nextStep: string | null
  readonly nextStepOn: string | null
  readonly owner: MemberReference | null
}
type NextStepCardProps = {
  record: Owned
  editable: boolean
  save: (change: Record<string, unknown>) => Promise<unknown>
}

/** What comes next, by when, and who does it. */
export function NextStepCard({ record, editable, save }: NextStepCardProps) {
  const format = useFormat()
  const members = useMemberOptions()
  return (
    <Card title="Next step">
      <Facts>
        <Fact name="What">
          <InlineFact
            label="Next step"
            value={record.nextStep}
            editable={editable}
            save={(nextStep) => save({ nextStep })}
          />
        </Fact>
        <Fact name="By">
          <InlineFact
            label="Next step on"
            type="date"
            value={record.nextStepOn}
            text={record.nextStepOn && format.day(record.nextStepOn)}
            editable={editable}
            save={(nextStepOn) => save({ nextStepOn })}
          />
        </Fact>
        <Fact name="Owner">
          <InlineChoice
            label="Owner"
            value={record.owner?.id ?? null}
            text={record.owner?.name ?? null}
            options={members}
            editable={editable}
            save={(ownerId) => save({ ownerId })}
          />
        </Fact>
      </Facts>
    </Card>
  )
}
