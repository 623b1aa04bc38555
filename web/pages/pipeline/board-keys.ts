const strides: Readonly<Record<string, readonly [columns: number, cards: number]>> = {
  ArrowDown: [0, 1],
  ArrowUp: [0, -1],
  ArrowRight: [1, 0],
  ArrowLeft: [-1, 0],
}

/**
 * The arrows go from card to card: up and down within a stage, left and right to the next stage that has cards.
 * Answers whether there was one to go to.
 */
export function goToNeighbour(card: Element, key: string): boolean {
  const stride = strides[key]
  const column = card.closest('section')
  const place = Number(card.closest('li')?.dataset.index)
  if (!stride || !column || Number.isNaN(place)) return false
  const [columns, cards] = stride
  const next = columns === 0 ? linkAt(column, place + cards) : linkBeside(column, columns, place)
  next?.focus()
  return next !== null
}

function linkAt(column: Element, place: number): HTMLElement | null {
  return column.querySelector<HTMLElement>(`li[data-index="${place}"] a`)
}

/** In the next column that way which has any: the card at the same height, else the first one drawn. */
function linkBeside(column: Element, by: number, place: number): HTMLElement | null {
  for (let beside = siblingOf(column, by); beside; beside = siblingOf(beside, by)) {
    const link = linkAt(beside, place) ?? beside.querySelector<HTMLElement>('li a')
    if (link) return link
  }
  return null
}

function siblingOf(column: Element, by: number): Element | null {
  return by > 0 ? column.nextElementSibling : column.previousElementSibling
}
