import type { CustomValues } from '../../../contract/records.ts'
import { Fact } from '../../ui/card.tsx'

/** The fields of a company's own, as they stand on a record. */
export function CustomFacts({ custom }: { custom: CustomValues }) {
  return Object.entries(custom).map(([key, value]) => (
    <Fact key={key} name={key.replaceAll('_', ' ')}>
      <span className="break-words">{value === null ? '–' : String(value)}</span>
    </Fact>
  ))
}
