import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { listAgreementDependents } from '../../../contract/agreements.ts'
import { ask } from '../../app/client.ts'
import { Card, Rows } from '../../ui/card.tsx'
import { useFormat } from '../../ui/format.ts'
import { parseSearch } from '../../ui/url-state.ts'

/** Everything that runs on an agreement, so that one sees what a change touches. */
export function DependentsCard({ agreementId }: { agreementId: string }) {
  const format = useFormat()
  const dependents = useQuery(ask(listAgreementDependents, { params: { id: agreementId } }))
  const items = dependents.data?.items.filter(({ count }) => count > 0) ?? []
  if (dependents.isPending || dependents.isError) return null
  return (
    <Card title="What runs on it">
      {items.length === 0 && <p className="text-sm text-ink-3">Nothing runs on it yet; people read it.</p>}
      <Rows>
        {items.map((item) => (
          <li key={`${item.kind} ${item.label}`} className="py-2 text-sm">
            <span className="flex justify-between gap-3">
              {item.path === null ? item.label : <ListLink path={item.path}>{item.label}</ListLink>}
              <span className="num text-ink-2">{format.number(item.count)}</span>
            </span>
            {item.agreements.map(({ id, title }) => (
              <Link
                key={id}
                to={`/agreements/${id}`}
                className="block text-ink-2 underline decoration-line-strong underline-offset-4"
              >
                {title}
              </Link>
            ))}
          </li>
        ))}
      </Rows>
    </Card>
  )
}

/** To the list of exactly those who are counted. */
function ListLink({ path, children }: { path: string; children: string }) {
  const [to = path, query = ''] = path.split('?')
  return (
    <Link
      to={to}
      search={parseSearch(query)}
      className="underline decoration-line-strong underline-offset-4 hover:decoration-ink"
    >
      {children}
    </Link>
  )
}
