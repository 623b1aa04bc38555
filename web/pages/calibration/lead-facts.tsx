import type { CalibrationLeadView } from '../../../contract/calibration-views.ts'
import { Fact, Facts, Rows } from '../../ui/card.tsx'
import { useFormat } from '../../ui/format.ts'
import { touchWords } from './words.ts'

type Lead = { lead: CalibrationLeadView }

const groups = [
  { of: 'person', title: 'The person' },
  { of: 'company', title: 'The company' },
  { of: 'lead', title: 'The lead' },
] as const

/** What was known when the leads were drawn: attributes, and touches newest first. */
export function LeadFacts({ lead }: Lead) {
  const format = useFormat()
  return (
    <>
      <p className="mb-4 text-xs text-ink-3">
        As it was known on {format.dayTime(lead.asOf)}. Who it is, its company, owner, stage and points are
        not shown, nor any field that tells them.
      </p>
      <div className="grid gap-x-8 gap-y-6 md:grid-cols-2">
        <div className="space-y-6">
          {groups.map(({ of, title }) => (
            <Group key={of} title={title} facts={lead.facts.filter((fact) => fact.of === of)} />
          ))}
        </div>
        <Touches lead={lead} />
      </div>
    </>
  )
}

function Group({ title, facts }: { title: string; facts: CalibrationLeadView['facts'] }) {
  const format = useFormat()
  if (facts.length === 0) return null
  return (
    <section>
      <h3 className="mb-1 text-sm font-semibold">{title}</h3>
      <Facts>
        {facts.map(({ label, value }) => (
          <Fact key={label} name={label}>
            <span className="break-words">{instant.test(value) ? format.day(value) : value}</span>
          </Fact>
        ))}
      </Facts>
    </section>
  )
}

const instant = /^\d{4}-\d{2}-\d{2}(T[\d:.]+Z)?$/

function Touches({ lead: { touches, earlierTouches } }: Lead) {
  const format = useFormat()
  return (
    <section>
      <h3 className="mb-1 text-sm font-semibold">Touches</h3>
      {touches.length === 0 && <p className="py-1.5 text-sm text-ink-3">None was known.</p>}
      <Rows>
        {touches.map((touch, index) => (
          <li
            // oxlint-disable-next-line react/no-array-index-key -- two touches may be alike in everything, and none changes.
            key={`${touch.occurredAt} ${index}`}
            className="flex items-baseline justify-between gap-4 py-1.5 text-sm"
          >
            <span className="min-w-0">
              {touchWords[touch.kind]}
              <span className="block text-xs break-words text-ink-3">
                {[touch.asset, touch.campaign, touch.channel].filter(Boolean).join(' · ')}
              </span>
            </span>
            <span className="num shrink-0 text-xs text-ink-3">{format.day(touch.occurredAt)}</span>
          </li>
        ))}
      </Rows>
      {earlierTouches > 0 && (
        <p className="num pt-2 text-xs text-ink-3">and {format.number(earlierTouches)} earlier ones</p>
      )}
    </section>
  )
}
