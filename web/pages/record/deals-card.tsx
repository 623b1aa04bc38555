import { Link } from '@tanstack/react-router'
import type { ContactView } from '../../../contract/contacts.ts'
import { outcomeTones } from '../../parts/outcome.ts'
import { Card, Rows } from '../../ui/card.tsx'
import { Chip } from '../../ui/chip.tsx'
import { useFormat } from '../../ui/format.ts'

/** Deals of a person or company. */
export function DealsCard({ deals }: { deals: ContactView['deals'] }) {
  const format = useFormat()
  return (
    <Card title="Deals" aside={deals.length === 0 ? 'none' : deals.length}>
      {deals.length > 0 && (
        <Rows>
          {deals.map((deal) => (
            <li key={deal.id} className="flex items-center justify-between gap-3 py-2 text-sm">
              <span className="min-w-0">
                <Link
                  to={`/deals/${deal.id}`}
                  className="block truncate font-medium underline-offset-4 hover:underline"
                >
                  {deal.name}
                </Link>
                <Chip tone={outcomeTones[deal.outcome]} icon={deal.outcome === 'open' ? undefined : true}>
                  {deal.stage}
                </Chip>
              </span>
              <span className="num shrink-0">{format.money(deal.amount, { currency: deal.currency })}</span>
            </li>
          ))}
        </Rows>
      )}
    </Card>
  )
}
