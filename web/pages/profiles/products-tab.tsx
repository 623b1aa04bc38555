import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Package, Plus } from 'lucide-react'
import { useState } from 'react'
import { changeProduct, listProducts } from '../../../contract/products.ts'
import type { ProductView } from '../../../contract/products.ts'
import { ask, call } from '../../app/client.ts'
import { useSession } from '../../app/session.tsx'
import { Button } from '../../ui/button.tsx'
import { Card, Rows } from '../../ui/card.tsx'
import { Chip } from '../../ui/chip.tsx'
import { useFormat } from '../../ui/format.ts'
import { EmptyState, ErrorState, SkeletonLines } from '../../ui/states.tsx'
import { showProblem, showToast } from '../../ui/toast.tsx'
import { ProductForm } from './product-form.tsx'
import { periodWords } from './words.ts'

/** What we sell: profiles say which of it fits whom, deals name it. */
export function ProductsTab() {
  const products = useQuery(ask(listProducts, {}))
  const { member } = useSession()
  const editable = member.role !== 'viewer' && member.team !== 'neutral'
  const [open, setOpen] = useState<ProductView | 'new' | null>(null)
  const items = products.data?.items ?? []
  // What is not offered any more stands last.
  const ordered = [
    ...items.filter(({ archivedAt }) => archivedAt === null),
    ...items.filter(({ archivedAt }) => archivedAt !== null),
  ]
  return (
    <div className="mt-4">
      <Card
        title="Products"
        note="An archived product stays where deals and agreements name it, and is not offered any more."
        aside={
          editable && (
            <Button tone="primary" icon={Plus} onClick={() => setOpen('new')}>
              Product
            </Button>
          )
        }
      >
        {products.isError && <ErrorState problem={products.error} onRetry={() => void products.refetch()} />}
        {products.isPending && <SkeletonLines lines={5} />}
        {products.data && items.length === 0 && (
          <EmptyState icon={Package} title="No product yet">
            Deals that are imported bring theirs along; others are added here.
          </EmptyState>
        )}
        <Rows>
          {ordered.map((product) => (
            <ProductLine
              key={product.id}
              product={product}
              editable={editable}
              onEdit={() => setOpen(product)}
            />
          ))}
        </Rows>
      </Card>
      {open && <ProductForm product={open === 'new' ? undefined : open} onClose={() => setOpen(null)} />}
    </div>
  )
}

type ProductLineProps = { product: ProductView; editable: boolean; onEdit: () => void }

function ProductLine({ product, editable, onEdit }: ProductLineProps) {
  const archived = product.archivedAt !== null
  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-2 py-3 text-sm">
      <span className="min-w-0 flex-1 basis-64">
        <span className="flex flex-wrap items-center gap-2">
          <span className={archived ? 'text-ink-3' : 'font-medium'}>{product.name}</span>
          {product.series && <Chip>{product.series}</Chip>}
          {archived && <Chip tone="outline">archived</Chip>}
        </span>
        {product.description && <span className="mt-0.5 block text-ink-2">{product.description}</span>}
      </span>
      <Price product={product} />
      {editable && (
        <span className="flex gap-1">
          <Button size="sm" tone="ghost" aria-label={`Change ${product.name}`} onClick={onEdit}>
            Change
          </Button>
          <Archive product={product} />
        </span>
      )}
    </li>
  )
}

function Price({ product: { listPrice, pricePeriod } }: { product: ProductView }) {
  const format = useFormat()
  if (listPrice === null) return <span className="text-ink-3">no list price</span>
  return (
    <span className="num whitespace-nowrap">
      {format.money(listPrice)}
      {pricePeriod && <span className="text-ink-3"> {periodWords[pricePeriod]}</span>}
    </span>
  )
}

function Archive({ product: { id, name, archivedAt } }: { product: ProductView }) {
  const client = useQueryClient()
  const archived = archivedAt !== null
  const set = useMutation({
    mutationFn: (next: boolean) => call(changeProduct, { params: { id }, body: { archived: next } }),
    onSuccess: (_, next) => {
      showToast(next ? `Archived ${name}` : `${name} is offered again`, {
        undo: () => set.mutate(!next),
      })
    },
    onError: showProblem,
    onSettled: () => client.invalidateQueries({ queryKey: [listProducts.id] }),
  })
  const word = archived ? 'Offer again' : 'Archive'
  return (
    <Button
      size="sm"
      tone="ghost"
      busy={set.isPending}
      aria-label={`${word}: ${name}`}
      onClick={() => set.mutate(!archived)}
    >
      {word}
    </Button>
  )
}
