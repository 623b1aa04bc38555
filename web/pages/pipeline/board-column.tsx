import { dropTargetForElements } from '@atlaskit/pragmatic-drag-and-drop/element/adapter'
import { useVirtualizer } from '@tanstack/react-virtual'
import { useEffect, useRef, useState } from 'react'
import type { DealRow, PipelineStageView } from '../../../contract/pipeline.ts'
import { cx } from '../../ui/cx.ts'
import { useFormat } from '../../ui/format.ts'
import { DealCard } from './deal-card.tsx'

type Column = {
  readonly stage: PipelineStageView
  readonly count: number
  readonly total: string | null
  readonly withoutAmount: number
  readonly cards: readonly DealRow[]
}

/** The deal that was just moved from where its card had the focus. */
export type Followed = { readonly dealId: string; readonly fromStageId: string }

type BoardColumnProps = {
  column: Column
  stages: readonly PipelineStageView[]
  followed: React.RefObject<Followed | null>
  onArrived: () => void
  onMove: (deal: DealRow, to: PipelineStageView) => void
}

const cardHeight = 146
const overscan = 6

/** One stage: its count and total, and its cards, of which only those in view are drawn. */
export function BoardColumn({ column, stages, followed, onArrived, onMove }: BoardColumnProps) {
  const scroller = useRef<HTMLDivElement>(null)
  const over = useDropTarget(scroller, column.stage.id)
  const list = useVirtualizer({
    count: column.cards.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => cardHeight,
    overscan,
  })
  useArrival({ column, followed, onArrived, scroller, show: list.scrollToIndex })
  const hidden = column.count - column.cards.length
  return (
    <section aria-label={column.stage.name} className="flex w-[272px] shrink-0 snap-start flex-col">
      <ColumnHead column={column} />
      <div
        ref={scroller}
        className={cx(
          'min-h-24 flex-1 overflow-y-auto rounded-lg bg-sunken p-2',
          over && 'outline-2 outline-focus',
        )}
      >
        <ul className="relative" style={{ height: list.getTotalSize() }}>
          {list.getVirtualItems().map((item) => {
            const deal = column.cards[item.index]
            return deal ? (
              <li
                key={deal.id}
                ref={list.measureElement}
                data-index={item.index}
                className="absolute inset-x-0 top-0 pb-2"
                style={{ transform: `translateY(${item.start}px)` }}
              >
                <DealCard deal={deal} stages={stages} onMove={onMove} />
              </li>
            ) : null
          })}
        </ul>
        {hidden > 0 && <p className="px-1 py-2 text-xs text-ink-3">{hidden} more in the table view</p>}
        {column.count === 0 && <p className="px-1 py-6 text-center text-xs text-ink-3">No deal here</p>}
      </div>
    </section>
  )
}

type Arrival = Pick<BoardColumnProps, 'column' | 'followed' | 'onArrived'> & {
  scroller: React.RefObject<HTMLElement | null>
  show: (place: number) => void
}

/** Gives the focus to the card that was moved here from another column, wherever in this one it stands. */
function useArrival({ column, followed, onArrived, scroller, show }: Arrival) {
  useEffect(() => {
    const { dealId, fromStageId } = followed.current ?? {}
    const place = column.cards.findIndex(({ id }) => id === dealId)
    if (place < 0 || column.stage.id === fromStageId) return
    onArrived()
    show(place)
    // The card may only be drawn by the scrolling, so the focus follows in the next frame.
    requestAnimationFrame(() =>
      scroller.current
        ?.querySelector<HTMLElement>(`li[data-index="${place}"] a`)
        ?.focus({ preventScroll: true }),
    )
  }, [column, followed, onArrived, scroller, show])
}

function ColumnHead({ column }: { column: Column }) {
  const format = useFormat()
  const title =
    column.withoutAmount > 0 ? `${column.withoutAmount} of ${column.count} carry no amount` : undefined
  return (
    <header className="flex items-baseline justify-between gap-2 px-1 pb-2 text-sm">
      <h2 className="truncate font-semibold">
        {column.stage.name}{' '}
        <span className="num ml-1 font-normal text-ink-3">{format.number(column.count)}</span>
      </h2>
      <span className="num text-ink-2" title={title}>
        {column.withoutAmount === column.count && column.count > 0
          ? 'no amounts'
          : format.compactMoney(column.total)}
      </span>
    </header>
  )
}

function useDropTarget(element: React.RefObject<HTMLDivElement | null>, stageId: string): boolean {
  const [over, setOver] = useState(false)
  useEffect(() => {
    if (!element.current) return
    return dropTargetForElements({
      element: element.current,
      getData: () => ({ stageId }),
      onDragEnter: () => setOver(true),
      onDragLeave: () => setOver(false),
      onDrop: () => setOver(false),
    })
  }, [element, stageId])
  return over
}
