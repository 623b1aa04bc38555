/** The keys of a record that is written out in full, for an enumeration made of them. */
export function keysOf<Key extends string>(record: Readonly<Record<Key, unknown>>): [Key, ...Key[]] {
  // `Object.keys` forgets what the type of such a record says: it has these keys, at least one, and no others.
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion
  return Object.keys(record) as [Key, ...Key[]]
}
