import type { AgreementView } from '../../../contract/agreement-views.ts'
import { Card, Rows } from '../../ui/card.tsx'
import { Chip } from '../../ui/chip.tsx'
import { cx } from '../../ui/cx.ts'
import { useFormat } from '../../ui/format.ts'
import { useUrlState } from '../../ui/url-state.ts'
import { stateWords } from './words.ts'

/** Every version, newest first; choosing one shows it. */
export function VersionsCard({ agreement, shown }: { agreement: AgreementView; shown: number }) {
  const format = useFormat()
  const [, setState] = useUrlState()
  return (
    <Card title="Versions" flush>
      <Rows className="px-2 py-1">
        {agreement.versions.map((version) => {
          const { word, tone } = stateWords[version.state]
          return (
            <li key={version.id}>
              <button
                type="button"
                aria-current={version.id === shown ? 'true' : undefined}
                onClick={() =>
                  setState({ version: String(version.id), from: undefined, show: undefined }, { push: true })
                }
                className={cx(
                  'my-0.5 flex w-full items-center justify-between gap-3 rounded-md px-3 py-2 text-left text-sm hover:bg-sunken',
                  version.id === shown && 'bg-sel font-medium',
                )}
              >
                <span className="min-w-0">
                  Version {version.number}
                  <span className="block truncate text-xs font-normal text-ink-3">
                    {version.createdBy?.name ?? 'Rapport'}, {format.day(version.createdAt)}
                  </span>
                </span>
                <Chip tone={tone}>{word}</Chip>
              </button>
            </li>
          )
        })}
      </Rows>
    </Card>
  )
}
