import { draggable } from '@atlaskit/pragmatic-drag-and-drop/element/adapter'
import { Link } from '@tanstack/react-router'
import { ArrowRight, Ellipsis } from 'lucide-react'
import { useEffect, useRef } from 'react'
import type { DealRow, PipelineStageView } from '../../../contract/pipeline.ts'
import { IconButton } from '../../ui/button.tsx'
import { Chip } from '../../ui/chip.tsx'
import { cx } from '../../ui/cx.ts'
import { useFormat } from '../../ui/format.ts'
import { Menu } from '../../ui/menu.tsx'
import { TeamMark } from '../../ui/team.tsx'
import { goToNeighbour } from './board-keys.ts'
import { daysInStageWords, isOver, subtitleOf, titleOf } from './query.ts'

type DealCardProps = {
  deal: DealRow
  stages: readonly PipelineStageView[]
  onMove: (deal: DealRow, to: PipelineStageView) => void
}

/** A deal as a card: whose it is, what it is worth, how old, what opened the door, what comes next. */
export function DealCard({ deal, stages, onMove }: DealCardProps) {
  const format = useFormat()
  const card = useRef<HTMLElement>(null)
  useEffect(() => {
    if (card.current) return draggable({ element: card.current, getInitialData: () => ({ dealId: deal.id }) })
  }, [deal.id])
  const step = (by: number) => {
    const next = stages[stages.findIndex(({ id }) => id === deal.stageId) + by]
    if (next) onMove(deal, next)
  }
  return (
    // The whole card answers the arrows; its link and its menu are what has the focus.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- keys bubble up from the focusable parts inside.
    <article
      ref={card}
      aria-label={deal.name}
      onKeyDown={(event) => {
        if (event.ctrlKey || event.metaKey || event.altKey) return
        const sideways = event.key === 'ArrowLeft' || event.key === 'ArrowRight'
        if (event.shiftKey && sideways) step(event.key === 'ArrowRight' ? 1 : -1)
        else if (event.shiftKey || !goToNeighbour(event.currentTarget, event.key)) return
        event.preventDefault()
      }}
      className="cursor-grab rounded-lg border border-line bg-surface p-3 text-sm active:cursor-grabbing"
    >
      <div className="flex items-start justify-between gap-2">
        <div className="min-w-0">
          <Link
            to={`/deals/${deal.id}`}
            className="block truncate font-medium underline-offset-4 hover:underline"
          >
            {titleOf(deal)}
          </Link>
          <p className="truncate text-xs text-ink-3">{subtitleOf(deal)}</p>
        </div>
        <MoveMenu deal={deal} stages={stages} onMove={onMove} />
      </div>
      <div className="mt-2 flex items-baseline justify-between gap-2">
        <span className="num font-semibold">{format.money(deal.amount, { currency: deal.currency })}</span>
        {deal.outcome === 'open' && <span className="num text-xs text-ink-3">{standingWords(deal)}</span>}
      </div>
      <div className="mt-2 flex h-5 items-center gap-2">
        {deal.openedBy && (
          <Chip tone="marketing" className="min-w-0">
            {deal.openedBy}
          </Chip>
        )}
        {deal.owner && (
          <span className="ml-auto inline-flex shrink-0 items-center gap-1.5 text-xs whitespace-nowrap text-ink-3">
            <TeamMark team={deal.owner.team} label={deal.owner.name} />
            {deal.owner.name.split(' ')[0]}
          </span>
        )}
      </div>
      {deal.outcome === 'open' && <NextLine deal={deal} />}
    </article>
  )
}

/** What comes next and by when; a deal without a next step says so, and one whose day is over too. */
function NextLine({ deal }: { deal: DealRow }) {
  const format = useFormat()
  if (!deal.nextStep) {
    return (
      <div className="mt-1.5 flex h-5">
        <Chip tone="warn" icon>
          No next step
        </Chip>
      </div>
    )
  }
  return (
    <p className="mt-1.5 flex h-5 items-center gap-1.5 text-xs text-ink-2">
      <ArrowRight aria-hidden className="size-3.5 shrink-0 text-ink-3" strokeWidth={1.75} />
      <span className="min-w-0 flex-1 truncate">{deal.nextStep}</span>
      {deal.nextStepOn && (
        <span className={cx('num shrink-0', isOver(deal.nextStepOn) ? 'font-medium text-bad' : 'text-ink-3')}>
          {isOver(deal.nextStepOn) && 'due '}
          {format.shortDay(deal.nextStepOn)}
        </span>
      )}
    </p>
  )
}

function standingWords({ stageSince }: DealRow): string {
  const words = daysInStageWords(stageSince)
  return words === 'today' ? 'since today' : `${words} in stage`
}

function MoveMenu({ deal, stages, onMove }: DealCardProps) {
  return (
    <Menu
      trigger={<IconButton icon={Ellipsis} label={`Move ${deal.name}`} size="sm" tone="ghost" />}
      items={[
        { kind: 'heading', label: 'Move to' },
        ...stages.map((stage) => ({
          kind: 'choice' as const,
          label: stage.name,
          chosen: stage.id === deal.stageId,
          onSelect: () => {
            if (stage.id !== deal.stageId) onMove(deal, stage)
          },
        })),
      ]}
    />
  )
}
