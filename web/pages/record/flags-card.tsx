import { Card, Rows } from '../../ui/card.tsx'
import { Chip } from '../../ui/chip.tsx'

type Flag = { readonly id: number; readonly message: string; readonly field: string | null }

/** What looks odd in the data of this record and was kept all the same. */
export function FlagsCard({ flags }: { flags: readonly Flag[] }) {
  if (flags.length === 0) return null
  return (
    <Card title="Worth a look" aside={`${flags.length} flagged`}>
      <Rows>
        {flags.map((flag) => (
          <li key={flag.id} className="py-2 text-sm">
            {flag.field && (
              <Chip tone="warn" icon className="mr-2">
                {flag.field}
              </Chip>
            )}
            {flag.message}
          </li>
        ))}
      </Rows>
    </Card>
  )
}
