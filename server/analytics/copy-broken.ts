/** The copy is of another database or shape, or contradicts itself: only a new one helps. */
export class CopyBroken extends Error {
  override readonly name = 'CopyBroken'
}
