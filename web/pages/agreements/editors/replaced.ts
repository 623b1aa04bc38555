/** A list in which one entry is another, or gone where there is none. */
export function replaced<Entry>(list: readonly Entry[], index: number, entry: Entry | null): Entry[] {
  const rest = [list.slice(0, index), list.slice(index + 1)] as const
  return entry === null ? [...rest[0], ...rest[1]] : [...rest[0], entry, ...rest[1]]
}
